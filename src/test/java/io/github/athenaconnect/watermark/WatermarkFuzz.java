package io.github.athenaconnect.watermark;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.athenaconnect.fuzz.Seeds;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is written as a watermark: one that is read again as it is written, or a refusal. */
class WatermarkFuzz {
    @MethodSource("seeds")
    @FuzzTest(maxDuration = "30s")
    void everyTextIsAWatermarkThatComesBackOrARefusal(byte[] input) {
        String text = Seeds.text(input);
        read(() -> Watermark.parse(text)).ifPresent(watermark -> {
            assertThat(Watermark.parse(watermark.toString())).isEqualTo(watermark);
            assertThat(watermark.orLater(watermark)).isEqualTo(watermark);
        });
        read(() -> InitialValues.parse(text));
    }

    private static <T> Optional<T> read(Supplier<T> reading) {
        try {
            return Optional.of(reading.get());
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageStartingWith("must ");
            return Optional.empty();
        }
    }

    static Stream<byte[]> seeds() {
        return Seeds.of(
                "updated_at = TIMESTAMP '2026-01-01 00:00:00.123456', \"Order Id\" = BIGINT '-7'",
                "a = DATE '+12345-01-01', b = TIME '23:59:59.999', c = DECIMAL '12.50', d = DOUBLE '1.5E10'",
                "a = REAL 'NaN', b = INTEGER '7', c = SMALLINT '1', d = TINYINT '-1', e = true, f = FALSE",
                "a = TIMESTAMP '2026-01-01 00:00:00 Europe/Berlin', b = TIMESTAMP '-0001-01-01 00:00:00 +02:00'",
                "\"a\"\"b\" = 'it''s', c = X'00 FF', d = CAST('ab' AS char(5))",
                "2026-01-31 12:00:00, 7, 'text', 1.50, 2026-01-31, true",
                "2026-01-31 12:00:00 UTC",
                "DOUBLE 'Infinity'");
    }
}
