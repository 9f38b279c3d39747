package io.github.athenaconnect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.github.athenaconnect.localstack.LocalStack;
import io.github.athenaconnect.localstack.connect.ConnectRest;
import io.github.athenaconnect.localstack.connect.ConnectWorker;
import io.github.athenaconnect.localstack.connect.ConnectorStatus;
import io.github.athenaconnect.localstack.connect.WorkerProperties;
import io.github.athenaconnect.localstack.environment.LocalEnvironment;
import io.github.athenaconnect.localstack.environment.LocalEnvironmentResolver;
import io.github.athenaconnect.localstack.kafka.BrokerOnSmallDisk;
import io.github.athenaconnect.localstack.kafka.TopicReader;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.apache.kafka.common.IsolationLevel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A broker whose disk is full ends, and comes back with a larger one: what the connector delivers goes on as if nothing had been.
 *
 * <p>Left out of the build, as not every machine lets anybody mount; {@code mvn verify -Dit.test=FullDiskIT} runs it.
 */
@ExtendWith(LocalEnvironmentResolver.class)
@Timeout(600)
class FullDiskIT {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final int ROWS = 150_000;

    private final String name = "disk-" + UUID.randomUUID();

    @Test
    void aBrokerWhoseDiskIsFullLosesNoRowAndDoublesNone(LocalEnvironment shared) {
        assumeThat(BrokerOnSmallDisk.isPossible())
                .as("mounting is allowed here")
                .isTrue();
        LocalStack aws = shared.aws();
        try (BrokerOnSmallDisk broker = BrokerOnSmallDisk.start("24m");
                ConnectWorker worker = ConnectWorker.distributed(
                        WorkerProperties.distributed(broker.bootstrapServers(), LocalEnvironment.pluginPath(), "disk")
                                .exactlyOnce())) {
            ConnectRest rest = worker.rest();
            Deployment deployment = Deployment.of(name, aws)
                    .query("big", "SELECT * FROM synthetic.rows_" + ROWS + " /* " + name + " */")
                    .untried()
                    .deploy(rest);
            await().atMost(PATIENCE).until(broker::hasFilledItsDisk);

            broker.enlarge();
            awaitEnd(rest);

            assertThat(ids(broker, deployment)).isEqualTo(rows());
            assertThat(aws.athena().started().stream()
                            .filter(execution ->
                                    execution.request().queryString().contains(name)))
                    .hasSize(1);
        }
    }

    /** A producer waits for two minutes, in which the broker should be there again; where it was not, the task is restarted. */
    private void awaitEnd(ConnectRest rest) {
        await().atMost(PATIENCE).ignoreExceptions().until(() -> {
            if (rest.status(name).tasks().stream().anyMatch(task -> task.state() == ConnectorStatus.State.FAILED)) {
                rest.restart(name);
            }
            return rest.offsets(name).stream()
                    .anyMatch(offset -> Boolean.TRUE.equals(offset.offset().get("done")));
        });
    }

    private static List<Long> ids(BrokerOnSmallDisk broker, Deployment deployment) {
        try (TopicReader reader =
                new TopicReader(broker.bootstrapServers(), deployment.topic("big"), IsolationLevel.READ_COMMITTED)) {
            return reader.readToEnd(PATIENCE).stream()
                    .map(record -> ((Number) record.struct().get("id")).longValue())
                    .toList();
        }
    }

    private static List<Long> rows() {
        return LongStream.range(0, ROWS).mapToObj(row -> 1_000_000_000L + row).toList();
    }
}
