package io.github.athenaconnect.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values of 32 MB, Athena's longest, that somebody has made as awkward as can be. */
@Timeout(120)
class HostileNestedTextTest {
    private static final int LONGEST = 32 * 1024 * 1024;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            array(varchar)                                        | '[' | ', '
            array(varchar)                                        | '[' | '[], '
            array(array(array(varchar)))                          | '[' | '[[], '
            array(row(a varchar, b varchar))                      | '[' | '{a=, b='
            map(varchar, map(varchar, varchar))                   | '{' | 'a={b=, '
            array(row(a integer, b varchar, c integer))           | '[' | '{a=1, b=2, c='
            row(a varchar, b integer, c varchar)                  | '{a=' | ', b=x'
            array(array(integer))                                 | '[' | '[[[['
            array(integer)                                        | '[' | '1, '
            array(integer)                                        | '[' | '0'
            array(varbinary)                                      | '[' | 'f'
            """)
    void areRefusedInTheTimeThatReadingThemTakes(String declared, String begin, String repeated) {
        String text = begin + repeated.repeat((LONGEST - begin.length()) / repeated.length());
        assertThatThrownBy(() -> decode(declared, declared.substring(0, declared.indexOf('(')), text))
                .isInstanceOf(UndecodableTextException.class)
                .message()
                .hasSizeLessThan(2_000);
    }

    @Test
    void areRefusedInThatTimeWhereverTheManyFieldsOfARowMayEnd() {
        String fields =
                IntStream.range(0, 300).mapToObj(index -> "f" + index).collect(Collectors.joining(" varchar, "));
        String declared = "row(" + fields + " varchar)";
        String begin =
                IntStream.range(0, 300).mapToObj(index -> "f" + index).collect(Collectors.joining("=, ", "{", "="));
        for (String repeated : List.of("x", ", f7=", ", f299=}")) {
            String text = begin + repeated.repeat((LONGEST - begin.length()) / repeated.length());
            assertThatThrownBy(() -> decode(declared, "row", text))
                    .isInstanceOf(UndecodableTextException.class)
                    .hasMessageStartingWith("Expected ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "[{\"a\":", "[[1],"})
    void asJsonToo(String repeated) {
        String text = repeated.repeat(LONGEST / repeated.length());
        for (String declared : List.of("array(array(integer))", "map(varchar, json)", "array(json)")) {
            assertThatThrownBy(() -> decode(declared, "json", text))
                    .isInstanceOf(UndecodableTextException.class)
                    .message()
                    .hasSizeLessThan(2_000);
        }
    }

    @Test
    void aLongTextInAValueIsNothingToRefuse() {
        String text = "x, ".repeat(400_000);
        assertThat(decode("row(a varchar, b integer)", "row", "{a=" + text + ", b=1}"))
                .asString()
                .isEqualTo("Struct{a=" + text + ",b=1}");
        String longText = "x".repeat(LONGEST - 100);
        assertThat(decode("array(varchar)", "json", "[\"" + longText + "\"]")).isEqualTo(List.of(longText));
    }

    @Test
    void aLongArrayIsNothingToRefuseUpToALimitThatIsTold() {
        assertThat((List<?>) decode("array(integer)", "array", "[" + "7, ".repeat(499_998) + "7]"))
                .hasSize(499_999);
        assertThatThrownBy(() -> decode("array(integer)", "array", "[" + "7, ".repeat(500_000) + "7]"))
                .hasMessageContaining("Expected a nested value of fewer than 500000 parts")
                .hasMessageContaining("CAST(\"v\" AS JSON)");
        assertThat((List<?>) decode("array(integer)", "json", "[" + "7,".repeat(999_999) + "7]"))
                .hasSize(1_000_000);
    }

    private static Object decode(String declared, String reported, String text) {
        TypeSettings settings = new TypeSettings(
                "row",
                DecimalMode.DECIMAL,
                TimestampMode.MILLIS,
                FieldNames.AS_IS,
                AthenaTypeParameter.OMITTED,
                DeclaredTypes.parse("v " + declared));
        return RowTypes.of(List.of(new AthenaColumn("v", reported, 0, 0)), settings)
                .columns()
                .get(0)
                .decoder()
                .decode(TextValue.of(text));
    }
}
