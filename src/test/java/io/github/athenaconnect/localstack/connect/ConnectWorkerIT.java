package io.github.athenaconnect.localstack.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.athenaconnect.localstack.kafka.Kafka;
import io.github.athenaconnect.localstack.kafka.TopicReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.common.IsolationLevel;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers of every kind run a plugin they know nothing of, and go on where the one before them stopped. */
class ConnectWorkerIT {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    @TempDir
    private static Path pluginPath;

    private static Kafka broker;

    @BeforeAll
    static void startBroker() {
        PluginJar.write(pluginPath, CountingSourceConnector.class, CountingSourceTask.class);
        broker = Kafka.start();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Test
    void aDistributedWorkerFindsThePluginAndDeliversItsRecordsInOrder() {
        try (ConnectWorker worker = ConnectWorker.distributed(properties("delivers"))) {
            assertThat(worker.rest().plugins())
                    .contains(new ConnectorPlugin(CountingSourceConnector.class.getName(), "source", "1.0"));

            worker.rest().create("delivers", counting("delivers", 25));

            assertThat(numbers("delivers", 25)).isEqualTo(upTo(25));
            assertThat(worker.rest().config("delivers")).containsEntry("count", "25");
        }
    }

    @Test
    void theCallersClassLoaderIsAsItWas() {
        ClassLoader before = Thread.currentThread().getContextClassLoader();

        ConnectWorker.distributed(properties("class-loader")).close();

        assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
    }

    @Test
    void refusalsCarryTheWorkersWords() {
        try (ConnectWorker worker = ConnectWorker.distributed(properties("refuses"))) {
            Map<String, String> wrong = counting("refuses", 1);
            wrong.put("name", "refuses");
            wrong.put("count", "many");

            assertThat(worker.rest().validate(wrong).errors())
                    .containsOnlyKeys("count")
                    .extractingByKey("count")
                    .asString()
                    .contains("many");
            assertThatThrownBy(() -> worker.rest().create("refuses", wrong))
                    .isInstanceOf(ConnectRestException.class)
                    .hasMessageContaining("answered with 400")
                    .hasMessageContaining("many");
        }
    }

    @Test
    void theNextWorkerGoesOnWhereThePreviousStopped() {
        try (ConnectWorker first = ConnectWorker.distributed(properties("restarts"))) {
            first.rest().create("restarts", counting("restarts", 10));
            numbers("restarts", 10);
        }
        try (ConnectWorker second = ConnectWorker.distributed(properties("restarts"))) {
            second.rest().configure("restarts", counting("restarts", 20));

            assertThat(numbers("restarts", 20)).isEqualTo(upTo(20));
        }
    }

    @Test
    void offsetsOfAStoppedConnectorAreReadChangedAndForgotten() {
        try (ConnectWorker worker = ConnectWorker.distributed(properties("offsets"))) {
            ConnectRest rest = worker.rest();
            rest.create("offsets", counting("offsets", 10));
            numbers("offsets", 10);
            rest.stop("offsets");
            await().atMost(LIMIT).until(() -> rest.status("offsets").stopped());

            ConnectorOffset committed = rest.offsets("offsets").get(0);
            assertThat(committed).isEqualTo(new ConnectorOffset(Map.of("counter", "numbers"), Map.of("next", 10)));

            rest.alterOffsets("offsets", List.of(new ConnectorOffset(committed.partition(), Map.of("next", 8))));
            assertThat(rest.offsets("offsets"))
                    .extracting(ConnectorOffset::offset)
                    .containsExactly(Map.of("next", 8));

            rest.resetOffsets("offsets");
            assertThat(rest.offsets("offsets")).isEmpty();
        }
    }

    @Test
    void pauseResumeRestartAndDeleteTakeEffect() {
        try (ConnectWorker worker = ConnectWorker.distributed(properties("lifecycle"))) {
            ConnectRest rest = worker.rest();
            rest.create("lifecycle", counting("lifecycle", 10));
            await().atMost(LIMIT).until(() -> rest.status("lifecycle").running());

            rest.pause("lifecycle");
            await().atMost(LIMIT)
                    .until(() -> rest.status("lifecycle").connector().state() == ConnectorStatus.State.PAUSED);
            rest.resume("lifecycle");
            await().atMost(LIMIT).until(() -> rest.status("lifecycle").running());
            rest.restart("lifecycle");
            await().atMost(LIMIT).until(() -> rest.status("lifecycle").running());
            rest.delete("lifecycle");
            await().atMost(LIMIT).until(() -> rest.connectors().isEmpty());
        }
    }

    @Test
    void killedProcessesNeitherLoseNorDoubleACommittedRecord() {
        WorkerProperties properties = properties("killed").exactlyOnce();
        Map<String, String> config = counting("killed", 400);
        config.put("batch.pause.ms", "50");
        try (WorkerProcess first = WorkerProcess.start(properties)) {
            first.rest().create("killed", config);
            numbers("killed", 50);
            first.kill();
            assertThat(first.report()).contains("not to be had");
        }
        long seen = numbers("killed", 1).size();
        assertThat(seen).isBetween(50L, 399L);
        try (WorkerProcess second = WorkerProcess.start(properties)) {
            assertThat(second.rest().connectors()).containsExactly("killed");
            assertThat(numbers("killed", 400)).isEqualTo(upTo(400));
            assertThat(second.report())
                    .contains("RUNNING", "{next=", "task-thread-killed-0", "Successfully joined group");
        }
    }

    @Test
    void aProcessThatCannotStartShowsItsLog() {
        assertThatThrownBy(() -> WorkerProcess.start(properties("broken").with("key.converter", "no.such.Converter")))
                .hasRootCauseMessage("The worker process ended before it had started")
                .cause()
                .hasMessageContaining("no.such.Converter");
    }

    @Test
    void aStandaloneWorkerRunsAPropertyFile(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("counting.properties");
        Files.writeString(file, """
                name=standalone
                connector.class=%s
                tasks.max=1
                topic=standalone
                count=15
                """.formatted(CountingSourceConnector.class.getName()));
        WorkerProperties properties = WorkerProperties.standalone(
                broker.bootstrapServers(), pluginPath, directory.resolve("standalone.offsets"));

        try (ConnectWorker worker = ConnectWorker.standalone(properties, file)) {
            assertThat(numbers("standalone", 15)).isEqualTo(upTo(15));
            assertThat(worker.rest().connectors()).containsExactly("standalone");
        }
    }

    private static WorkerProperties properties(String group) {
        return WorkerProperties.distributed(broker.bootstrapServers(), pluginPath, group);
    }

    private static Map<String, String> counting(String topic, int count) {
        return new HashMap<>(Map.of(
                "connector.class",
                CountingSourceConnector.class.getName(),
                "tasks.max",
                "1",
                "topic",
                topic,
                "count",
                Integer.toString(count)));
    }

    /** All numbers committed to the topic once there are at least {@code count}. */
    private static List<Long> numbers(String topic, int count) {
        try (TopicReader reader = new TopicReader(broker.bootstrapServers(), topic, IsolationLevel.READ_COMMITTED)) {
            reader.readCount(count, LIMIT);
            return reader.readToEnd(LIMIT).stream()
                    .map(record -> record.struct().getInt64("number"))
                    .toList();
        }
    }

    private static List<Long> upTo(int count) {
        return LongStream.range(0, count).boxed().toList();
    }
}
