package io.github.athenaconnect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.athenaconnect.fake.FakeAthena;
import io.github.athenaconnect.metrics.Beans;
import io.github.athenaconnect.metrics.WorkersMetrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What operators see of a task by JMX, on workers with plugin metrics and on those before. */
@ParameterizedClass
@EnumSource
@Timeout(120)
class TaskMetricsTest {
    enum Worker {
        BEFORE_KAFKA_4_1,
        SINCE_KAFKA_4_1
    }

    @Parameter
    Worker age;

    private final String connector = "metrics-" + UUID.randomUUID();
    private final WorkersMetrics metrics = new WorkersMetrics();
    private final List<OrdersTask> tasks = new ArrayList<>();

    @AfterEach
    void end() {
        tasks.forEach(OrdersTask::close);
        metrics.close();
    }

    private OrdersTask task(String name, String... more) {
        String[] all = Arrays.copyOf(more, more.length + 2);
        all[more.length] = "name";
        all[more.length + 1] = name;
        OrdersTask task = new OrdersTask(all);
        tasks.add(task);
        if (age == Worker.SINCE_KAFKA_4_1) {
            task.worker.showing(metrics.ofTask(name, 0));
        }
        return task;
    }

    private String bean(String name) {
        return "kafka.connect:type=plugins,connector=" + name + ",task=0";
    }

    private Map<String, Object> ofOrders() {
        return Beans.attributes(bean(connector) + ",query=orders");
    }

    @Test
    void aRunIsCounted() {
        OrdersTask task = task(connector);
        task.worker.start().pollRows(5);
        await().until(() -> ofOrders().get("state-name").equals("waiting"));

        assertThat(ofOrders())
                .containsEntry("rows-total", 5L)
                .containsEntry("bytes-read-total", 25L)
                .containsEntry("executions-started-total", 1L)
                .containsEntry("executions-reattached-total", 0L)
                .containsEntry("executions-failed-total", 0L)
                .containsEntry("runs-delivered-total", 1L)
                .containsEntry("bytes-scanned-total", 1L)
                .containsEntry("throttles-total", 0L)
                .containsEntry("run-lag", 0L)
                .containsEntry("next-run-timestamp-seconds", 1772360100.0);
        assertThat((double) ofOrders().get("next-run-in-seconds")).isBetween(400.0, 480.0);
        assertThat((double) ofOrders().get("last-success-seconds-ago")).isBetween(0.0, 60.0);
        assertThat(Beans.attributes(bean(connector)))
                .containsEntry("queries", 1)
                .containsEntry("open-results", 0)
                .containsEntry("buffered-records", 0L);
    }

    @Test
    void whatWaitsForTheWorkerIsShown() {
        task(connector).worker.start();

        await().untilAsserted(() -> assertThat(Beans.attributes(bean(connector)))
                .containsEntry("buffered-records", 5L)
                .containsEntry("buffered-bytes", 25L));
    }

    @Test
    void theEndOfATaskTakesItsMetricsAwayHoweverOftenItIsStarted() {
        OrdersTask task = task(connector);
        for (int life = 0; life < 3; life++) {
            if (age == Worker.SINCE_KAFKA_4_1) {
                task.worker.showing(metrics.ofTask(connector, 0));
            }
            task.worker.start();
            assertThat(Beans.of(connector))
                    .containsExactlyInAnyOrder(bean(connector), bean(connector) + ",query=orders");

            task.worker.crash();
            assertThat(Beans.of(connector)).isEmpty();
        }
    }

    @Test
    void aTaskThatCannotStartShowsNothing() {
        OrdersTask task = task(connector, "query.orders.on.query.change", "fail");
        task.worker.alter("orders", Map.of("nonsense", true));

        assertThatThrownBy(task.worker::start).isInstanceOf(ConnectException.class);
        assertThat(Beans.of(connector)).isEmpty();
    }

    @Test
    void twoConnectorsAreToldApart() {
        task(connector).worker.start().pollRows(5);
        task(connector + "-too").rows(2).worker.start().pollRows(2);

        assertThat(ofOrders()).containsEntry("rows-total", 5L);
        assertThat(Beans.attributes(bean(connector + "-too") + ",query=orders")).containsEntry("rows-total", 2L);
    }

    @Test
    void aTaskWhosePredecessorStillHangsRunsAllTheSameAndIsShownLater() {
        OrdersTask hanging = task(connector);
        hanging.worker.start().pollRows(5);
        OrdersTask next = task(connector).rows(3);

        next.worker.start().pollRows(3);
        assertThat(ofOrders()).containsEntry("rows-total", 5L);

        hanging.close();
        assertThat(Beans.of(connector)).isEmpty();
        next.clock.move(Duration.ofSeconds(11));
        List<SourceRecord> unused = next.worker.poll();
        assertThat(ofOrders()).containsEntry("rows-total", 3L);
    }

    @Test
    void shardsAreToldApartAndAnExecutionIsCountedOnce() {
        OrdersTask task = task(
                connector,
                "query.orders.schedule",
                "once",
                "query.orders.shards",
                "2",
                "query.orders.result.format",
                "unload");
        new UnloadedRows(task.athena, task.s3, sql -> List.of("a", "b", "c"));
        task.worker.start().pollRows(3);

        String[] shards = {bean(connector) + ",query=orders,shard=1", bean(connector) + ",query=orders,shard=2"};
        assertThat(Beans.of(connector)).contains(shards);
        await().until(() -> Beans.attributes(shards[0]).get("state-name").equals("finished")
                && Beans.attributes(shards[1]).get("state-name").equals("finished"));
        assertThat(Beans.attributes(shards[0]))
                .containsEntry("rows-total", 2L)
                .containsEntry("executions-started-total", 1L)
                .containsEntry("bytes-scanned-total", 1L);
        assertThat(Beans.attributes(shards[1]))
                .containsEntry("rows-total", 1L)
                .containsEntry("executions-started-total", 0L)
                .containsEntry("executions-reattached-total", 1L)
                .containsEntry("bytes-scanned-total", 0L);
    }

    @Test
    void recordsThatDidNotGetIntoTheirTopicAreCounted() {
        OrdersTask task = task(connector);
        List<SourceRecord> records = task.worker.start().pollRows(5);
        task.worker.drop(records.get(0)).drop(records.get(3));
        task.worker.drop(new SourceRecord(Map.of("query", "another"), Map.of(), "t", null, null));

        assertThat(ofOrders()).containsEntry("records-dropped-total", 2L);
    }

    @Test
    void aRestartFindsTheExecutionAgainAndDoesNotCountWhatItScannedASecondTime() {
        OrdersTask task = task(connector);
        task.worker.start().pollRows(3);
        task.clock.move(Duration.ofSeconds(30));
        task.worker.commit(3).crash();
        if (age == Worker.SINCE_KAFKA_4_1) {
            task.worker.showing(metrics.ofTask(connector, 0));
        }
        task.worker.start().pollRows(2);

        assertThat(ofOrders())
                .containsEntry("rows-total", 2L)
                .containsEntry("executions-started-total", 0L)
                .containsEntry("executions-reattached-total", 1L)
                .containsEntry("bytes-scanned-total", 0L);
    }

    @Test
    void anExecutionUnderWayIsSeen() {
        OrdersTask task = task(connector);
        task.athena.nextGoes(FakeAthena.runsForEver());
        task.worker.start();

        await().untilAsserted(() -> assertThat(ofOrders())
                .containsEntry("state", 3)
                .containsEntry("state-name", "executing")
                .containsEntry("run-lag", 1L));
        task.clock.move(Duration.ofMinutes(10));
        assertThat(ofOrders()).containsEntry("run-lag", 2L);
        assertThat((double) ofOrders().get("next-run-in-seconds")).isNegative();
    }
}
