package io.github.athenaconnect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.athenaconnect.localstack.LocalStack;
import io.github.athenaconnect.localstack.connect.ConnectRest;
import io.github.athenaconnect.localstack.connect.ConnectorOffset;
import io.github.athenaconnect.localstack.connect.WorkerProcess;
import io.github.athenaconnect.localstack.connect.WorkerProperties;
import io.github.athenaconnect.localstack.environment.LocalEnvironment;
import io.github.athenaconnect.localstack.environment.LocalEnvironmentResolver;
import io.github.athenaconnect.localstack.http.StallingProxy;
import io.github.athenaconnect.localstack.http.StallingProxy.Stall;
import io.github.athenaconnect.localstack.shop.Shop;
import java.lang.management.ManagementFactory;
import java.lang.management.RuntimeMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.LongStream;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import org.apache.kafka.common.utils.AppInfoParser;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What a version of Connect or of Java could do otherwise, beside the tests of other classes that are tagged
 * {@code compatibility}: the few that the build runs on every version that it supports.
 */
@Tag("compatibility")
@ExtendWith(LocalEnvironmentResolver.class)
@Timeout(600)
class CompatibilityIT {
    private static final int ROWS = 20_000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Or a run of another version would be one of this version, and as green. */
    @Test
    void theWorkerIsTheOneThatWasChosen(LocalEnvironment environment) throws Exception {
        RuntimeMXBean jvm = ManagementFactory.newPlatformMXBeanProxy(
                environment.worker().beans(), ManagementFactory.RUNTIME_MXBEAN_NAME, RuntimeMXBean.class);

        assertThat(environment.rest().version()).isEqualTo(chosen("connect.version", AppInfoParser.getVersion()));
        assertThat(Path.of(jvm.getSystemProperties().get("java.home")).toRealPath())
                .isEqualTo(Path.of(chosen("worker.java.home", System.getProperty("java.home")))
                        .toRealPath());
        System.out.printf("Connect %s on Java %s%n", environment.rest().version(), jvm.getVmVersion());
    }

    /** Surefire hands on what was left empty. */
    private static String chosen(String property, String otherwise) {
        String value = System.getProperty(property, "");
        return value.isBlank() ? otherwise : value;
    }

    @Test
    void aKilledWorkersTransactionsAreGoneOnWithRowForRow(LocalEnvironment environment) {
        String name = "killed-" + UUID.randomUUID();
        LocalStack aws = environment.aws();
        try (StallingProxy s3 = StallingProxy.before(aws.s3Endpoint())) {
            Deployment deployment = Deployment.of(name, aws)
                    .untried()
                    .with("aws.s3.endpoint", s3.endpoint().toString())
                    .with("transaction.boundary", "connector")
                    .with("transaction.max.rows", "4000")
                    // In the topic of all connectors a worker waits for the dead one's transaction until it times out.
                    .with("offsets.storage.topic", name + ".offsets")
                    .query("big", "SELECT * FROM synthetic.rows_" + ROWS + " /* " + name + " */");
            WorkerProperties properties = environment.worker(name).exactlyOnce();
            s3.stall(Stall.MID_BODY, 1_000_000);
            try (WorkerProcess first = WorkerProcess.start(properties)) {
                deployment.deploy(first.rest());
                await().atMost(PATIENCE).until(() -> storedRow(first.rest(), name) > 0);
                first.kill();
            }
            s3.release();

            try (WorkerProcess second = WorkerProcess.start(properties)) {
                assertThat(deployment.records(environment.broker().bootstrapServers(), "big", ROWS).stream()
                                .map(row -> row.struct().getInt64("id")))
                        .containsExactlyElementsOf(LongStream.range(0, ROWS)
                                .mapToObj(row -> 1_000_000_000L + row)
                                .toList());
                assertThat(storedRow(second.rest(), name)).isPositive();
            }
        }
        assertThat(aws.athena().started().stream()
                        .filter(execution -> execution.request().queryString().contains(name)))
                .hasSize(1);
    }

    /** By the worker's own metrics or by MBeans of the connector, as the worker can. */
    @Test
    void aQueryIsShownUnderTheSameNames(LocalEnvironment environment) throws Exception {
        String name = "shown-" + UUID.randomUUID();
        Deployment.of(name, environment.aws())
                .untried()
                .query("orders", "SELECT * FROM orders")
                .deploy(environment.rest());
        ObjectName query = new ObjectName("kafka.connect:type=plugins,connector=" + name + ",task=0,query=orders");
        MBeanServerConnection beans = environment.worker().beans();

        await().atMost(PATIENCE)
                .until(() -> beans.isRegistered(query)
                        && beans.getAttribute(query, "state-name").equals("finished")
                        && beans.getAttribute(query, "rows-total").equals((long) Shop.ORDERS));

        environment.rest().delete(name);
        await().atMost(PATIENCE).until(() -> !beans.isRegistered(query));
    }

    private static long storedRow(ConnectRest worker, String name) {
        return worker.offsets(name).stream()
                .map(ConnectorOffset::offset)
                .mapToLong(offset -> ((Number) offset.getOrDefault("row", 0L)).longValue())
                .sum();
    }
}
