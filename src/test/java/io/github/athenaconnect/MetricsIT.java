package io.github.athenaconnect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.github.athenaconnect.localstack.environment.LocalEnvironment;
import io.github.athenaconnect.localstack.environment.LocalEnvironmentResolver;
import io.github.athenaconnect.localstack.shop.Shop;
import io.github.athenaconnect.metrics.Beans;
import io.github.athenaconnect.metrics.Exported;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a real worker shows of the packaged plugin: by JMX, and to Prometheus by the rules under {@code config/monitoring}. */
@ExtendWith(LocalEnvironmentResolver.class)
@Timeout(300)
class MetricsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Test
    void aConnectorsQueryIsShownWhileItIsThereAndNoLonger(LocalEnvironment environment) {
        // The exporter shows those of its own JVM; of any other worker CompatibilityIT looks at the MBeans.
        assumeThat(environment.worker().beans()).isSameAs(ManagementFactory.getPlatformMBeanServer());
        Deployment shop = Deployment.of("it-" + UUID.randomUUID(), environment.aws())
                .untried()
                .query("orders", "SELECT * FROM orders")
                .deploy(environment.rest());
        String task = "kafka.connect:type=plugins,connector=" + shop.name() + ",task=0";
        String query = task + ",query=orders";
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Beans.of(shop.name())).containsExactlyInAnyOrder(task, query));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Beans.attributes(query)).containsEntry("state-name", "finished"));

        // What was acknowledged is counted after the run is over, and a worker tells of its tasks when it comes to
        // that.
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Beans.attributes(query))
                        .containsEntry("rows-total", (long) Shop.ORDERS)
                        .containsEntry("executions-started-total", 1L)
                        .containsEntry("runs-delivered-total", 1L));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Exported.of(shop.name()))
                        .contains(
                                new Exported(
                                        "kafka_connect_athena_query_rows_total",
                                        Map.of("connector", shop.name(), "task", "0", "query", "orders"),
                                        Shop.ORDERS),
                                new Exported(
                                        "kafka_connect_worker_connector_tasks",
                                        Map.of("connector", shop.name(), "state", "running"),
                                        1),
                                new Exported(
                                        "kafka_connect_worker_connector_tasks",
                                        Map.of("connector", shop.name(), "state", "failed"),
                                        0)));

        environment.rest().delete(shop.name());
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Beans.of(shop.name())).isEmpty());
    }
}
