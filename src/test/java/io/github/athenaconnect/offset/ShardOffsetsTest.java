package io.github.athenaconnect.offset;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.athenaconnect.query.Attempt;
import io.github.athenaconnect.query.DataInterval;
import io.github.athenaconnect.query.Run;
import io.github.athenaconnect.query.Shard;
import io.github.athenaconnect.result.ResultFingerprint;
import io.github.athenaconnect.result.ResultPosition;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.json.JsonConverter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardOffsetsTest {
    private static final QueryOffset OFFSET = new QueryOffset(
            new Attempt(
                    new Run(
                            Instant.parse("2026-03-01T11:00:00Z"),
                            Optional.of(new DataInterval(
                                    Instant.parse("2026-03-01T10:00:00Z"), Instant.parse("2026-03-01T11:00:00Z")))),
                    2),
            Optional.of(new ReadPoint(
                    "e-2",
                    new ResultFingerprint("s3://b/k-manifest.csv", "\"t\"", 10),
                    new ResultPosition(5, 2, 10, 7),
                    "c")),
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.of("s"));

    private static final Instant SINCE = Instant.parse("2026-02-01T00:00:00Z");
    private static final OffsetPlace PLACE = new OffsetPlace("orders", new Shard(2, 4), Optional.of(SINCE));

    @SuppressWarnings("unchecked")
    private static Map<String, Object> golden() throws IOException {
        try (JsonConverter json = new JsonConverter();
                InputStream stored = ShardOffsetsTest.class.getResourceAsStream("/offset/version-1-shard.json")) {
            json.configure(Map.of("schemas.enable", "false"), false);
            return (Map<String, Object>)
                    json.toConnectData("offsets", stored.readAllBytes()).value();
        }
    }

    @Test
    void versionOneOfAShardIsReadAndWrittenAsItWas() throws IOException {
        assertThat(OffsetFormat.read("orders", golden())).isEqualTo(OFFSET);
        assertThat(OffsetFormat.sharding("orders", golden())).isEqualTo(new Sharding(4, Optional.of(SINCE)));
        assertThat(PLACE.write(OFFSET)).isEqualTo(golden());
        assertThat(PLACE.writer(OFFSET).at(new ResultPosition(5, 2, 10, 7), false, Optional.empty()))
                .isEqualTo(golden());
        assertThat(OffsetFormat.KEYS).containsAll(golden().keySet());
    }

    @Test
    void aQueryThatWasNeverShardedHasTheOffsetsItHad() {
        OffsetPlace place = OffsetPlace.of("orders");

        assertThat(place.write(OFFSET))
                .isEqualTo(OffsetFormat.write(OFFSET))
                .doesNotContainKeys("shards", "shards.since");
        assertThat(place.partition()).isEqualTo(Map.of("query", "orders"));
        assertThat(OffsetFormat.sharding("orders", place.write(OFFSET))).isEqualTo(Sharding.NEVER);
    }

    @Test
    void thePartitionOfAShardHasItsNumberAsText() {
        assertThat(PLACE.partition()).isEqualTo(Map.of("query", "orders", "shard", "2"));
        assertThat(SourcePartition.queryOf(PLACE.partition())).contains("orders");
        assertThat(SourcePartition.shardNumber(PLACE.partition())).contains(2);
        assertThat(SourcePartition.shardNumber(Map.of("query", "orders"))).isEmpty();
    }

    /** Connect finds offsets by these bytes, and writes them again from what it has read. */
    @Test
    @SuppressWarnings("unchecked")
    void thePartitionOfAShardHasTheSameBytesInEveryProcess() {
        try (JsonConverter json = new JsonConverter()) {
            json.configure(Map.of("schemas.enable", "false"), true);
            byte[] written = json.fromConnectData("offsets", null, PLACE.partition());
            Map<String, ?> read =
                    (Map<String, ?>) json.toConnectData("offsets", written).value();

            assertThat(written).asString(UTF_8).isEqualTo("{\"query\":\"orders\",\"shard\":\"2\"}");
            assertThat(json.fromConnectData("offsets", null, read)).isEqualTo(written);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65", "100", "02", "-1", "two", "1/4", ""})
    void anotherTextIsNoShard(String number) {
        assertThat(SourcePartition.queryOf(Map.of("query", "orders", "shard", number)))
                .isEmpty();
    }

    @Test
    void aNumberOfShardsThatCannotBeIsNamed() {
        assertThatThrownBy(() -> OffsetFormat.sharding("orders", Map.of("version", 1L, "shards", 65L)))
                .hasMessageContainingAll("Query 'orders'", "'shards' 65", "1 to 64");
        assertThatThrownBy(() -> OffsetFormat.sharding(
                        "orders", Map.of("version", 1L, "shards", 2L, "shards.since", "yesterday")))
                .hasMessageContainingAll("'shards.since'", "an instant");
    }
}
