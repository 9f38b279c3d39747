package io.github.athenaconnect.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;

/** The engine of this test run takes Athena's SQL and writes values in Athena's types and text forms. */
@ExtendWith(LocalStackExtension.class)
class SqlConformanceTest {
    private final LocalStack stack;
    private final AthenaDriver athena;

    SqlConformanceTest(LocalStack stack) {
        this.stack = stack;
        this.athena = new AthenaDriver(stack);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    true                                                       | boolean   | true
                    CAST(-128 AS tinyint)                                      | tinyint   | -128
                    CAST(-32768 AS smallint)                                   | smallint  | -32768
                    2147483647                                                 | integer   | 2147483647
                    9223372036854775807                                        | bigint    | 9223372036854775807
                    REAL '0.5'                                                 | float     | 0.5
                    0.25                                                       | double    | 0.25
                    1.5                                                        | double    | 1.5
                    1e20                                                       | double    | 1.0E20
                    DOUBLE 'NaN'                                               | double    | NaN
                    DOUBLE '-Infinity'                                         | double    | -Infinity
                    DECIMAL '-12.340'                                          | decimal   | -12.340
                    CAST('1.5' AS decimal(38,10))                              | decimal   | 1.5000000000
                    CAST('text' AS varchar)                                    | varchar   | text
                    DATE '2024-02-29'                                          | date      | 2024-02-29
                    TIMESTAMP '2024-02-29 23:59:59.999'                        | timestamp | 2024-02-29 23:59:59.999
                    TIMESTAMP '2011-12-30 12:00:00'                            | timestamp | 2011-12-30 12:00:00.000
                    TIMESTAMP '2024-01-01 00:00:00.000 UTC'                    | timestamp with time zone | 2024-01-01 00:00:00.000 UTC
                    TIME '01:02:03.456'                                        | time      | 01:02:03.456
                    X'00FF 1a'                                                 | varbinary | 00 ff 1a
                    INTERVAL '2' DAY                                           | interval day to second | 2 00:00:00.000
                    INTERVAL '-5' SECOND                                       | interval day to second | -0 00:00:05.000
                    CAST(NULL AS integer)                                      | integer   |
                    ARRAY[1, NULL, 2]                                          | array     | [1, null, 2]
                    ARRAY['a, b', 'c']                                         | array     | [a, b, c]
                    ARRAY['', 'a']                                             | array     | [, a]
                    ARRAY[ARRAY[DECIMAL '1.50']]                               | array     | [[1.50]]
                    MAP(ARRAY['k'], ARRAY[1])                                  | map       | {k=1}
                    CAST(ROW(1, 'x') AS ROW(a integer, b varchar))             | row       | {a=1, b=x}
                    CAST(ROW(ARRAY[ROW(1, TIMESTAMP '2024-01-01 00:00:00')]) AS ROW(l ARRAY(ROW(n integer, t timestamp)))) | row | {l=[{n=1, t=2024-01-01 00:00:00.000}]}
                    CAST(ARRAY[1, 2] AS json)                                  | json      | [1,2]
                    CAST('x' AS json)                                          | json      | "x"
                    CAST(12 AS varchar)                                        | varchar   | 12
                    UUID '12151fd2-7586-11e9-8f9e-2a86e4085a59'                | uuid      | 12151fd2-7586-11e9-8f9e-2a86e4085a59
                    5 / 2                                                      | integer   | 2
                    `'a' || 'b'`                                               | varchar   | ab
                    count(*)                                                   | bigint    | 1
                    sum(1)                                                     | bigint    | 1
                    DATE '2024-01-31' + INTERVAL '1' DAY = DATE '2024-02-01'   | boolean   | true
                    """)
    void aValueHasAthenasTypeAndText(String expression, String type, String text) {
        QueryExecution execution = succeeded("SELECT " + expression + " AS v");

        GetQueryResultsResponse page =
                stack.athenaClient().getQueryResults(get -> get.queryExecutionId(execution.queryExecutionId()));

        assertThat(page.resultSet().resultSetMetadata().columnInfo().get(0).type())
                .isEqualTo(type);
        assertThat(page.resultSet().rows().get(1).data().get(0).varCharValue()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    WITH paid AS (SELECT * FROM orders WHERE paid) SELECT count(*) AS n FROM paid WHERE order_id <= 1120 | 80
                    SELECT count(*) AS n FROM "awsdatacatalog"."shop"."orders" WHERE order_id <= 1120             | 120
                    SELECT count(*) AS n FROM orders o JOIN customers c ON o.customer_id = c.customer_id WHERE order_id <= 1120 | 110
                    SELECT count(*) AS n FROM orders WHERE updated_at BETWEEN TIMESTAMP '2024-04-01 00:00:00.000' AND TIMESTAMP '2024-04-30 00:00:00.000' | 29
                    SELECT count(DISTINCT product) AS n FROM order_lines -- a comment                             | 5
                    SELECT count(*) AS n FROM customers WHERE contains(tags, 'common')                            | 35
                    SELECT address.city AS city FROM customers WHERE customer_id = 1                              | Springfield
                    SELECT count(*) AS n FROM refunds WHERE receipt IS NULL                                       | 6
                    SELECT TIMESTAMP '2024-01-01 12:00:00' AT TIME ZONE 'UTC' AS n                                | 2024-01-01 12:00:00.000 UTC
                    """)
    void ordinaryQueriesWork(String sql, String value) {
        QueryExecution execution = succeeded(sql);

        assertThat(athena.text(execution.resultConfiguration().outputLocation()).lines())
                .containsExactly("\"" + (sql.contains(" AS city") ? "city" : "n") + "\"", "\"" + value + "\"");
    }

    @Test
    void aHeadingKeepsTheCasingOfTheQuery() {
        assertThat(heading("SELECT Order_Id, o.STATUS, total AS \"My Total\" FROM orders o"))
                .isEqualTo("\"Order_Id\",\"STATUS\",\"My Total\"");
    }

    @Test
    void ordersThatAreAddedAreSeenByTheNextQuery() throws Exception {
        int before = stack.shop().orders();

        stack.shop().addOrders(2);

        assertThat(athena.text(succeeded("SELECT max(order_id) AS n FROM orders")
                        .resultConfiguration()
                        .outputLocation()))
                .isEqualTo("\"n\"\n\"" + (1000 + before + 2) + "\"\n");
    }

    @Test
    void theShopIsReadWithTheTypesOfItsCatalog() {
        QueryExecution execution = succeeded("SELECT * FROM customers WHERE customer_id = 2");

        GetQueryResultsResponse page =
                stack.athenaClient().getQueryResults(get -> get.queryExecutionId(execution.queryExecutionId()));

        assertThat(page.resultSet().resultSetMetadata().columnInfo())
                .extracting(info -> info.type())
                .containsExactly(
                        "integer",
                        "varchar",
                        "varchar",
                        "boolean",
                        "date",
                        "smallint",
                        "float",
                        "array",
                        "row",
                        "varchar");
        assertThat(page.resultSet().rows().get(1).data())
                .extracting(datum -> datum.varCharValue())
                .isEqualTo(List.of(
                        "2",
                        "Łukasz Żółw",
                        "customer2@example.com",
                        "true",
                        "1962-05-03",
                        "326",
                        "0.5",
                        "[t2, common]",
                        "{street=2 Main St., city=Springfield, zip=00002}",
                        "two\nlines"));
    }

    private String heading(String sql) {
        return athena.text(succeeded(sql).resultConfiguration().outputLocation())
                .lines()
                .findFirst()
                .orElseThrow();
    }

    private QueryExecution succeeded(String sql) {
        QueryExecution execution = athena.run(sql);
        assertThat(execution.status().state())
                .as(execution.status().stateChangeReason())
                .isEqualTo(QueryExecutionState.SUCCEEDED);
        return execution;
    }
}
