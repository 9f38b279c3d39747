package io.github.athenaconnect.watermark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Values of watermark columns that somebody has made to break out of a statement, or to fill offsets with: of every type, each
 * is refused in a few words, or becomes a literal that is short, closed, and read again as the value it stands for.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileWatermarkTest {
    private static final int MEBIBYTE = 1 << 20;

    /** Every byte of the longest text may be a quote, which is doubled. */
    private static final int LONGEST_LITERAL = 2 * Characters.MAXIMUM_BYTES + 100;

    private static final List<String> HOSTILE = Stream.of(
                    "' OR 1=1 --",
                    "'; DROP TABLE t; --",
                    "'' OR ''='",
                    "\\' OR 1=1 --",
                    "*/ OR 1=1 /*",
                    "/*",
                    "--",
                    "\n-- \n",
                    "${watermark}",
                    "${watermark",
                    "\u0000",
                    "a\u0000' OR 1=1",
                    "\u2019 OR 1=1",
                    "\uff07 OR 1=1",
                    "\ud800",
                    "a\udc00' --",
                    "'".repeat(Characters.MAXIMUM_BYTES),
                    "'".repeat(Characters.MAXIMUM_BYTES + 1),
                    "'".repeat(MEBIBYTE),
                    "\ud83d\ude00".repeat(Characters.MAXIMUM_BYTES / 4),
                    "\ud83d\ude00".repeat(MEBIBYTE),
                    "0".repeat(MEBIBYTE),
                    "00 ".repeat(Characters.MAXIMUM_BYTES),
                    "00 ".repeat(MEBIBYTE),
                    "9".repeat(38),
                    "9".repeat(39),
                    "-" + "9".repeat(MEBIBYTE) + ".9",
                    "0." + "0".repeat(MEBIBYTE) + "1",
                    "1e999999999",
                    "1e-999999999",
                    "NaN",
                    "Infinity",
                    "-inf",
                    "-0.0",
                    "4.9E-324",
                    "0x1p3",
                    "1f",
                    "\u0661",
                    "292277026596-12-04",
                    "292277026597-01-01 00:00:00",
                    "999999999-12-31",
                    "1000000000-01-01",
                    "-9999-01-01 00:00:00.000",
                    "-999999999-01-01 00:00:00",
                    "+999999999-12-31 23:59:59.999999999999 UTC",
                    "-999999999-01-01 00:00:00 +18:00",
                    "2026-02-30",
                    "2026-01-01 24:00:00",
                    "2026-01-01 23:59:60",
                    "2026-01-01 00:00:00.0000000000000",
                    "2026-01-01 00:00:00 Europe/' OR 1=1 --",
                    "2026-01-01 00:00:00 +99:99",
                    "2026-01-01 00:00:00." + "1".repeat(MEBIBYTE),
                    "23:59:59' OR 1=1",
                    "00000000-0000-0000-0000-00000000000' OR 1=1",
                    "::1%eth0",
                    ":".repeat(MEBIBYTE),
                    "1.2.3.4.evil.example",
                    "999.999.999.999",
                    "true' OR 1=1",
                    "TRUE OR 1=1")
            .toList();

    @ParameterizedTest
    @EnumSource
    void aValueIsALiteralThatCannotBeLeftOrARefusal(ValueType type) {
        for (String text : HOSTILE) {
            read(type, text).ifPresent(value -> check(value));
        }
    }

    private static Optional<WatermarkValue> read(ValueType type, String text) {
        try {
            return type.read(text);
        } catch (IllegalArgumentException refused) {
            assertThat(refused)
                    .hasMessageStartingWith("must ")
                    .message()
                    .hasSizeLessThan(1_000)
                    .doesNotContain("\u0000", "\n");
            return Optional.empty();
        }
    }

    private static void check(WatermarkValue value) {
        Watermark watermark = new Watermark(List.of("at", "x\"; --"), List.of(value, value));
        String literal = value.literal();

        assertThat(literal).hasSizeLessThan(LONGEST_LITERAL);
        assertThat(code(literal)).matches("(?:[A-Z]+ )?'|X'|TRUE|FALSE|CAST\\(' AS char\\([0-9]+\\)\\)");
        assertThat(Watermark.parse(watermark.toString())).isEqualTo(watermark);
        assertThat(watermark.toString()).hasSizeLessThan(2 * LONGEST_LITERAL + 100);
    }

    /** What an engine takes for code: of a text in quotes, in which a doubled quote is one, no more than one quote is left. */
    private static String code(String literal) {
        StringBuilder code = new StringBuilder();
        boolean quoted = false;
        for (int index = 0; index < literal.length(); index++) {
            if (literal.charAt(index) == '\'') {
                quoted = !quoted;
                code.append(quoted && !code.toString().endsWith("'") ? "'" : "");
            } else if (!quoted) {
                code.append(literal.charAt(index));
            }
        }
        assertThat(quoted).isFalse();
        return code.toString();
    }

    @Test
    void whatIsSubtractedFromTheLeastValuesLeavesValues() {
        for (String text : List.of("-999999999-01-01 00:00:00", "-9999-01-01 00:00:00", "+999999999-12-31 23:59:59")) {
            WatermarkValue value = ValueType.TIMESTAMP.read(text).orElseThrow();
            check(Lookback.of(java.time.Duration.ofDays(3650)).from(value));
        }
        for (String text : List.of("-" + "9".repeat(38), "-0." + "9".repeat(38))) {
            check(Lookback.of(new java.math.BigDecimal("9".repeat(38)))
                    .from(ValueType.DECIMAL.read(text).orElseThrow()));
        }
        for (String text : List.of("-Infinity", "-1.7976931348623157E308", "4.9E-324")) {
            check(Lookback.of(new java.math.BigDecimal("9".repeat(38)))
                    .from(ValueType.DOUBLE.read(text).orElseThrow()));
        }
    }

    /** A watermark is stored with every row's offset. */
    @Test
    void aTextTooLongForAnOffsetIsRefusedWithItsLength() {
        assertThatThrownBy(() -> ValueType.VARCHAR.read("x".repeat(MEBIBYTE)))
                .hasMessage("must not be longer than 4096 bytes, found one of 1048576");
        assertThatThrownBy(() -> ValueType.VARBINARY.read("00 ".repeat(MEBIBYTE)))
                .hasMessage("must not be longer than 4096 bytes, found one of 1048576");
    }

    @Test
    void anInitialValueOfAMebibyteIsReadInTheTimeItTakesToRead() {
        for (String text : List.of(
                "2026-01-01 00:00:00." + "0".repeat(MEBIBYTE) + "\n",
                "2026-01-01 00:00:00 " + "\n".repeat(MEBIBYTE) + "x",
                "a,".repeat(MEBIBYTE / 2),
                "'".repeat(MEBIBYTE + 1),
                "cast(".repeat(MEBIBYTE / 5),
                "-".repeat(MEBIBYTE))) {
            assertThat(read(text))
                    .satisfiesAnyOf(
                            found -> assertThat(found).isEmpty(),
                            found -> assertThat(found)
                                    .hasValueSatisfying(message -> assertThat(message)
                                            .startsWith("must ")
                                            .hasSizeLessThan(1_000)));
        }
    }

    private static Optional<String> read(String initial) {
        try {
            InitialValues unused = InitialValues.parse(initial);
            return Optional.empty();
        } catch (IllegalArgumentException refused) {
            return Optional.of(String.valueOf(refused.getMessage()));
        }
    }
}
