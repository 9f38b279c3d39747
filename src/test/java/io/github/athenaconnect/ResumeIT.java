package io.github.athenaconnect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.athenaconnect.localstack.LocalStack;
import io.github.athenaconnect.localstack.athena.execution.Execution;
import io.github.athenaconnect.localstack.connect.ConnectRest;
import io.github.athenaconnect.localstack.connect.ConnectWorker;
import io.github.athenaconnect.localstack.connect.ConnectorOffset;
import io.github.athenaconnect.localstack.environment.LocalEnvironment;
import io.github.athenaconnect.localstack.environment.LocalEnvironmentResolver;
import io.github.athenaconnect.localstack.http.StallingProxy;
import io.github.athenaconnect.localstack.http.StallingProxy.Stall;
import io.github.athenaconnect.localstack.kafka.TopicReader;
import io.github.athenaconnect.localstack.shop.Shop;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.common.IsolationLevel;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.sync.RequestBody;

/** Stopped and resumed on a real worker, while what the offsets point at changes: rows and executions are counted. */
@ExtendWith(LocalEnvironmentResolver.class)
@Timeout(600)
class ResumeIT {
    private static final int ROWS = 20_000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Of the body of a result, so that some batches of it get through. */
    private static final long STALL_AFTER = 700_000;

    /** Without exactly-once support, for all tests of this class. */
    private static ConnectWorker plain;

    private final String name = "resume-" + UUID.randomUUID();
    private final String big = "SELECT * FROM synthetic.rows_" + ROWS + " /* " + name + " */";
    private LocalEnvironment environment;
    private LocalStack aws;
    private ConnectRest rest;
    private StallingProxy s3;

    @BeforeAll
    static void startPlainWorker(LocalEnvironment shared) {
        plain = ConnectWorker.distributed(shared.worker("plain-" + UUID.randomUUID()));
    }

    @AfterAll
    static void stopPlainWorker() {
        plain.close();
    }

    @BeforeEach
    void use(LocalEnvironment shared) {
        environment = shared;
        aws = shared.aws();
        rest = shared.rest();
        s3 = StallingProxy.before(aws.s3Endpoint());
    }

    @AfterEach
    void close() {
        if (rest.connectors().contains(name)) {
            rest.delete(name);
        }
        s3.close();
    }

    private void on(boolean exactlyOnce) {
        rest = exactlyOnce ? environment.rest() : plain.rest();
    }

    private Deployment connector() {
        return Deployment.of(name, aws)
                .with("aws.s3.endpoint", s3.endpoint().toString())
                .untried();
    }

    /** Those of runs: validation, which starts some of its own, is off. */
    private List<Execution> executions() {
        return aws.athena().started().stream()
                .filter(execution -> execution.request().queryString().startsWith("SELECT"))
                .filter(execution -> execution.request().queryString().contains(name))
                .toList();
    }

    private Map<String, Object> offset(String query) {
        return rest.offsets(name).stream()
                .filter(offset -> offset.partition().equals(Map.of("query", query)))
                .map(ConnectorOffset::offset)
                .findFirst()
                .orElse(Map.of());
    }

    private long storedRow(String query) {
        return ((Number) offset(query).getOrDefault("row", 0L)).longValue();
    }

    private boolean done(String query) {
        return Boolean.TRUE.equals(offset(query).get("done"));
    }

    private void stop() {
        rest.stop(name);
        await().atMost(PATIENCE).until(() -> rest.status(name).stopped());
    }

    private List<Long> ids(Deployment deployment, String query, String column, int count) {
        return deployment.records(environment.broker().bootstrapServers(), query, count).stream()
                .map(record -> ((Number) record.struct().get(column)).longValue())
                .toList();
    }

    /** All that are there, so that none too many goes unseen. */
    private List<Long> allIds(Deployment deployment, String query, String column) {
        try (TopicReader reader = new TopicReader(
                environment.broker().bootstrapServers(), deployment.topic(query), IsolationLevel.READ_COMMITTED)) {
            return reader.readToEnd(PATIENCE).stream()
                    .map(record -> ((Number) record.struct().get(column)).longValue())
                    .toList();
        }
    }

    private static List<Long> rows(long count) {
        return LongStream.range(0, count).mapToObj(row -> 1_000_000_000L + row).toList();
    }

    private static List<Long> orders(int count) {
        return LongStream.rangeClosed(1001, 1000 + count).boxed().toList();
    }

    /** Deploys the big query, and is stopped in the middle of its result. */
    private Deployment stoppedInMidResult(String... settings) {
        Deployment deployment = connector().query("big", big);
        for (int at = 0; at < settings.length; at += 2) {
            deployment = deployment.with(settings[at], settings[at + 1]);
        }
        s3.stall(Stall.MID_BODY, STALL_AFTER);
        deployment.deploy(rest);
        await().atMost(PATIENCE).until(() -> storedRow("big") > 0);
        stop();
        s3.release();
        assertThat(storedRow("big")).isBetween(1L, ROWS - 1L);
        assertThat(executions()).hasSize(1);
        return deployment;
    }

    private String location() {
        return executions().get(0).place().object().uri();
    }

    private void delete(String uri) {
        String[] parts = uri.substring("s3://".length()).split("/", 2);
        aws.s3Client().deleteObject(object -> object.bucket(parts[0]).key(parts[1]));
    }

    @ParameterizedTest(name = "exactly once {0}, run log {1}")
    @CsvSource({"true,false", "true,true", "false,false", "false,true"})
    void aStopInMidResultIsResumedAtTheNextRow(boolean exactlyOnce, boolean runLog) {
        on(exactlyOnce);
        Deployment deployment = runLog ? stoppedInMidResult("run.log.topic", name + ".runs") : stoppedInMidResult();

        rest.resume(name);

        await().atMost(PATIENCE).until(() -> done("big"));
        assertThat(allIds(deployment, "big", "id")).isEqualTo(rows(ROWS));
        assertThat(executions()).hasSize(1);
    }

    @Tag("compatibility")
    @Test
    void anOffsetWrittenByHandRewindsToItsRunWithoutPayingAgain() {
        Deployment deployment =
                connector().query("orders", "SELECT order_id FROM orders /* " + name + " */ ORDER BY order_id");
        deployment.deploy(rest);
        await().atMost(PATIENCE).until(() -> done("orders"));
        stop();

        rest.alterOffsets(
                name,
                List.of(new ConnectorOffset(
                        Map.of("query", "orders"),
                        Map.of("version", 1, "scheduled", "1970-01-01T00:00:00Z", "done", false))));
        rest.resume(name);

        assertThat(ids(deployment, "orders", "order_id", 2 * Shop.ORDERS))
                .isEqualTo(Stream.concat(orders(Shop.ORDERS).stream(), orders(Shop.ORDERS).stream())
                        .toList());
        await().atMost(PATIENCE).until(() -> done("orders"));
        assertThat(executions()).hasSize(1);
    }

    @Nested
    class WithAnotherStatement {
        private final String other = "SELECT order_id AS id FROM orders /* " + name + " */ ORDER BY order_id";

        @Test
        void continuingDeliversTheOldResultToItsEnd() {
            Deployment deployment = stoppedInMidResult();

            rest.configure(name, deployment.with("query.big.sql", other).config());
            rest.resume(name);

            assertThat(ids(deployment, "big", "id", ROWS)).isEqualTo(rows(ROWS));
            await().atMost(PATIENCE).until(() -> done("big"));
            assertThat(executions()).hasSize(1);
        }

        @Test
        void restartingAsksTheNewStatementAtOnce() {
            Deployment deployment = stoppedInMidResult();
            long delivered = storedRow("big");

            rest.configure(
                    name,
                    deployment
                            .with("query.big.sql", other)
                            .with("query.big.on.query.change", "restart")
                            .config());
            rest.resume(name);

            assertThat(ids(deployment, "big", "id", (int) delivered + Shop.ORDERS))
                    .isEqualTo(Stream.concat(rows(delivered).stream(), orders(Shop.ORDERS).stream())
                            .toList());
            await().atMost(PATIENCE).until(() -> done("big"));
            assertThat(executions()).hasSize(2);
        }
    }

    @Test
    void queriesThatMoveToOtherTasksFindTheirOffsets() {
        Deployment deployment = connector();
        for (int query = 0; query < 3; query++) {
            deployment = deployment.query("q" + query, big + " /* " + query + " */");
        }
        s3.stall(Stall.MID_BODY, STALL_AFTER);
        deployment.with("tasks.max", "1").deploy(rest);
        await().atMost(PATIENCE).until(() -> IntStream.range(0, 3).allMatch(query -> storedRow("q" + query) > 0));

        rest.configure(name, deployment.with("tasks.max", "3").config());
        await().atMost(PATIENCE).until(() -> rest.status(name).tasks().size() == 3);
        s3.release();

        for (int query = 0; query < 3; query++) {
            assertThat(ids(deployment, "q" + query, "id", ROWS)).isEqualTo(rows(ROWS));
        }
        assertThat(executions()).hasSize(3);
    }

    @Nested
    class WithALostResult {
        private void runsAgain(Deployment deployment) {
            long delivered = storedRow("big");
            rest.resume(name);

            assertThat(ids(deployment, "big", "id", (int) delivered + ROWS))
                    .isEqualTo(Stream.concat(rows(delivered).stream(), rows(ROWS).stream())
                            .toList());
            await().atMost(PATIENCE).until(() -> done("big"));
            assertThat(executions()).hasSize(2);
        }

        @Test
        void anExpiredExecutionIsRunAgain() {
            Deployment deployment = stoppedInMidResult();
            aws.athena().forget(executions().get(0).id());

            runsAgain(deployment);
        }

        @Test
        void aDeletedResultIsRunAgain() {
            Deployment deployment = stoppedInMidResult();
            delete(location());

            runsAgain(deployment);
        }

        @Test
        void aReplacedResultIsRunAgain() {
            Deployment deployment = stoppedInMidResult();
            String uri = location();
            String[] parts = uri.substring("s3://".length()).split("/", 2);
            delete(uri);
            aws.s3Client()
                    .putObject(
                            object -> object.bucket(parts[0]).key(parts[1]),
                            RequestBody.fromString("\"another\"\n\"result\"\n".repeat(100_000)));

            runsAgain(deployment);
        }

        @Test
        void underFailTheTaskSaysWhatToDoAndNothingIsPaid() {
            Deployment deployment = stoppedInMidResult("query.big.on.result.missing", "fail");
            delete(location());
            rest.resume(name);

            assertThat(deployment.failure(rest))
                    .contains("Query 'big'", executions().get(0).id(), "query.big.on.result.missing=fail");
            assertThat(executions()).hasSize(1);
        }
    }

    /** The record that says that the run is done is dropped: a restart must find that out by itself. */
    @ParameterizedTest(name = "exactly once {0}, run log {1}")
    @CsvSource({"true,true", "true,false", "false,true", "false,false"})
    void aFilterThatDropsTheLastRowNeitherRepeatsNorPaysForARunAgain(boolean exactlyOnce, boolean runLog) {
        on(exactlyOnce);
        Deployment deployment = connector()
                .query("orders", "SELECT order_id FROM orders /* " + name + " */ ORDER BY order_id")
                .with("transforms", "drop")
                .with("transforms.drop.type", "org.apache.kafka.connect.transforms.Filter")
                .with("transforms.drop.predicate", "last")
                .with("predicates", "last")
                .with("predicates.last.type", RowWithId.class.getName())
                .with("predicates.last.id", String.valueOf(1000 + Shop.ORDERS));
        if (runLog) {
            deployment = deployment.with("run.log.topic", name + ".runs");
        }
        deployment.deploy(rest);
        assertThat(ids(deployment, "orders", "order_id", Shop.ORDERS - 1)).isEqualTo(orders(Shop.ORDERS - 1));
        await().atMost(PATIENCE)
                .until(() -> Optional.ofNullable(offset("orders").get("row"))
                        .filter(row -> ((Number) row).intValue() >= Shop.ORDERS - 1)
                        .isPresent());
        if (runLog) {
            await().atMost(PATIENCE).until(() -> done("orders"));
        }
        assertThat(done("orders")).isEqualTo(runLog);

        long looks = aws.athena().calls("GetQueryExecution");
        rest.restart(name);
        if (!runLog) {
            await().atMost(PATIENCE).until(() -> aws.athena().calls("GetQueryExecution") > looks);
        }
        await().atMost(PATIENCE).until(() -> rest.status(name).running());
        await().during(Duration.ofMillis(1500))
                .atMost(PATIENCE)
                .until(() -> executions().size() == 1);
        assertThat(allIds(deployment, "orders", "order_id")).isEqualTo(orders(Shop.ORDERS - 1));
    }
}
