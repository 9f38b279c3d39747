package io.github.athenaconnect.watermark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.athenaconnect.Chance;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The stored form, the arithmetic and the order of watermarks. */
class WatermarkTest {
    private static Watermark of(String literal) {
        return Watermark.parse("c = " + literal);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "updated_at = TIMESTAMP '2026-01-01 00:00:00.123456', id = BIGINT '7'",
                "\"Order Id\" = 'it''s', \"a\"\"b\" = X'00ff', _x9 = TRUE",
                "c = CAST('ab  ' AS char(4))",
                "c = TIMESTAMP '2026-01-01 00:00:00 UTC'",
                "c = DECIMAL '-12.340', d = REAL '0.1', e = DOUBLE '-Infinity'",
                "c = IPADDRESS '10.0.0.1', d = UUID '12151fd2-7586-11e9-8f9e-2a86e4085a59'",
                "c = '', d = '''', e = ', d = 7'",
            })
    void isWrittenAsItIsRead(String text) {
        assertThat(Watermark.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            c=bigint'007'                                      | c = BIGINT '7'
            `  c  =  Date '2026-01-31'  ,  d = false  `        | c = DATE '2026-01-31', d = FALSE
            c = varchar 'a'                                    | c = 'a'
            c = INT '5'                                        | c = INTEGER '5'
            c = FLOAT '5'                                      | c = REAL '5.0'
            c = TIMESTAMP '2026-07-01 12:00:00 Europe/Berlin'  | c = TIMESTAMP '2026-07-01 10:00:00 UTC'
            c = TIMESTAMP '2026-07-01 12:00:00.1+02:00'        | c = TIMESTAMP '2026-07-01 10:00:00.100 UTC'
            c = x'0 0FF'                                       | c = X'00ff'
            c = cast ( 'a' as CHAR ( 2 ) )                     | c = CAST('a ' AS char(2))
            "c" = UUID '12151FD2-7586-11E9-8F9E-2A86E4085A59'  | c = UUID '12151fd2-7586-11e9-8f9e-2a86e4085a59'
            """)
    void isWrittenInOneFormHoweverAPersonWroteIt(String written, String form) {
        assertThat(Watermark.parse(written)).hasToString(form);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                            | the name of a column at index 0, found its end
            c                             | a = at index 1
            c = 7                         | a literal such as
            c = BIGINT                    | a literal such as
            c = BIGINT '7                 | a closing '
            "c = BIGINT '7'               | a closing "
            c = BIGINT '7' d = BIGINT '8' | a comma or nothing more
            c = BIGINT '7',               | the name of a column
            c = BIGINT '7', c = 'x'       | every column once
            c = BIGINT '7'; DROP TABLE x  | a comma or nothing more
            c = BIGINT '7.5'              | must be a bigint
            c = DATE '2026-02-30'         | existing day
            c = DOUBLE 'NaN'              | must be a double
            c = JSON '{}'                 | a type that has an order, found JSON
            c = CHAR 'a'                  | a type that has an order
            c = CAST('abc' AS char(2))    | at most
            c = CAST('abc' AS varchar)    | AS char(n))
            c = TRUEST                    | a literal such as
            c = NULL                      | a literal such as
            """)
    void isRefusedWithWhatWasExpected(String text, String words) {
        assertThatThrownBy(() -> Watermark.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("must ")
                .hasMessageContaining(words);
    }

    @Test
    void refusesHalfACharacter() {
        assertThatThrownBy(() -> of("'a\ud800'"))
                .hasMessageContainingAll("must be made of whole characters", "index 1");
    }

    @Test
    void readsTextsOfAnyLengthWithoutFailingOtherwise() {
        assertThatThrownBy(() -> of("'" + "''".repeat(500_000) + "'")).hasMessageContaining("4096");
        assertThatThrownBy(() -> of("BIGINT '" + "1".repeat(500_000) + "'")).hasMessageContaining("bigint");
        assertThatThrownBy(() -> of("DOUBLE '" + "1".repeat(500_000) + "'")).hasMessageContaining("double");
    }

    @Test
    void anyValueOfAnyTypeComesBackFromItsStoredForm() {
        long seed = Chance.seed("watermark.seed");
        Random random = new Random(seed);
        for (int round = 0; round < 20_000; round++) {
            String type = TYPES.get(random.nextInt(TYPES.size()));
            String text = text(type, random);
            String name = characters(random, 1 + random.nextInt(5));
            Watermark watermark = new Watermark(
                    List.of(name), Values.maximum(type, text).orElseThrow().values());
            assertThat(Watermark.parse(watermark.toString()))
                    .as("-Dwatermark.seed=%d, %s of %s", seed, text, type)
                    .isEqualTo(watermark)
                    .extracting(Watermark::literals)
                    .isEqualTo(watermark.literals());
            assertThat(Watermark.compare(Watermark.parse(watermark.toString()).values(), watermark.values()))
                    .hasValue(0);
        }
    }

    private static final List<String> TYPES = List.of(
            "boolean",
            "tinyint",
            "bigint",
            "decimal",
            "float",
            "double",
            "date",
            "time",
            "timestamp",
            "timestamp with time zone",
            "varchar",
            "char",
            "varbinary",
            "uuid",
            "ipaddress");

    private static String text(String type, Random random) {
        return switch (type) {
            case "boolean" -> String.valueOf(random.nextBoolean());
            case "tinyint" -> String.valueOf((byte) random.nextInt());
            case "bigint" -> String.valueOf(random.nextLong());
            case "decimal" ->
                new BigDecimal(new BigInteger(random.nextInt(126), random), random.nextInt(38))
                        .negate()
                        .toPlainString();
            case "float" -> Float.toString(finite(Float.intBitsToFloat(random.nextInt())));
            case "double" -> Double.toString(finite(Double.longBitsToDouble(random.nextLong())));
            case "date" -> date(random);
            case "time" -> time(random);
            case "timestamp" -> date(random) + " " + time(random);
            case "timestamp with time zone" ->
                date(random) + " " + time(random)
                        + List.of(" UTC", " +05:30", " America/Lima").get(random.nextInt(3));
            case "varbinary" -> HexFormat.ofDelimiter(" ").formatHex(bytes(random, random.nextInt(50)));
            case "uuid" -> new UUID(random.nextLong(), random.nextLong()).toString();
            case "ipaddress" ->
                random.nextBoolean()
                        ? random.nextInt(256) + "." + random.nextInt(256) + ".0.1"
                        : HexFormat.of().formatHex(bytes(random, 16)).replaceAll("(.{4})(?!$)", "$1:");
            default -> characters(random, random.nextInt(30));
        };
    }

    private static float finite(float number) {
        return Float.isNaN(number) ? 0.5f : number;
    }

    private static double finite(double number) {
        return Double.isNaN(number) ? 0.5 : number;
    }

    private static String date(Random random) {
        LocalDate day = LocalDate.of(random.nextInt(20_000) - 5_000, 1, 1).plusDays(random.nextInt(366));
        return day.toString();
    }

    private static String time(Random random) {
        String time = String.format("%02d:%02d:%02d", random.nextInt(24), random.nextInt(60), random.nextInt(60));
        int digits = random.nextInt(13);
        return digits == 0
                ? time
                : time + "."
                        + random.ints(digits, 0, 10).mapToObj(String::valueOf).reduce("", String::concat);
    }

    private static byte[] bytes(Random random, int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private static final List<String> CHARACTERS = List.of(
            "'", "\"", "\\", "\n", "\u0000", "\u001f", ",", "=", " ", "a", "Z", "0", "ü", "\uffff", "😀", "${", "}");

    private static String characters(Random random, int count) {
        StringBuilder text = new StringBuilder();
        for (int index = 0; index < count; index++) {
            text.append(CHARACTERS.get(random.nextInt(CHARACTERS.size())));
        }
        return text.toString();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            BIGINT '7'                                  | BIGINT '8'                          | BIGINT '8'
            BIGINT '8'                                  | BIGINT '7'                          | BIGINT '8'
            BIGINT '9007199254740993'                   | DOUBLE '9007199254740992'           | BIGINT '9007199254740993'
            DECIMAL '0.1'                               | DOUBLE '0.1'                        | DOUBLE '0.1'
            DOUBLE 'Infinity'                           | DECIMAL '99999999999999999999999999999999999999' | DOUBLE 'Infinity'
            DATE '2026-01-02'                           | TIMESTAMP '2026-01-01 23:59:59.999' | DATE '2026-01-02'
            TIMESTAMP '2026-01-01 00:00:00'             | TIMESTAMP '2026-01-01 00:30:00 +01:00' | TIMESTAMP '2026-01-01 00:00:00'
            'a'                                         | CAST('a ' AS char(2))               | 'a'
            'b'                                         | CAST('a ' AS char(2))               | 'b'
            BIGINT '7'                                  | 'a'                                 | 'a'
            TIME '10:00:00'                             | TIMESTAMP '2026-01-01 00:00:00'     | TIMESTAMP '2026-01-01 00:00:00'
            """)
    void isTheLaterOfTwoOrTheOtherWhereTheyCannotBeCompared(String one, String other, String later) {
        assertThat(of(one).orLater(of(other))).isEqualTo(of(later));
    }

    @Test
    void ofOtherColumnsIsTheOther() {
        assertThat(Watermark.parse("a = BIGINT '9'").orLater(Watermark.parse("b = BIGINT '1'")))
                .hasToString("b = BIGINT '1'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            TIMESTAMP '2026-01-01 00:30:00.123'     | PT1H  | TIMESTAMP '2025-12-31 23:30:00.123'
            TIMESTAMP '2026-01-01 00:30:00 UTC'     | PT1H  | TIMESTAMP '2025-12-31 23:30:00 UTC'
            DATE '2026-01-01'                       | PT1S  | DATE '2025-12-31'
            DATE '2026-01-02'                       | PT24H | DATE '2026-01-01'
            TIME '00:30:00'                         | PT1H  | TIME '00:00:00'
            TIME '10:30:00.5'                       | PT1H  | TIME '09:30:00.500'
            """)
    void lessATimeIsEarlier(String literal, Duration margin, String earlier) {
        assertThat(of(literal).minus(Lookback.of(margin))).isEqualTo(of(earlier));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            BIGINT '7'                    | 10   | BIGINT '-3'
            BIGINT '7'                    | 0.5  | BIGINT '6'
            BIGINT '7'                    | 0    | BIGINT '7'
            TINYINT '-100'                | 100  | DECIMAL '-200'
            BIGINT '-9223372036854775808' | 1    | DECIMAL '-9223372036854775809'
            DECIMAL '1.50'                | 0.255 | DECIMAL '1.24'
            DECIMAL '-99999999999999999999999999999999999999' | 1 | DECIMAL '-99999999999999999999999999999999999999'
            DOUBLE '0.5'                  | 0.25 | DOUBLE '0.25'
            REAL '0.5'                    | 0.25 | REAL '0.25'
            DOUBLE 'Infinity'             | 5    | DOUBLE 'Infinity'
            """)
    void lessANumberIsLower(String literal, BigDecimal margin, String lower) {
        assertThat(of(literal).minus(Lookback.of(margin))).isEqualTo(of(lower));
    }

    @Test
    void lessANumberThatRoundsIsNeverTooHigh() {
        assertThat(of("DOUBLE '1.0'").minus(Lookback.of(new BigDecimal("0.1"))).toString())
                .isEqualTo("c = DOUBLE '0.8999999999999999'");
        assertThat(of("DOUBLE '1.0'")
                        .minus(Lookback.of(new BigDecimal("1E-30")))
                        .toString())
                .isEqualTo("c = DOUBLE '0.9999999999999999'");
    }

    @Test
    void onlyTheLeadingColumnGivesWay() {
        assertThat(Watermark.parse("a = BIGINT '7', b = BIGINT '7'").minus(Lookback.of(BigDecimal.ONE)))
                .hasToString("a = BIGINT '6', b = BIGINT '7'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'a'", "TRUE", "X'00'", "BIGINT '7'"})
    void hasNoMarginOfAnotherKind(String literal) {
        assertThatThrownBy(() -> of(literal).minus(Lookback.of(Duration.ofHours(1))))
                .isInstanceOf(UnusableWatermarkException.class)
                .hasMessageContainingAll("watermark.lookback must", "column 'c'", literal);
    }

    @Test
    void lookbackIsOfCommittedWatermarksOnly() {
        WatermarkSettings settings =
                new WatermarkSettings(List.of("c"), of("BIGINT '100'"), Optional.of(Lookback.of(BigDecimal.TEN)));

        assertThat(settings.lowerBound(Optional.empty())).isEqualTo(of("BIGINT '100'"));
        assertThat(settings.lowerBound(Optional.of(of("BIGINT '105'")))).isEqualTo(of("BIGINT '95'"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            7                              | BIGINT '7'
            -1.50                          | DECIMAL '-1.50'
            2024-01-01                     | DATE '2024-01-01'
            2024-01-01 10:00:00            | TIMESTAMP '2024-01-01 10:00:00'
            2024-01-01 10:00:00.5          | TIMESTAMP '2024-01-01 10:00:00.500'
            2024-01-01 10:00:00 UTC        | TIMESTAMP '2024-01-01 10:00:00 UTC'
            2024-01-01 10:00:00+02:00      | TIMESTAMP '2024-01-01 08:00:00 UTC'
            True                           | TRUE
            a1b2                           | 'a1b2'
            x it's                         | 'x it''s'
            2024-01-01T10:00:00Z           | '2024-01-01T10:00:00Z'
            10:00:00                       | '10:00:00'
            'text'                         | 'text'
            '2024-01-01'                   | '2024-01-01'
            VARCHAR '2024-01-01'           | '2024-01-01'
            SMALLINT '5'                   | SMALLINT '5'
            CAST('ab' AS char(3))          | CAST('ab ' AS char(3))
            X'00ff'                        | X'00ff'
            """)
    void beginsWhereTheFormOfATextTells(String written, String literal) {
        assertThat(InitialValues.parse(written).of(List.of("c"))).isEqualTo(of(literal));
    }

    @Test
    void beginsWithAValueForEachColumn() {
        assertThat(InitialValues.parse("2024-01-01, 'a,b' ,7,x y").of(List.of("a", "b", "c", "d")))
                .hasToString("a = DATE '2024-01-01', b = 'a,b', c = BIGINT '7', d = 'x y'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a,,b",
                "null",
                "2024-13-01",
                "9223372036854775808",
                "O 'Reilly'",
                "it's",
                "'a' b",
                "2024-01-01 25:00:00"
            })
    void doesNotBeginAnywhere(String written) {
        assertThatThrownBy(() -> InitialValues.parse(written))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("must ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            varchar                  | 2024-01-01  | such as 'text'; found DATE '2024-01-01'
            varchar                  | 20240101    | such as 'text'; found BIGINT '20240101'
            timestamp                | 7           | such as TIMESTAMP '2026-01-31 12:00:00'
            uuid                     | 12151fd2-7586-11e9-8f9e-2a86e4085a59 | such as UUID '
            bigint                   | a           | such as BIGINT '1'
            time                     | 2024-01-01  | such as TIME '12:00:00'
            """)
    void cannotBeginWithWhatTheColumnIsNotComparedWith(String type, String initial, String words) {
        WatermarkSettings settings = new WatermarkSettings(
                List.of("c0"), InitialValues.parse(initial).of(List.of("c0")), Optional.empty());

        assertThat(settings.problemWithInitial(Values.rowType(type)))
                .hasValueSatisfying(
                        problem -> assertThat(problem).startsWith("must ").contains("'c0' of type " + type, words));
    }

    @ParameterizedTest
    @CsvSource({
        "timestamp, 2024-01-01",
        "timestamp with time zone, 2024-01-01 00:00:00",
        "date, 2024-01-01 00:00:00",
        "double, 7",
        "decimal, 7",
        "tinyint, 7",
        "char, a"
    })
    void beginsWithWhatTheColumnIsComparedWith(String type, String initial) {
        WatermarkSettings settings = new WatermarkSettings(
                List.of("c0"), InitialValues.parse(initial).of(List.of("c0")), Optional.empty());

        assertThat(settings.problemWithInitial(Values.rowType(type))).isEmpty();
    }
}
