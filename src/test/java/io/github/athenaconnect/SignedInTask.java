package io.github.athenaconnect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.athenaconnect.aws.AwsClients;
import io.github.athenaconnect.config.ConnectorSettings;
import io.github.athenaconnect.localstack.LocalStack;
import io.github.athenaconnect.localstack.shop.Shop;
import io.github.athenaconnect.metrics.Beans;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/** A connector on the local stack that signs in as its configuration says, with AWS clients of its own. */
final class SignedInTask implements AutoCloseable {
    /** The orders that are there from the start; other tests may have added some. */
    static final List<Long> ORDER_IDS =
            LongStream.rangeClosed(1001, 1000 + Shop.ORDERS).boxed().toList();

    private static final String SQL = "SELECT order_id FROM orders WHERE order_id <= " + (1000 + Shop.ORDERS);
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final Map<String, String> properties;
    private final InProcessWorker worker;
    private List<SourceRecord> run = List.of();

    private SignedInTask(Map<String, String> properties) {
        this.properties = properties;
        this.worker = new InProcessWorker(
                properties, new Wiring(settings -> AwsClients.open(settings, "identity-test"), InstantSource.system()));
    }

    /** Runs every few seconds under a name nobody had before: Athena hands a known execution to whoever asks for it again. */
    static SignedInTask of(LocalStack aws, Map<String, String> identity) {
        String name = "identity-" + UUID.randomUUID();
        Map<String, String> properties = new HashMap<>(Deployment.of(name, aws)
                .query("orders", SQL)
                .with("query.orders.schedule", INTERVAL.toString())
                .with("query.orders.headers", "provenance")
                .config());
        properties.remove("aws.access.key.id");
        properties.remove("aws.secret.access.key");
        properties.putAll(identity);
        return new SignedInTask(properties);
    }

    SignedInTask start() {
        worker.start();
        return this;
    }

    /** The ids of the next run, in order. */
    List<Long> nextRun() {
        run = worker.pollRows(Shop.ORDERS);
        List<Long> ids = run.stream().map(SignedInTask::orderId).sorted().toList();
        worker.commit();
        return ids;
    }

    /**
     * All that can be seen of the task while it runs, but for its log: its metrics with their tags, the names of all threads, its
     * settings, and the records of its last run with headers and offsets.
     */
    String shown() {
        Map<String, Map<String, Object>> metrics =
                Beans.of(properties.get("name")).stream().collect(Collectors.toMap(name -> name, Beans::attributes));
        assertThat(metrics).as("metrics of the task").isNotEmpty();
        assertThat(run).first().satisfies(record -> assertThat(record.headers()).isNotEmpty());
        return "%s%n%s%n%s%n%s"
                .formatted(metrics, Thread.getAllStackTraces().keySet(), ConnectorSettings.parse(properties), run);
    }

    /** What the worker logs of the task's failure: message, causes, all. */
    String failure() {
        RuntimeException failure = catchThrowableOfType(RuntimeException.class, () -> {
            start();
            nextRun();
        });
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }

    /** What validation finds wrong, by key. */
    Map<String, List<String>> findings() {
        Map<String, List<String>> findings = new HashMap<>();
        for (ConfigValue value :
                new AthenaSourceConnector().validate(properties).configValues()) {
            if (!value.errorMessages().isEmpty()) {
                findings.put(value.name(), value.errorMessages());
            }
        }
        return findings;
    }

    @Override
    public void close() {
        worker.close();
    }

    private static long orderId(SourceRecord record) {
        return ((Struct) record.value()).getInt64("order_id");
    }
}
