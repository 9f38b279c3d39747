package io.github.athenaconnect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlteredShardOffsetsTest {
    private static final Map<String, String> CONFIGURATION = Map.of(
            "name", "shop",
            "aws.region", "eu-west-1",
            "athena.database", "shop",
            "athena.output.location", "s3://results/",
            "queries", "orders",
            "query.orders.sql", "SELECT 1 AS a",
            "query.orders.topic", "t",
            "query.orders.result.format", "unload",
            "query.orders.shards", "4");

    private static boolean alter(Map<String, ?> partition, long shards) {
        Map<Map<String, ?>, Map<String, ?>> altered = new HashMap<>();
        altered.put(
                partition, Map.of("version", 1L, "scheduled", "1970-01-01T00:00:00Z", "done", false, "shards", shards));
        return new AthenaSourceConnector().alterOffsets(CONFIGURATION, altered);
    }

    @Test
    void anOffsetOfAShardIsFine() {
        assertThat(alter(Map.of("query", "orders", "shard", "4"), 4)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "5 | 4 | is for shard 5, but shards is 4",
                "1 | 3 | has 3 as 'shards', but shards is 4",
                "0 | 4 | a number from 1, as a text",
                "one | 4 | a number from 1, as a text",
            })
    void anotherShardOrNumberOfShardsIsRefused(String number, long shards, String words) {
        assertThatThrownBy(() -> alter(Map.of("query", "orders", "shard", number), shards))
                .hasMessageContainingAll(words, "No offset was changed.");
    }

    @Test
    void anOffsetOfTheWholeIsRefusedWhereShardsHaveTheirs() {
        assertThatThrownBy(() -> alter(Map.of("query", "orders"), 1))
                .hasMessageContainingAll("Query 'orders'", "is for the whole query, but shards is 4", "null");
    }
}
