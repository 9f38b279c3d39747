package io.github.athenaconnect.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the specification files of nested values. */
class NestedTextTest {
    @ParameterizedTest
    @MethodSource("io.github.athenaconnect.type.NestedSpecification#ofText")
    void theTextOfAthenaIsTakenWhereThereIsOneWayToReadIt(NestedSpecification line) {
        check(line);
    }

    @ParameterizedTest
    @MethodSource("io.github.athenaconnect.type.NestedSpecification#ofJson")
    void jsonIsTakenAsItIs(NestedSpecification line) {
        check(line);
    }

    @Test
    void thePageSaysWhatBecomesOfEachText() throws IOException {
        Pattern line = Pattern.compile("\\| `([^`]+)` \\| (`[^|]+`) \\| (decoded|refused).*");
        List<MatchResult> lines = Files.readAllLines(Path.of("docs", "nested-types.md")).stream()
                .map(line::matcher)
                .filter(Matcher::matches)
                .map(Matcher::toMatchResult)
                .toList();

        assertThat(lines).hasSizeGreaterThan(10);
        lines.forEach(each -> Pattern.compile("`([^`]+)`")
                .matcher(each.group(2))
                .results()
                .forEach(text -> assertThat(whatBecomesOf(text.group(1), each.group(1)))
                        .as(each.group())
                        .isEqualTo(each.group(3))));
    }

    private static String whatBecomesOf(String text, String declared) {
        NestedSpecification line = NestedSpecification.of(declared, text);
        try {
            Object unused = RowTypes.of(List.of(line.column()), line.settings())
                    .columns()
                    .get(0)
                    .decoder()
                    .decode(TextValue.of(text));
            return "decoded";
        } catch (UndecodableTextException refused) {
            return "refused";
        }
    }

    private static void check(NestedSpecification line) {
        RowType row = RowTypes.of(List.of(line.column()), line.settings());
        Column column = row.columns().get(0);
        if (line.error().isEmpty()) {
            Object value = column.decoder().decode(TextValue.of(line.text()));
            assertThat(NestedSpecification.shown(value)).isEqualTo(line.value());
            new Struct(row.schema()).put(column.field(), value).validate();
        } else {
            assertThatThrownBy(() -> column.decoder().decode(TextValue.of(line.text())))
                    .isInstanceOf(UndecodableTextException.class)
                    .hasMessageStartingWith(line.error());
        }
    }
}
