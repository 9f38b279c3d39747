package io.github.athenaconnect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.athenaconnect.localstack.LocalStack;
import io.github.athenaconnect.localstack.athena.execution.Execution;
import io.github.athenaconnect.localstack.connect.ConnectRest;
import io.github.athenaconnect.localstack.connect.ConnectWorker;
import io.github.athenaconnect.localstack.connect.ConnectorStatus;
import io.github.athenaconnect.localstack.connect.WorkerProperties;
import io.github.athenaconnect.localstack.environment.LocalEnvironment;
import io.github.athenaconnect.localstack.environment.LocalEnvironmentResolver;
import io.github.athenaconnect.localstack.http.StallingProxy;
import io.github.athenaconnect.localstack.http.StallingProxy.Stall;
import io.github.athenaconnect.localstack.kafka.BrokerLink;
import io.github.athenaconnect.localstack.kafka.KafkaBroker;
import io.github.athenaconnect.localstack.kafka.TopicReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Kafka does not take, for its size or because it is away: the task fails and says why or waits, and nothing is lost. */
@ExtendWith(LocalEnvironmentResolver.class)
@Timeout(300)
class RefusedByKafkaIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Some times longer than the producer of this test keeps what it could not send. */
    private static final Duration AWAY = Duration.ofSeconds(20);

    private static final int ROWS = 20_000;

    /** Of the body of a result, so that some batches of it get through. */
    private static final long STALL_AFTER = 700_000;

    /** More than producers and brokers take by default, less than the producer of this test takes in the end. */
    private static final int LARGE = 1_500_000;

    private final String name = "refused-" + UUID.randomUUID();
    private LocalStack aws;

    @BeforeEach
    void use(LocalEnvironment shared) {
        aws = shared.aws();
    }

    private List<Execution> executions() {
        return aws.athena().started().stream()
                .filter(execution -> execution.request().queryString().contains(name))
                .toList();
    }

    private List<Long> ids(String bootstrapServers, Deployment deployment, String query, String column) {
        try (TopicReader reader =
                new TopicReader(bootstrapServers, deployment.topic(query), IsolationLevel.READ_COMMITTED)) {
            return reader.readToEnd(PATIENCE).stream()
                    .map(record -> ((Number) record.struct().get(column)).longValue())
                    .toList();
        }
    }

    /** Refused by the producer, then, as that takes it, by the broker, and delivered when the topic takes it too. */
    @Test
    void aRecordThatIsTooLargeFailsTheTaskUntilAllLimitsAreRaised(LocalEnvironment shared) throws Exception {
        ConnectRest rest = shared.rest();
        String sql = "SELECT n, CASE n WHEN 2 THEN repeat('x', " + LARGE + ") ELSE 'small' END AS note"
                + " FROM (VALUES (1), (2), (3)) AS t (n) ORDER BY n /* " + name + " */";
        Deployment deployment =
                Deployment.of(name, aws).query("large", sql).untried().deploy(rest);

        assertThat(deployment.failure(rest)).contains("RecordTooLargeException", "max.request.size");

        Deployment raised = deployment.with("producer.override.max.request.size", "4000000");
        rest.configure(name, raised.config());
        await().atMost(PATIENCE)
                .until(() -> deployment.failure(rest).contains("max message size the server will accept"));

        raiseLimitOf(deployment.topic("large"), shared.broker().bootstrapServers());
        rest.restart(name);
        await().atMost(PATIENCE).until(() -> done(rest));

        assertThat(ids(shared.broker().bootstrapServers(), deployment, "large", "n"))
                .containsExactly(1L, 2L, 3L);
        assertThat(executions()).hasSize(1);
        rest.delete(name);
    }

    private static void raiseLimitOf(String topic, String bootstrapServers) throws Exception {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.TOPIC, topic),
                            List.of(new AlterConfigOp(
                                    new ConfigEntry("max.message.bytes", "4000000"), AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        }
    }

    /**
     * For longer than the producer keeps what it could not send, in the middle of a result. The task fails, or waits until the
     * broker is back and fails or goes on then: a producer that has lost its metadata too says so by an exception after which
     * Connect's {@code AbstractWorkerSourceTask.sendRecords} tries the same record again, without end.
     */
    @ParameterizedTest(name = "exactly once {0}")
    @ValueSource(booleans = {true, false})
    void aBrokerThatIsAwayForTooLongFailsOrHoldsTheTaskAndNoRowIsLost(boolean exactlyOnce) {
        try (KafkaBroker broker = KafkaBroker.startWithLinks(1);
                ConnectWorker worker = worker(broker, exactlyOnce)) {
            deliverThroughABreak(worker.rest(), broker, exactlyOnce);
        }
    }

    private void deliverThroughABreak(ConnectRest rest, KafkaBroker broker, boolean exactlyOnce) {
        BrokerLink line = broker.links().get(0);
        try (StallingProxy s3 = StallingProxy.before(aws.s3Endpoint())) {
            s3.stall(Stall.MID_BODY, STALL_AFTER);
            Deployment deployment = impatient(line)
                    .query("big", "SELECT * FROM synthetic.rows_" + ROWS + " /* " + name + " */")
                    .with("aws.s3.endpoint", s3.endpoint().toString())
                    .deploy(rest);
            await().atMost(PATIENCE).until(() -> storedRow(rest) > 0);
            line.cut();
            s3.release();

            Instant back = Instant.now().plus(AWAY);
            await().atMost(PATIENCE).until(() -> failed(rest) || Instant.now().isAfter(back));
            assertThat(storedRow(rest)).isLessThan(ROWS);

            line.heal();
            await().atMost(PATIENCE).until(() -> failed(rest) || done(rest));
            if (failed(rest)) {
                assertThat(deployment.failure(rest)).contains("org.apache.kafka.common");
                rest.restart(name);
            }
            await().atMost(PATIENCE).until(() -> done(rest));

            List<Long> delivered = ids(broker.bootstrapServers(), deployment, "big", "id");
            assertThat(exactlyOnce ? delivered : delivered.stream().distinct().toList())
                    .isEqualTo(rows());
            assertThat(executions()).hasSize(1);
        }
    }

    /** Whose producer, but not whose worker, comes by a line, and does not wait for two minutes. */
    private Deployment impatient(BrokerLink line) {
        return Deployment.of(name, aws)
                .with("producer.override.bootstrap.servers", line.bootstrapServers())
                .with("offsets.storage.topic", name + "-offsets")
                .with("producer.override.delivery.timeout.ms", "6000")
                .with("producer.override.request.timeout.ms", "3000")
                .with("producer.override.max.block.ms", "6000")
                .with("batch.max.rows", "500")
                .untried();
    }

    private static ConnectWorker worker(KafkaBroker broker, boolean exactlyOnce) {
        WorkerProperties properties = WorkerProperties.distributed(
                broker.bootstrapServers(), LocalEnvironment.pluginPath(), "refused-" + exactlyOnce);
        return ConnectWorker.distributed(exactlyOnce ? properties.exactlyOnce() : properties);
    }

    private long storedRow(ConnectRest rest) {
        return rest.offsets(name).stream()
                .map(offset -> offset.offset().getOrDefault("row", 0L))
                .mapToLong(row -> ((Number) row).longValue())
                .max()
                .orElse(0);
    }

    private boolean failed(ConnectRest rest) {
        return rest.status(name).tasks().stream().anyMatch(task -> task.state() == ConnectorStatus.State.FAILED);
    }

    private boolean done(ConnectRest rest) {
        return rest.offsets(name).stream()
                .anyMatch(offset -> Boolean.TRUE.equals(offset.offset().get("done")));
    }

    private static List<Long> rows() {
        return LongStream.range(0, ROWS).mapToObj(row -> 1_000_000_000L + row).toList();
    }
}
