package io.github.athenaconnect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the connector says to offsets that somebody writes; it is never started here, as Connect does not start it either. */
class AlteredOffsetsTest {
    private static final Map<String, String> CONFIGURATION = Map.of(
            "name", "shop",
            "aws.region", "eu-west-1",
            "athena.database", "shop",
            "queries", "orders,refunds",
            "query.default.sql", "SELECT 1",
            "query.default.topic", "t",
            "query.default.schedule", "15m");
    private static final Map<String, Object> MINIMAL =
            Map.of("version", 1L, "scheduled", "2026-03-01T10:00:00Z", "done", false);

    private final AthenaSourceConnector connector = new AthenaSourceConnector();

    private boolean alter(Map<String, ?> partition, Map<String, ?> offset) {
        Map<Map<String, ?>, Map<String, ?>> altered = new HashMap<>();
        altered.put(partition, offset);
        return connector.alterOffsets(CONFIGURATION, altered);
    }

    private static Map<String, Object> minimalWith(String key, Object value) {
        Map<String, Object> offset = new HashMap<>(MINIMAL);
        offset.put(key, value);
        return offset;
    }

    @Test
    void whatWasScannedMayBeWrittenWithTheInstantUpToWhich() {
        Map<String, Object> offset = minimalWith("scanned.bytes", 0L);
        offset.put("scanned.until", "2026-03-01T09:00:00Z");

        assertThat(alter(Map.of("query", "orders"), offset)).isTrue();
    }

    @Test
    void nothingAtAllIsFine() {
        assertThat(connector.alterOffsets(CONFIGURATION, Map.of())).isTrue();
        assertThat(connector.alterOffsets(Map.of(), Map.of())).isTrue();
    }

    @Test
    void anyPartitionMayBeForgottenWhateverItIs() {
        assertThat(alter(Map.of("query", "orders"), null)).isTrue();
        assertThat(alter(Map.of("query", "long-gone"), null)).isTrue();
        assertThat(alter(Map.of("topic", "of another connector", "partition", 3), null))
                .isTrue();
        assertThat(alter(null, null)).isTrue();
    }

    @Test
    void theResetOfABrokenConfigurationIsFineToo() {
        assertThat(connector.alterOffsets(
                        Map.of("queries", ""), Collections.singletonMap(Map.of("query", "orders"), null)))
                .isTrue();
    }

    @Test
    void whatARunNeedsIsEnoughAndMayBeGivenAgain() {
        assertThat(alter(Map.of("query", "orders"), MINIMAL)).isTrue();
        assertThat(alter(Map.of("query", "orders"), MINIMAL)).isTrue();
    }

    @Test
    void aRunOfThePastOrTheFutureIsFineDoneOrNot() {
        assertThat(alter(Map.of("query", "orders"), minimalWith("scheduled", "1999-01-01T00:00:00Z")))
                .isTrue();
        Map<String, Object> skipping = minimalWith("scheduled", "2099-01-01T00:00:00Z");
        skipping.put("done", true);
        assertThat(alter(Map.of("query", "orders"), skipping)).isTrue();
    }

    @Test
    void columnsToKeepMayBeGiven() {
        assertThat(alter(Map.of("query", "orders"), minimalWith("columns", "id bigint, tags array(varchar)")))
                .isTrue();
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "exekution | e-1 | did you mean 'execution'?",
                "Scheduled | 2026-03-01T10:00:00Z | did you mean 'scheduled'?",
                "scheduled | 2026-03-01 | an instant such as",
                "scheduled | +99999-01-01T00:00:00Z | the years 1 to 9999",
                "execution | e-1 | 'result.location'",
                "result.location | s3://b/k.csv | 'execution'",
                "interval.start | 2026-03-01T10:00:00Z | 'interval.end'",
                "attempt | two | a whole number",
                "watermark | id = BIGINT '7' | not in incremental mode",
                "maximum | id = BIGINT '7' | not in incremental mode",
                "columns | id bigint, total | must have a type such as bigint",
            })
    void aFieldThatIsWrongIsRefusedWithWhatIsRight(String key, String value, String words) {
        assertThatThrownBy(() -> alter(Map.of("query", "orders"), minimalWith(key, value)))
                .isInstanceOf(ConnectException.class)
                .hasMessageContainingAll("Query 'orders'", words);
    }

    @Test
    void anIntervalForAQueryWithoutIntervalsIsRefused() {
        Map<String, Object> offset = minimalWith("interval.start", "2026-03-01T09:00:00Z");
        offset.put("interval.end", "2026-03-01T10:00:00Z");

        assertThatThrownBy(() -> alter(Map.of("query", "orders"), offset))
                .hasMessageContainingAll(
                        "Query 'orders'", "not in interval mode", "'scheduled'", "No offset was changed");
    }

    @Test
    void aQueryThatIsNotConfiguredIsRefusedWithThoseThatAre() {
        assertThatThrownBy(() -> alter(Map.of("query", "order"), MINIMAL))
                .isInstanceOf(ConnectException.class)
                .hasMessageContainingAll("'order'", "orders, refunds", "null");
    }

    @Test
    void aPartitionThatIsNoQuerysIsRefusedWithWhatOneLooksLike() {
        assertThatThrownBy(() -> alter(Map.of("topic", "orders"), MINIMAL))
                .isInstanceOf(ConnectException.class)
                .hasMessageContainingAll("{\"query\": ", "{topic=orders}");
        assertThatThrownBy(() -> alter(Map.of("query", "orders", "shard", 1), MINIMAL))
                .hasMessageContaining("{\"query\": ");
    }

    @Test
    void aBrokenConfigurationIsNamedAsWhatKeepsOffsetsFromBeingJudged() {
        assertThatThrownBy(() -> connector.alterOffsets(
                        Map.of("name", "shop", "queries", "orders"), Map.of(Map.of("query", "orders"), MINIMAL)))
                .isInstanceOf(ConnectException.class)
                .hasMessageContainingAll("aws.region", "correct it first");
    }
}
