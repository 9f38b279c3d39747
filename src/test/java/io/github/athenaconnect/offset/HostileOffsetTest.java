package io.github.athenaconnect.offset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Offsets that somebody has altered to do harm, in every field: read as what they say, or refused in a few words. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileOffsetTest {
    private static final int MEBIBYTE = 1 << 20;

    private static final Map<String, Object> READING = Map.ofEntries(
            Map.entry("version", 1L),
            Map.entry("scheduled", "2026-03-01T10:00:00Z"),
            Map.entry("attempt", 0L),
            Map.entry("done", false),
            Map.entry("execution", "5f5a2c1e"),
            Map.entry("result.location", "s3://results/5f5a2c1e.csv"),
            Map.entry("result.etag", "\"1\""),
            Map.entry("result.size", 100L),
            Map.entry("object", 0L),
            Map.entry("row", 1L),
            Map.entry("bytes", 10L),
            Map.entry("schema", "0123456789abcdef"));

    private static final List<Object> HOSTILE = List.of(
            "",
            "x".repeat(MEBIBYTE),
            "\u001b[31m\n2026-03-01 ERROR forged\u202e",
            "'; DROP TABLE t; --",
            "a = BIGINT '1' OR 1=1",
            "a = 'x' --', b = BIGINT '1'",
            "a = 'x''' , a = 'y'",
            "\"".repeat(MEBIBYTE + 1),
            "a = '" + "'".repeat(MEBIBYTE),
            "a = X'" + "0".repeat(MEBIBYTE) + "'",
            IntStream.range(0, 100_000)
                    .mapToObj(index -> "c" + index + " = TRUE")
                    .collect(Collectors.joining(",")),
            "c " + "array(".repeat(100_000),
            "c row(" + "\"a\" row(".repeat(100_000),
            "+1000000000-12-31T23:59:59.999999999Z",
            "-1000000000-01-01T00:00:00Z",
            "9".repeat(MEBIBYTE) + "-01-01T00:00:00Z",
            Long.MAX_VALUE,
            Long.MIN_VALUE,
            -1,
            1.5,
            Double.NaN,
            true,
            List.of(List.of()),
            Map.of("a", Map.of()),
            new byte[10]);

    @Test
    void everyFieldTakesEveryValueOrRefusesItInAFewWords() {
        for (String key : OffsetFormat.KEYS) {
            for (Object value : HOSTILE) {
                Map<String, Object> stored = new HashMap<>(READING);
                stored.put(key, value);
                check(key, stored);
            }
        }
    }

    private static void check(String key, Map<String, Object> stored) {
        try {
            QueryOffset offset = OffsetFormat.read("orders", stored);
            assertThat(OffsetFormat.read("orders", OffsetFormat.write(offset)))
                    .as(key)
                    .isEqualTo(offset);
        } catch (UnreadableOffsetException refused) {
            assertThat(refused)
                    .hasMessageStartingWith("Query 'orders': its stored offset ")
                    .message()
                    .hasSizeLessThan(4_100)
                    .doesNotContain("\n", "\u001b", "\u202e");
        }
    }
}
