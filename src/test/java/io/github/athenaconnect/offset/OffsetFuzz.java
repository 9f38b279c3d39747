package io.github.athenaconnect.offset;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.athenaconnect.fuzz.Seeds;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever somebody stores as an offset: one that comes back as it is written, or a refusal that names the query. */
class OffsetFuzz {
    private static final ObjectMapper JSON = new ObjectMapper();

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "30s")
    void everyMapIsAnOffsetThatComesBackOrARefusal(byte[] input) {
        Map<?, ?> parsed;
        try {
            parsed = JSON.readValue(Seeds.text(input), Map.class);
        } catch (JsonProcessingException noJson) {
            return;
        }
        if (parsed == null) {
            return;
        }
        @SuppressWarnings("unchecked") // Keys of JSON are texts.
        Map<String, ?> stored = (Map<String, ?>) parsed;
        QueryOffset offset;
        try {
            offset = OffsetFormat.read("orders", stored);
        } catch (UnreadableOffsetException refused) {
            assertThat(refused).hasMessageStartingWith("Query 'orders': its stored offset ");
            return;
        }
        assertThat(OffsetFormat.read("orders", OffsetFormat.write(offset))).isEqualTo(offset);
    }

    static Stream<byte[]> seeds() {
        return Stream.concat(
                Stream.of(
                                "version-1.json",
                                "version-1-interval.json",
                                "version-1-watermark.json",
                                "version-1-columns.json")
                        .map(OffsetFuzz::resource),
                Seeds.of(
                        "{\"version\":1,\"scheduled\":\"2026-03-01T10:00:00Z\",\"done\":true}",
                        "{\"version\":1,\"scheduled\":\"+1000000000-12-31T23:59:59.999999999Z\",\"done\":false,"
                                + "\"attempt\":2147483648}",
                        "{\"version\":2,\"done\":null,\"row\":-1,\"bytes\":1.5,\"object\":\"0\",\"schema\":{}}"));
    }

    private static byte[] resource(String name) {
        try (InputStream file = Objects.requireNonNull(OffsetFuzz.class.getResourceAsStream("/offset/" + name))) {
            return file.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
