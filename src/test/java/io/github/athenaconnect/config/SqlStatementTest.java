package io.github.athenaconnect.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which texts are taken for one reading statement, and what is sent of them. */
class SqlStatementTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1",
                "select 1",
                "(SELECT 1) UNION (SELECT 2)",
                "WITH a AS (SELECT 1) SELECT * FROM a",
                "-- the orders; of 'today\nSELECT 1",
                "/* DELETE; */ SELECT 1",
                "/* ${run.date} */ SELECT 1",
                "SELECT ';' AS a, \";\" FROM t",
                "SELECT 'it''s; fine'",
                "SELECT 'a -- b' , \"/*\" FROM t",
                "SELECT 1 -- it's over",
                "SELECT 1 /* it's \"over\" */",
                "SHOW TABLES IN shop 'o*'",
                "describe shop.orders",
                "/* columns */ DESC orders",
                "SELECT price$ FROM t WHERE a = '$' AND b = '{x}'",
                "SELECT '${', \"${x}\" FROM t WHERE a = '${anything else}'",
                "SELECT 1 WHERE a > ${watermark} -- not ${this}",
            })
    void readsAsItIsWritten(String sql) {
        assertThat(parse(sql)).isEqualTo(sql);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT 1;             | SELECT 1",
                "SELECT 1 ;            | SELECT 1",
                "SELECT 1; -- done     | SELECT 1 -- done",
                "SELECT 1; /* ;; */    | SELECT 1 /* ;; */",
                "SELECT 1 -- done;     | SELECT 1 -- done;",
                "SELECT 1 AS \"a;\"    | SELECT 1 AS \"a;\"",
            })
    void losesOnlyTheSemicolonThatClosesIt(String sql, String expected) {
        assertThat(parse(sql)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "EXPLAIN SELECT 1                  | begins with \"EXPLAIN\"",
                "DESCRIBED t                       | begins with \"DESCRIBED\"",
                "INSERT INTO a SELECT 1            | begins with \"INSERT\"",
                "unload (SELECT 1) TO 's3://a/'    | begins with \"UNLOAD\"",
                "SELECTED                          | begins with \"SELECTED\"",
                "'SELECT'                          | begins with \"\"",
                ";                                 | nothing but comments",
                "SELECT 1;;                        | must be one statement",
                "SELECT 1; SELECT 2                | must be one statement",
                "SELECT /* 1                       | unclosed comment",
                "SELECT \"a                        | unclosed quote \"",
                "SELECT '${watermark}'             | remove the quotes",
                "SELECT 'a ${watermark.b} c'       | remove the quotes",
                "SELECT 'it''s ${run.date}'        | ${run.date} in quotes",
                "SELECT 1 AS \"${run.time}\"       | remove the quotes",
                "SELECT ${file:/a:b}               | config.providers",
                "SELECT '${file:/a:b}'             | config.providers",
                "SELECT ${watermark                | unclosed placeholder",
                "SELECT ${}                        | must name what a placeholder stands for",
                "SELECT ${ }                       | must name what a placeholder stands for",
            })
    void isRefusedWithTheReason(String sql, String reason) {
        assertThatThrownBy(() -> parse(sql))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void tellsTheLineOfWhatIsWrong() {
        assertThatThrownBy(() -> parse("SELECT 1,\n  'a\n")).hasMessageContaining("line 2");
        assertThatThrownBy(() -> parse("SELECT 1;\n\n SELECT 2; SELECT 3")).hasMessageContaining("line 1");
    }

    @Test
    void isAsLongAsAthenaTakesAndNoLonger() {
        String longest = "SELECT '" + "ü".repeat((262_144 - 9) / 2) + "'";

        assertThat(parse(longest)).isEqualTo(longest);
        assertThatThrownBy(() -> parse(longest + "ü")).hasMessageContaining("262144 bytes, found 262145");
    }

    @Test
    void mayHoldLongComments() {
        String sql = "SELECT 1 /* " + "* ' ;\n".repeat(40_000) + "*/";

        assertThat(parse(sql)).isEqualTo(sql);
    }

    @Test
    void messagesDoNotShowTheStatement() {
        assertThatThrownBy(() -> parse("SELECT 'hush'; SELECT 'hush")).message().doesNotContain("hush");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "orders                          | SELECT * FROM \"orders\"",
                "shop.orders                     | SELECT * FROM \"shop\".\"orders\"",
                "AwsDataCatalog.shop.daily-sales | SELECT * FROM \"AwsDataCatalog\".\"shop\".\"daily-sales\"",
                "shop.\"a \"\"big\"\" one.x\"    | SELECT * FROM \"shop\".\"a \"\"big\"\" one.x\"",
            })
    void selectsAWholeTable(String table, String expected) {
        assertThat(TableName.FORM.parse().apply(table)).isEqualTo(expected);
    }

    private static String parse(String sql) {
        return SqlStatement.FORM.parse().apply(sql).text();
    }
}
