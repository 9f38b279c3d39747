package io.github.athenaconnect.watermark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.athenaconnect.localstack.LocalStack;
import io.github.athenaconnect.localstack.LocalStackExtension;
import io.github.athenaconnect.query.SqlLexer;
import io.github.athenaconnect.query.SqlLexer.Kind;
import io.github.athenaconnect.query.SqlLexer.Piece;
import io.github.athenaconnect.query.SqlTemplate;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.athena.model.ColumnInfo;
import software.amazon.awssdk.services.athena.model.Datum;
import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;

/** The engine of this test run takes the literals, and takes them for the values whose texts it wrote. */
@ExtendWith(LocalStackExtension.class)
class LiteralConformanceTest {
    private final LocalStack stack;

    LiteralConformanceTest(LocalStack stack) {
        this.stack = stack;
    }

    /** Ascending values of a type, made without the literals that are tested. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            boolean                     | false ; true
            tinyint                     | -128 ; 0 ; 127
            smallint                    | -32768 ; 9 ; 10
            integer                     | -2147483648 ; 9 ; 10
            bigint                      | -9223372036854775808 ; 9007199254740992 ; 9007199254740993
            real                        | -Infinity ; -3.4028235E38 ; 0.1 ; 0.25 ; Infinity
            double                      | -1.7976931348623157E308 ; 0.1 ; 0.30000000000000004 ; 1.0E10 ; Infinity
            decimal(10,3)               | -12.340 ; 0.001 ; 10.000
            decimal(38,0)               | 99999999999999999999999999999999999998 ; 99999999999999999999999999999999999999
            decimal(38,38)              | -0.99999999999999999999999999999999999999 ; 0.00000000000000000000000000000000000001
            date                        | 1969-12-31 ; 2024-02-29
            time                        | 00:00:00.000 ; 01:02:03.456
            timestamp(3)                | 1969-12-31 23:59:59.999 ; 2024-02-29 00:00:00 ; 2024-02-29 23:59:59.123
            timestamp(3) with time zone | 2024-07-01 12:00:00.000+09:00 ; 2024-07-01 10:00:00.123 UTC ; 2024-07-01 12:30:00.000+02:00
            varchar                     | A ; Z ; a ; aa ; ü ; ｆ ; 😀
            char(4)                     | abcd ; abce
            uuid                        | 00000000-0000-0000-0000-000000000001 ; 7fffffff-ffff-ffff-ffff-ffffffffffff ; 80000000-0000-0000-0000-000000000000
            """)
    void aLiteralIsTheValueItWasMadeFrom(String type, String ascending) {
        follow(
                Arrays.stream(ascending.split(" ; ", -1))
                        .map(text -> cast(text, type))
                        .toList(),
                this::watermarkOf);
    }

    private static String cast(String text, String type) {
        return "CAST('" + text + "' AS " + type + ")";
    }

    @ParameterizedTest
    @CsvSource("X'' ; X'00' ; X'0000' ; X'7f' ; X'80' ; X'ff00'")
    void aLiteralIsTheBytesItWasMadeFrom(String ascending) {
        follow(List.of(ascending.split(" ; ", -1)), this::watermarkOf);
    }

    /** Whether results show all of these digits depends on the engine; the literals have them. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            timestamp(6)                | 2024-02-29 23:59:59.123 ; 2024-02-29 23:59:59.123456 ; 2024-02-29 23:59:59.123457
            timestamp(12)               | 2024-02-29 23:59:59.123456789011 ; 2024-02-29 23:59:59.123456789012
            time(12)                    | 23:59:59.999999999998 ; 23:59:59.999999999999
            timestamp(6) with time zone | 2024-07-01 12:00:00.123456 Asia/Tokyo ; 2024-07-01 12:00:00.123457 Asia/Tokyo
            """)
    void aLiteralHasAllDigits(String type, String ascending) {
        Assumptions.assumeTrue(type.equals("timestamp(6)") || isTrino());
        Map<String, Watermark> watermarks = new LinkedHashMap<>();
        for (String text : ascending.split(" ; ", -1)) {
            watermarks.put(cast(text, type), Values.maximum(type, text).orElseThrow());
        }
        follow(List.copyOf(watermarks.keySet()), watermarks::get);
    }

    /** What DuckDB does not have. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            ipaddress                   | ::1 ; 9.0.0.1 ; 10.0.0.1 ; 200.0.0.1 ; 2001:db8::1
            char(4)                     | a ; a b ; b
            date                        | -0001-01-01 ; 0001-01-01 ; 10000-01-01
            """)
    void aLiteralIsTheValueOfATypeOfAthenasOwnEngine(String type, String ascending) {
        Assumptions.assumeTrue(isTrino());
        aLiteralIsTheValueItWasMadeFrom(type, ascending);
    }

    private static boolean isTrino() {
        return "trino".equals(System.getProperty(LocalStack.ENGINE_PROPERTY));
    }

    /** Each value equals the literal of its own text, and is after the literal of the one before. */
    private void follow(List<String> expressions, Function<String, Watermark> watermarks) {
        Watermark before = null;
        for (String expression : expressions) {
            Watermark watermark = watermarks.apply(expression);
            assertThat(count(expression, "v = ${watermark}", watermark))
                    .as("%s = %s", expression, watermark)
                    .isEqualTo("1");
            assertThat(count(expression, "v > ${watermark}", watermark))
                    .as("%s > %s", expression, watermark)
                    .isEqualTo("0");
            if (before != null) {
                assertThat(count(expression, "v > ${watermark}", before))
                        .as("%s > %s", expression, before)
                        .isEqualTo("1");
                assertThat(Watermark.compare(before.values(), watermark.values())
                                .orElseThrow())
                        .as("%s before %s", before, watermark)
                        .isNegative();
            }
            before = watermark;
        }
    }

    static Stream<String> hostileTexts() {
        return Stream.of(
                "'",
                "''",
                "'''",
                "\"",
                "' OR 1=1 --",
                "'; DROP TABLE orders; --",
                ";",
                "--",
                "/*",
                "*/",
                "/* ' */",
                "\\",
                "\\'",
                "\\' OR '1'='1",
                "a\nb\r\nc\td",
                "${watermark}",
                "${file:/etc/passwd:root}",
                "?",
                "$$",
                "`",
                "%s {0} #{x}",
                "U&'\\0027'",
                "\u0000",
                "a\u0000'b\u0000",
                "\u0001\b\u001b\u007f\u0085\u2028\u2029\ufeff",
                "\u202e\u200b",
                "＇ ʼ ’",
                "e\u0301",
                "😀👨\u200d👩\u200d👧",
                "\uffff\udbff\udfff",
                "",
                " ",
                "NULL",
                "'".repeat(4096),
                "\u0000".repeat(100),
                "x".repeat(4096));
    }

    @ParameterizedTest
    @MethodSource("hostileTexts")
    void noTextBreaksOutOfItsLiteral(String text) {
        Watermark watermark = Values.maximum("varchar", text).orElseThrow();
        String expression = "from_utf8(X'" + HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8)) + "')";

        assertThat(Watermark.parse(watermark.toString())).isEqualTo(watermark);
        assertOnlyTheLiteralDiffers("SELECT 'a' FROM t WHERE v > ${watermark} AND \"b\" <> 'c' -- d", watermark);
        assertOnlyTheLiteralDiffers("SELECT 1 FROM t WHERE v>${watermark}/* ' */AND 1=1", watermark);
        assertThat(count(expression, "v = ${watermark} AND 'it''s' <> '--' /* ' */", watermark))
                .isEqualTo("1");
        assertThat(count(expression, "v > ${watermark}", watermark)).isEqualTo("0");
    }

    private static void assertOnlyTheLiteralDiffers(String sql, Watermark watermark) {
        String literal = watermark.literals().get("watermark");
        int start = sql.indexOf("${watermark}");
        String rendered = SqlTemplate.parse(sql).render(watermark.literals());

        List<Piece> inLiteral = SqlLexer.pieces(rendered).stream()
                .filter(piece -> piece.start() >= start && piece.start() < start + literal.length())
                .toList();
        assertThat(rendered).isEqualTo(sql.replace("${watermark}", literal));
        assertThat(inLiteral).allMatch(piece -> piece.kind() == Kind.STRING);
        assertThat(inLiteral.stream().mapToInt(piece -> piece.text().length()).sum())
                .isEqualTo(literal.length());
        assertThat(around(rendered, start, literal.length())).isEqualTo(around(sql, start, "${watermark}".length()));
    }

    /** The pieces before and after the part of that length. */
    private static List<String> around(String sql, int start, int length) {
        return SqlLexer.pieces(sql).stream()
                .filter(piece -> piece.start() < start || piece.start() >= start + length)
                .map(piece -> piece.kind() + " " + piece.text())
                .toList();
    }

    /** The watermark after the one row of an expression, whose text and type the engine tells. */
    private Watermark watermarkOf(String expression) {
        GetQueryResultsResponse page = results("SELECT " + expression + " AS c0");
        ColumnInfo column = page.resultSet().resultSetMetadata().columnInfo().get(0);
        Datum value = page.resultSet().rows().get(1).data().get(0);
        return Values.maximum(column.type(), value.varCharValue()).orElseThrow();
    }

    private String count(String expression, String condition, Watermark watermark) {
        String sql = SqlTemplate.parse(
                        "SELECT count(*) AS n FROM (SELECT " + expression + " AS v) t WHERE " + condition)
                .render(watermark.literals());
        return results(sql).resultSet().rows().get(1).data().get(0).varCharValue();
    }

    private GetQueryResultsResponse results(String sql) {
        String id = stack.athenaClient()
                .startQueryExecution(start -> start.queryString(sql)
                        .queryExecutionContext(context -> context.database("shop"))
                        .resultConfiguration(result -> result.outputLocation(stack.outputLocation())))
                .queryExecutionId();
        QueryExecution execution = Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(5))
                .until(
                        () -> stack.athenaClient()
                                .getQueryExecution(get -> get.queryExecutionId(id))
                                .queryExecution(),
                        look -> look.status().completionDateTime() != null);
        assertThat(execution.status().state())
                .as("%s: %s", sql, execution.status().stateChangeReason())
                .isEqualTo(QueryExecutionState.SUCCEEDED);
        return stack.athenaClient().getQueryResults(get -> get.queryExecutionId(id));
    }
}
