package io.github.athenaconnect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.athenaconnect.localstack.LocalStack;
import io.github.athenaconnect.localstack.athena.execution.Execution;
import io.github.athenaconnect.localstack.connect.ConnectRest;
import io.github.athenaconnect.localstack.connect.ConnectorOffset;
import io.github.athenaconnect.localstack.environment.LocalEnvironment;
import io.github.athenaconnect.localstack.environment.LocalEnvironmentResolver;
import io.github.athenaconnect.localstack.kafka.TopicReader;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.apache.kafka.common.IsolationLevel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A result of several files, shared by the tasks of a connector on a real worker with exactly-once support. */
@ExtendWith(LocalEnvironmentResolver.class)
@Timeout(600)
class ShardsIT {
    private static final int ROWS = 40_000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final String name = "shards-" + UUID.randomUUID();
    private LocalEnvironment environment;
    private LocalStack aws;
    private ConnectRest rest;

    @BeforeEach
    void use(LocalEnvironment shared) {
        environment = shared;
        aws = shared.aws();
        rest = shared.rest();
    }

    @AfterEach
    void close() {
        if (rest.connectors().contains(name)) {
            rest.delete(name);
        }
    }

    private Deployment connector(int tasksMax) {
        return Deployment.of(name, aws)
                .query(
                        "big",
                        "SELECT a.n * 10000 + b.n AS id FROM UNNEST(sequence(0, " + (ROWS / 10_000 - 1)
                                + ")) a(n), UNNEST(sequence(1, 10000)) b(n) /* " + name + " */")
                .with("query.big.result.format", "unload")
                .with("query.big.shards", "4")
                .with("tasks.max", Integer.toString(tasksMax))
                .untried();
    }

    private List<Execution> executions() {
        return aws.athena().started().stream()
                .filter(execution -> execution.request().queryString().startsWith("UNLOAD"))
                .filter(execution -> execution.request().queryString().contains(name))
                .toList();
    }

    private long storedRows() {
        return rest.offsets(name).stream()
                .map(ConnectorOffset::offset)
                .mapToLong(offset -> number(offset.get("row")) + number(offset.get("rows.before")))
                .sum();
    }

    private static long number(Object value) {
        return value instanceof Number number ? number.longValue() : 0;
    }

    private List<Long> ids(Deployment deployment) {
        try (TopicReader reader = new TopicReader(
                environment.broker().bootstrapServers(), deployment.topic("big"), IsolationLevel.READ_COMMITTED)) {
            return reader.readToEnd(PATIENCE).stream()
                    .map(record -> ((Number) record.struct().get("id")).longValue())
                    .toList();
        }
    }

    private void assertDeliveredOnce(Deployment deployment) {
        await().atMost(PATIENCE).until(() -> storedRows() == ROWS);
        assertThat(ids(deployment).stream().sorted())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, ROWS).boxed().toList());
        assertThat(executions()).hasSize(1);
    }

    @Test
    void fourShardsInTwoTasksDeliverEveryRowOnceAndPayOnce() {
        Deployment deployment = connector(2).deploy(rest);

        assertDeliveredOnce(deployment);
        assertThat(rest.status(name).tasks()).hasSize(2);
        assertThat(rest.offsets(name))
                .hasSizeGreaterThan(1)
                .allSatisfy(offset -> assertThat(offset.partition()).containsKeys("query", "shard"));
    }

    /** Offsets of other shards are read while the task has a transaction open, which the worker then has to end. */
    @ParameterizedTest
    @ValueSource(strings = {"interval", "connector"})
    void runsFollowEachOtherWhateverATransactionIs(String boundary) {
        Deployment deployment = connector(2)
                .with("query.big.mode", "interval")
                .with("query.big.schedule", "1h")
                .with("query.big.interval.start", "2024-01-01")
                .with("query.big.interval.end", "2024-01-01T03:00:00")
                .with(
                        "query.big.sql",
                        "SELECT n FROM UNNEST(sequence(1, 10000)) a(n) WHERE ${interval.start} <"
                                + " ${interval.end} /* " + name + " */")
                .with("run.log.topic", name + ".runs")
                .with("transaction.boundary", boundary)
                .with("transaction.boundary.interval.ms", "3000")
                .deploy(rest);

        await().atMost(PATIENCE)
                .until(() -> rest.offsets(name).stream()
                                .filter(offset -> "2024-01-01T03:00:00Z"
                                                .equals(offset.offset().get("scheduled"))
                                        && Boolean.TRUE.equals(offset.offset().get("done")))
                                .count()
                        == 4);
        try (TopicReader reader = new TopicReader(
                environment.broker().bootstrapServers(), deployment.topic("big"), IsolationLevel.READ_COMMITTED)) {
            assertThat(reader.readToEnd(PATIENCE)).hasSize(3 * 10_000);
        }
        assertThat(executions()).hasSize(3);
    }

    /** Thousands of small transactions take so long that the stop comes before their end even on a machine that stands still. */
    @Test
    void aStopInTheMiddleLosesNothingAndDoublesNothing() {
        Deployment deployment = connector(3).with("batch.max.rows", "5").deploy(rest);
        await().atMost(PATIENCE).until(() -> storedRows() > 0);
        rest.stop(name);
        await().atMost(PATIENCE).until(() -> rest.status(name).stopped());
        assertThat(storedRows()).isLessThan(ROWS);

        rest.configure(
                name,
                deployment.with("tasks.max", "2").with("batch.max.rows", "2000").config());
        rest.resume(name);

        assertDeliveredOnce(deployment);
    }
}
