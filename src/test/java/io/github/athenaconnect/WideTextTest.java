package io.github.athenaconnect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.athenaconnect.localstack.LocalStack;
import io.github.athenaconnect.localstack.LocalStackExtension;
import io.github.athenaconnect.localstack.engine.trino.TypedRows;
import io.github.athenaconnect.type.AthenaColumn;
import io.github.athenaconnect.type.DecimalMode;
import io.github.athenaconnect.type.RowTypes;
import io.github.athenaconnect.type.TextDecoder;
import io.github.athenaconnect.type.TextValue;
import io.github.athenaconnect.type.TimestampMode;
import io.github.athenaconnect.type.TypeSettings;
import io.github.athenaconnect.wide.PlainValue;
import io.github.athenaconnect.wide.WideColumn;
import io.github.athenaconnect.wide.WideTable;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The texts that Trino's own {@code CAST(... AS varchar)} makes, which spell some values otherwise than its protocol and the
 * stack do, such as {@code 1.0E-3} and {@code 10000-01-01}: which of them Athena writes is not known, so both are read.
 */
@ExtendWith(LocalStackExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
@EnabledIfSystemProperty(named = LocalStack.ENGINE_PROPERTY, matches = "trino")
class WideTextTest {
    private static final WideTable TABLE = WideTable.ofEveryType();
    private static final Pattern DECIMAL = Pattern.compile("decimal\\((\\d+),(\\d+)\\)");

    /** The cast of a real cuts it to seven digits; the others cannot be cast, or not every value of them. */
    private static final List<String> NOT_CAST =
            List.of("float", "varbinary", "json", "unknown", "array", "map", "row");

    private TypedRows texts;

    static Stream<Arguments> castColumns() {
        List<WideColumn> columns =
                TABLE.columns().stream().filter(WideTextTest::isCast).toList();
        return IntStream.range(0, columns.size())
                .mapToObj(index -> Arguments.of(columns.get(index).name(), columns.get(index), index + 1));
    }

    private static boolean isCast(WideColumn column) {
        return !NOT_CAST.contains(column.type().name());
    }

    @BeforeAll
    void askForTheTexts(LocalStack aws) throws Exception {
        TABLE.write(aws.catalog());
        texts = WideRows.askedOfTrino(
                aws, TABLE.select(WideTextTest::isCast, column -> "CAST(" + column.value() + " AS varchar)"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("castColumns")
    void areReadAsTheValuesThatWereWritten(String name, WideColumn column, int place) {
        TextDecoder decoder = decoder(column);
        Stream<@Nullable Object> values = texts.rows().stream()
                .map(row -> row.get(place))
                .map(text -> text.isNull() ? null : PlainValue.of(decoder.decode(TextValue.of(text.asText()))));

        assertThat(column.comparable(values)).isEqualTo(column.written());
    }

    private static TextDecoder decoder(WideColumn column) {
        Matcher decimal = DECIMAL.matcher(column.type().type());
        AthenaColumn reported = decimal.matches()
                ? new AthenaColumn(
                        column.name(),
                        "decimal",
                        Integer.parseInt(decimal.group(1)),
                        Integer.parseInt(decimal.group(2)))
                : new AthenaColumn(column.name(), column.type().name(), 0, 0);
        return RowTypes.of(List.of(reported), new TypeSettings("row", DecimalMode.DECIMAL, TimestampMode.MILLIS))
                .columns()
                .get(0)
                .decoder();
    }
}
