package io.github.athenaconnect.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlTemplateTest {
    private static final Map<String, String> LITERALS = Map.of("a", "BIGINT '7'", "b", "'it''s'", "c d", "X'00'");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SELECT ${a}                     | SELECT BIGINT '7'",
                "SELECT ${a}, ${b} , ${a}        | SELECT BIGINT '7', 'it''s' , BIGINT '7'",
                "SELECT ${c d}                   | SELECT X'00'",
                "SELECT x>${b}AND y<${a}+1       | SELECT x>'it''s' AND y<BIGINT '7'+1",
                "SELECT 'x'${b}                  | SELECT 'x' 'it''s'",
                "SELECT ${b}'x'                  | SELECT 'it''s' 'x'",
                "SELECT ${b}${b}                 | SELECT 'it''s' 'it''s'",
                "SELECT DATE${b}                 | SELECT DATE 'it''s'",
                "SELECT ${b} -- ${a}             | SELECT 'it''s' -- ${a}",
                "SELECT /* ${a} */ ${b}          | SELECT /* ${a} */ 'it''s'",
                "SELECT '${a}', \"${a}\"         | SELECT '${a}', \"${a}\"",
                "SELECT 'it''s ${a}' , ${b}      | SELECT 'it''s ${a}' , 'it''s'",
                "SELECT '--' , ${b} , '/*'       | SELECT '--' , 'it''s' , '/*'",
                "SELECT $ {a}                    | SELECT $ {a}",
            })
    void putsLiteralsWherePlaceholdersAreAndChangesNothingElse(String sql, String expected) {
        assertThat(SqlTemplate.parse(sql).render(LITERALS)).isEqualTo(expected);
    }

    @Test
    void namesItsPlaceholdersAndWhatOnlyLooksLikeOne() {
        SqlTemplate template = SqlTemplate.parse("SELECT ${b}, ${a}, ${b}, '${x}', \"${y}\" -- ${z}");

        assertThat(template.placeholders()).containsExactly("b", "a");
        assertThat(template.namesInQuotes()).containsExactly("x", "y");
    }

    @Test
    void isNotRenderedWithoutAValueForEachPlaceholder() {
        assertThatThrownBy(() -> SqlTemplate.parse("SELECT ${a}").render(Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("${a}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT ${a", "SELECT ${}", "SELECT ${ }", "SELECT 'a", "SELECT \"a", "SELECT /* a"})
    void isRefusedWithTheLineOfWhatIsWrong(String sql) {
        assertThatThrownBy(() -> SqlTemplate.parse("WITH x\n" + sql))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("must ")
                .hasMessageEndingWith("line 2");
    }

    @ParameterizedTest
    @CsvSource({"SELECT 1,0,1", "a\\nb,1,1", "a\\nb,2,2", "a\\r\\n\\nb,4,3", "\\n,1,2"})
    void aPlaceAtTheBeginningOfALineIsInThatLine(String sql, int position, long line) {
        assertThat(SqlLexer.line(sql.replace("\\n", "\n").replace("\\r", "\r"), position))
                .isEqualTo(line);
    }

    @Test
    void literalsAreNotSearchedForPlaceholders() {
        assertThat(SqlTemplate.parse("SELECT ${a}").render(Map.of("a", "'${a}'")))
                .isEqualTo("SELECT '${a}'");
    }
}
