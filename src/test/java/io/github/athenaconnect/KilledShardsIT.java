package io.github.athenaconnect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.athenaconnect.localstack.athena.execution.Execution;
import io.github.athenaconnect.localstack.connect.WorkerProcess;
import io.github.athenaconnect.localstack.connect.WorkerProperties;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A worker that delivers the shards of one result with exactly-once support and is killed again and again. */
@Timeout(600)
class KilledShardsIT {
    private static final int ROWS = 40_000;
    private static final int KILLS = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    /** The rest of a life after the first rows of it are there. */
    private static final int LONGEST_REST_MILLIS = 400;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String name = "killed-shards-" + UUID.randomUUID();
    private final long seed = Chance.seed("kills.seed");

    /** Small batches, so that there are many transactions to be struck in. */
    private Deployment connector(Stage stage) {
        return Deployment.of(name, stage.aws())
                .query(
                        "big",
                        "SELECT a.n * 10000 + b.n AS id FROM UNNEST(sequence(0, " + (ROWS / 10_000 - 1)
                                + ")) a(n), UNNEST(sequence(1, 10000)) b(n) /* " + name + " */")
                .with("query.big.result.format", "unload")
                .with("query.big.shards", "4")
                .with("tasks.max", "2")
                .with("batch.max.rows", "100")
                .with("value.converter", "org.apache.kafka.connect.json.JsonConverter")
                .with("value.converter.schemas.enable", "false")
                .with("offsets.storage.topic", name + ".offsets")
                .untried();
    }

    private static Long id(ConsumerRecord<byte[], byte[]> message) {
        try {
            return JSON.readTree(message.value()).get("id").asLong();
        } catch (IOException e) {
            throw new UncheckedIOException("Topic " + message.topic() + " has a record that is no JSON", e);
        }
    }

    private static List<Long> ids(CommittedTopic<Long> topic) {
        return topic.readToEnd().values().stream().flatMap(List::stream).toList();
    }

    private List<Execution> executions(Stage stage) {
        return stage.aws().athena().started().stream()
                .filter(execution -> execution.request().queryString().startsWith("UNLOAD"))
                .filter(execution -> execution.request().queryString().contains(name))
                .toList();
    }

    /** Patience begins anew with every row, so that a slow machine is not taken for a connector that stands. */
    private void awaitAll(CommittedTopic<Long> topic, WorkerProcess worker) {
        for (int count = ids(topic).size(); count < ROWS; count = ids(topic).size()) {
            awaitMore(topic, count, worker);
        }
    }

    private void awaitMore(CommittedTopic<Long> topic, int before, WorkerProcess worker) {
        try {
            await().atMost(PATIENCE)
                    .pollInterval(LOOK_AGAIN)
                    .until(() -> ids(topic).size() > before);
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(
                    "Of " + ROWS + " rows " + before + " are there, and no other came within " + PATIENCE + ". "
                            + "-Dkills.seed=" + seed + "\n" + worker.report(),
                    e);
        }
    }

    @Test
    void killsNeitherLoseNorDoubleARowAndOneExecutionIsPaid() throws Exception {
        Random random = new Random(seed);
        int inTheMiddle = 0;
        try (Stage stage = Stage.open(0, begin -> List.of())) {
            Deployment deployment = connector(stage);
            WorkerProperties properties = stage.worker(stage.broker().bootstrapServers(), "killed-shards");
            try (CommittedTopic<Long> topic = new CommittedTopic<>(
                    stage.broker().bootstrapServers(), deployment.topic("big"), KilledShardsIT::id)) {
                for (int kill = 0; kill < KILLS; kill++) {
                    try (WorkerProcess worker = WorkerProcess.start(properties, stage.image())) {
                        if (kill == 0) {
                            deployment.deploy(worker.rest());
                        }
                        int before = ids(topic).size();
                        if (before < ROWS) {
                            awaitMore(topic, before, worker);
                        }
                        TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_REST_MILLIS));
                        worker.kill();
                        inTheMiddle += ids(topic).size() < ROWS ? 1 : 0;
                    }
                }
                try (WorkerProcess worker = WorkerProcess.start(properties, stage.image())) {
                    awaitAll(topic, worker);
                    assertThat(worker.rest().status(name).stopped()).isFalse();
                }

                assertThat(ids(topic).stream().sorted())
                        .as("-Dkills.seed=" + seed)
                        .containsExactlyElementsOf(
                                LongStream.rangeClosed(1, ROWS).boxed().toList());
                assertThat(executions(stage)).hasSize(1);
                assertThat(inTheMiddle)
                        .as("kills while rows were being delivered")
                        .isPositive();
                System.out.printf(
                        "KilledShardsIT: %d kills, %d of them while rows were being delivered (-Dkills.seed=%d)%n",
                        KILLS, inTheMiddle, seed);
            }
        }
    }
}
