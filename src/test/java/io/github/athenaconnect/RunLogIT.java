package io.github.athenaconnect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import io.github.athenaconnect.localstack.LocalStack;
import io.github.athenaconnect.localstack.connect.ConnectRest;
import io.github.athenaconnect.localstack.connect.ConnectRestException;
import io.github.athenaconnect.localstack.connect.ConnectWorker;
import io.github.athenaconnect.localstack.connect.ConnectorOffset;
import io.github.athenaconnect.localstack.engine.ColumnDefinition;
import io.github.athenaconnect.localstack.engine.TableDefinition;
import io.github.athenaconnect.localstack.environment.LocalEnvironment;
import io.github.athenaconnect.localstack.environment.LocalEnvironmentResolver;
import io.github.athenaconnect.localstack.kafka.TopicReader;
import io.github.athenaconnect.localstack.kafka.TopicRecord;
import io.github.athenaconnect.localstack.shop.Shop;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.model.S3Object;

/** How ends of runs are remembered, told and altered, on real workers. */
@ExtendWith(LocalEnvironmentResolver.class)
@Timeout(600)
class RunLogIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String EMPTY = "SELECT order_id FROM orders WHERE order_id < 0";
    private static final String ORDERS = "SELECT order_id FROM orders ORDER BY order_id";

    private LocalEnvironment environment;
    private LocalStack aws;
    private ConnectRest rest;

    @BeforeEach
    void use(LocalEnvironment shared) {
        environment = shared;
        aws = shared.aws();
        rest = shared.rest();
    }

    private Deployment connector() {
        return Deployment.of("log-" + UUID.randomUUID(), aws);
    }

    private Deployment logging() {
        Deployment deployment = connector();
        return deployment.with("run.log.topic", deployment.topic("runs"));
    }

    private List<TopicRecord> records(Deployment deployment, String query, int count) {
        return deployment.records(environment.broker().bootstrapServers(), query, count);
    }

    private List<TopicRecord> toTheEnd(Deployment deployment, String query) {
        try (TopicReader reader = new TopicReader(
                environment.broker().bootstrapServers(), deployment.topic(query), IsolationLevel.READ_COMMITTED)) {
            return reader.readToEnd(PATIENCE);
        }
    }

    private static Map<String, Object> offset(ConnectRest worker, Deployment deployment) {
        return worker.offsets(deployment.name()).stream()
                .map(ConnectorOffset::offset)
                .findFirst()
                .orElse(Map.of());
    }

    private static void awaitDone(ConnectRest worker, Deployment deployment) {
        await().atMost(PATIENCE)
                .until(() -> Boolean.TRUE.equals(offset(worker, deployment).get("done")));
    }

    private long executionsOf(String sql) {
        return aws.athena().started().stream()
                .filter(execution -> execution.request().queryString().equals(sql))
                .count();
    }

    private static void stop(ConnectRest worker, Deployment deployment) {
        worker.stop(deployment.name());
        await().atMost(PATIENCE).until(() -> worker.status(deployment.name()).stopped());
    }

    private List<Struct> runs(Deployment deployment, Predicate<List<TopicRecord>> enough) {
        try (TopicReader reader = new TopicReader(
                environment.broker().bootstrapServers(), deployment.topic("runs"), IsolationLevel.READ_COMMITTED)) {
            return reader.readUntil(enough, PATIENCE).stream()
                    .map(TopicRecord::struct)
                    .toList();
        }
    }

    private static Predicate<List<TopicRecord>> last(String state) {
        return seen -> !seen.isEmpty()
                && state.equals(seen.get(seen.size() - 1).struct().get("state"));
    }

    /** A statement of this test alone, so that its executions can be counted. */
    private static String own(String sql) {
        return sql + " -- " + UUID.randomUUID();
    }

    private interface Use {
        void of(ConnectRest worker);
    }

    /** On the shared worker, which has exactly-once support, or on one without. */
    private void on(boolean exactlyOnce, Use use) {
        if (exactlyOnce) {
            use.of(rest);
            return;
        }
        try (ConnectWorker worker = ConnectWorker.distributed(environment.worker("plain-" + UUID.randomUUID()))) {
            use.of(worker.rest());
        }
    }

    @Nested
    class ARunLog {
        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        void aRunThatFailsIsLoggedAndStandsWhereItStood(boolean exactlyOnce) {
            on(exactlyOnce, worker -> {
                Deployment good = logging()
                        .untried()
                        .query("orders", ORDERS)
                        .with("query.orders.schedule", "1s")
                        .deploy(worker);
                runs(good, last("DELIVERED"));
                worker.configure(
                        good.name(),
                        good.with("query.orders.sql", "SELECT absent FROM orders")
                                .config());
                assertThat(good.failure(worker)).contains("Query 'orders'", "absent");

                List<Struct> runs = runs(good, last("FAILED"));
                Struct delivered = runs.get(runs.size() - 2);
                assertThat(delivered.get("state")).isEqualTo("DELIVERED");
                String before = ((Date) delivered.get("scheduled")).toInstant().toString();
                await().during(Duration.ofSeconds(3))
                        .atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(offset(worker, good))
                                .contains(entry("scheduled", before), entry("done", true)));
            });
        }

        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        void aFirstRunThatFailsIsLoggedAndLeavesNoOffset(boolean exactlyOnce) {
            on(exactlyOnce, worker -> {
                Deployment wrong = logging()
                        .untried()
                        .query("orders", own("SELECT absent FROM orders"))
                        .deploy(worker);
                assertThat(wrong.failure(worker)).contains("absent");

                Struct run = runs(wrong, last("FAILED")).get(0);
                assertThat(run.get("connector")).isEqualTo(wrong.name());
                assertThat(run.getString("error")).contains("Query 'orders'", "absent");
                await().during(Duration.ofSeconds(3))
                        .atMost(PATIENCE)
                        .until(() -> worker.offsets(wrong.name()).isEmpty());
            });
        }

        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        void anEmptyRunIsRememberedByItsRecord(boolean exactlyOnce) {
            on(exactlyOnce, worker -> {
                String sql = own(EMPTY);
                Deployment empty = logging().query("none", sql).deploy(worker);
                assertThat(runs(empty, last("DELIVERED")).get(0).get("rows")).isEqualTo(0L);
                awaitDone(worker, empty);
                worker.restart(empty.name());

                await().during(Duration.ofSeconds(3))
                        .atMost(PATIENCE)
                        .until(() -> executionsOf(sql) == 1
                                && worker.status(empty.name()).running());
            });
        }
    }

    @Nested
    class ConnectorBoundary {
        /** Topics of one partition, in which the end of a transaction takes an offset of its own. */
        private Deployment transactional() {
            return connector()
                    .with("transaction.boundary", "connector")
                    .with("topic.creation.default.partitions", "1")
                    .with("topic.creation.default.replication.factor", "1");
        }

        @Test
        void anEmptyRunIsRememberedByARecordThatNobodySees() {
            String sql = own(EMPTY);
            Deployment empty = transactional()
                    .with("topic.creation.default.cleanup.policy", "compact")
                    .query("none", sql)
                    .with("query.none.key.columns", "order_id")
                    .deploy(rest);

            awaitDone(rest, empty);
            assertThat(toTheEnd(empty, "none")).isEmpty();
            rest.restart(empty.name());
            await().during(Duration.ofSeconds(3))
                    .atMost(PATIENCE)
                    .until(() ->
                            executionsOf(sql) == 1 && rest.status(empty.name()).running());
            assertThat(toTheEnd(empty, "none")).isEmpty();
        }

        @Tag("compatibility")
        @Test
        void runsAfterAnEmptyOneAreWholeTransactions() throws Exception {
            String table = "filled_" + UUID.randomUUID().toString().substring(0, 8);
            TableDefinition definition = new TableDefinition("shop", table, List.of(new ColumnDefinition("id", "int")));
            aws.catalog().createTable(definition);
            String sql = "SELECT id FROM " + table;
            Deployment filled = transactional()
                    .query("filled", sql)
                    .with("query.filled.schedule", "1s")
                    .deploy(rest);
            await().atMost(PATIENCE).until(() -> executionsOf(sql) >= 2);
            awaitDone(rest, filled);
            aws.catalog().insert(definition, List.of(List.of("1"), List.of("2"), List.of("3")));

            List<Long> offsets = records(filled, "filled", 6).subList(0, 6).stream()
                    .map(TopicRecord::offset)
                    .toList();
            long first = offsets.get(0);
            assertThat(offsets).containsExactly(first, first + 1, first + 2, first + 4, first + 5, first + 6);
        }

        @Test
        void aRunThatIsLongerThanATransactionMayBeIsSplit() {
            Deployment split = transactional()
                    .query("big", "SELECT * FROM synthetic.rows_250")
                    .with("transaction.max.rows", "100")
                    .deploy(rest);

            List<TopicRecord> all = records(split, "big", 250);
            assertThat(all).hasSize(250);
            assertThat(all.get(99).offset()).isEqualTo(99);
            assertThat(all.get(100).offset()).isEqualTo(101);
            assertThat(all.get(200).offset()).isEqualTo(202);
            assertThat(all.get(249).offset()).isEqualTo(251);
            awaitDone(rest, split);
        }
    }

    @Nested
    class AlteredOffsets {
        private ConnectorOffset offset(Map<String, Object> fields) {
            return new ConnectorOffset(Map.of("query", "orders"), fields);
        }

        @Test
        void aRunThatIsAskedForAgainIsDeliveredAgain() {
            String sql = own(ORDERS);
            Deployment shop = connector().query("orders", sql).deploy(rest);
            records(shop, "orders", Shop.ORDERS);
            awaitDone(rest, shop);
            stop(rest, shop);

            rest.alterOffsets(
                    shop.name(),
                    List.of(offset(
                            Map.of("version", 1, "scheduled", "1970-01-01T00:00:00Z", "attempt", 1, "done", false))));
            rest.resume(shop.name());

            assertThat(records(shop, "orders", 2 * Shop.ORDERS)).hasSize(2 * Shop.ORDERS);
            assertThat(executionsOf(sql)).isEqualTo(2);
            awaitDone(rest, shop);
        }

        @Test
        void aRunThatIsSaidToBeDoneIsNotRun() {
            String sql = own(ORDERS);
            Deployment shop = connector().query("orders", sql).with("query.orders.schedule", "1h");
            shop.deploy(rest);
            awaitDone(rest, shop);
            stop(rest, shop);
            // Two, if an hour has just ended.
            long before = executionsOf(sql);
            rest.alterOffsets(
                    shop.name(),
                    List.of(offset(Map.of("version", 1, "scheduled", "2099-01-01T00:00:00Z", "done", true))));
            rest.resume(shop.name());

            await().during(Duration.ofSeconds(3))
                    .atMost(PATIENCE)
                    .until(() -> executionsOf(sql) == before
                            && rest.status(shop.name()).running());
        }

        @Test
        void nonsenseIsRefusedInWordsAndChangesNothing() {
            Deployment shop = connector().query("orders", own(ORDERS)).deploy(rest);
            awaitDone(rest, shop);
            stop(rest, shop);
            Map<String, Object> before = RunLogIT.offset(rest, shop);

            assertThatThrownBy(() -> rest.alterOffsets(
                            shop.name(),
                            List.of(offset(Map.of("version", 1, "sheduled", "2026-01-01T00:00:00Z", "done", false)))))
                    .isInstanceOf(ConnectRestException.class)
                    .hasMessageContaining("did you mean 'scheduled'?");
            assertThatThrownBy(() -> rest.alterOffsets(
                            shop.name(),
                            List.of(new ConnectorOffset(
                                    Map.of("query", "order"),
                                    Map.of("version", 1, "scheduled", "2026-01-01T00:00:00Z", "done", false)))))
                    .isInstanceOf(ConnectRestException.class)
                    .hasMessageContaining("it has orders");
            assertThat(RunLogIT.offset(rest, shop)).isEqualTo(before);

            rest.alterOffsets(shop.name(), List.of(new ConnectorOffset(Map.of("query", "orders"), null)));
            assertThat(rest.offsets(shop.name())).isEmpty();
        }
    }

    @Nested
    class Cleanup {
        private List<String> objects(String prefix) {
            return aws
                    .s3Client()
                    .listObjectsV2(list -> list.bucket(aws.resultBucket()).prefix(prefix))
                    .contents()
                    .stream()
                    .map(S3Object::key)
                    .toList();
        }

        @ParameterizedTest
        @CsvSource({"true, poll", "true, connector", "true, interval", "false, poll"})
        void resultsAreGoneOnceTheirRunsAreStored(boolean exactlyOnce, String boundary) {
            String prefix = "cleaned-" + UUID.randomUUID() + "/";
            on(exactlyOnce, worker -> {
                Deployment shop = connector()
                        .untried()
                        .query("orders", own(ORDERS))
                        .with("query.orders.result.cleanup", "delete_after_commit")
                        .with("athena.output.location", "s3://" + aws.resultBucket() + "/" + prefix);
                (exactlyOnce ? shop.with("transaction.boundary", boundary) : shop).deploy(worker);

                assertThat(records(shop, "orders", Shop.ORDERS)).hasSize(Shop.ORDERS);
                awaitDone(worker, shop);
                await().atMost(PATIENCE).until(() -> objects(prefix).isEmpty());
                await().atMost(PATIENCE).until(() -> worker.status(shop.name()).running());
            });
        }
    }

    @Test
    void headersTellWhereARowComesFrom() {
        Deployment shop = connector()
                .query("orders", own(ORDERS))
                .with("query.orders.headers", "provenance")
                .deploy(rest);

        TopicRecord third = records(shop, "orders", Shop.ORDERS).get(2);
        Map<String, String> headers = new HashMap<>();
        for (Header header : third.message().headers()) {
            headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
        }
        assertThat(headers)
                .containsOnlyKeys(
                        "athena.query", "athena.execution.id", "athena.scheduled", "athena.bytes.scanned", "athena.row")
                .contains(
                        entry("athena.query", "orders"),
                        entry("athena.scheduled", "1970-01-01T00:00:00Z"),
                        entry("athena.row", "3"));
    }
}
