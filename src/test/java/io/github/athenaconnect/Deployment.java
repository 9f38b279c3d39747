package io.github.athenaconnect;

import io.github.athenaconnect.localstack.LocalStack;
import io.github.athenaconnect.localstack.connect.ConnectRest;
import io.github.athenaconnect.localstack.connect.ConnectorStatus;
import io.github.athenaconnect.localstack.kafka.TopicReader;
import io.github.athenaconnect.localstack.kafka.TopicRecord;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.IsolationLevel;
import org.awaitility.Awaitility;

/** One connector on the local stack, as its user writes it down and deploys it through REST. */
public record Deployment(String name, Map<String, String> config) {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    public Deployment {
        config = Map.copyOf(config);
    }

    /** A connector without queries yet. */
    public static Deployment of(String name, LocalStack aws) {
        return new Deployment(
                name,
                Map.ofEntries(
                        Map.entry("name", name),
                        Map.entry("connector.class", AthenaSourceConnector.class.getName()),
                        Map.entry("tasks.max", "1"),
                        Map.entry("aws.region", aws.region().id()),
                        Map.entry("aws.credentials.mode", "access_keys"),
                        Map.entry("aws.access.key.id", aws.accessKey().id()),
                        Map.entry("aws.secret.access.key", aws.accessKey().secret()),
                        Map.entry("aws.athena.endpoint", aws.athenaEndpoint().toString()),
                        Map.entry("aws.s3.endpoint", aws.s3Endpoint().toString()),
                        Map.entry("aws.sts.endpoint", aws.stsEndpoint().toString()),
                        Map.entry("aws.s3.path.style.access", "true"),
                        Map.entry("athena.database", "shop"),
                        // What a connector is asked before it is created, it is asked on a machine that may be busy.
                        Map.entry("validation.timeout.ms", "80000"),
                        Map.entry("athena.output.location", aws.outputLocation()),
                        Map.entry("queries", "")));
    }

    /** The same with one more query, whose topic is {@code <connector>.<query>}. */
    public Deployment query(String query, String sql) {
        String queries = config.get("queries");
        return with("queries", queries.isEmpty() ? query : queries + "," + query)
                .with("query." + query + ".sql", sql)
                .with("query." + query + ".topic", topic(query));
    }

    public Deployment with(String key, String value) {
        Map<String, String> changed = new HashMap<>(config);
        changed.put(key, value);
        return new Deployment(name, changed);
    }

    /** The same with more settings. */
    public Deployment withAll(Map<String, String> settings) {
        Map<String, String> changed = new HashMap<>(config);
        changed.putAll(settings);
        return new Deployment(name, changed);
    }

    /** The same, created without asking AWS first: what is wrong with it shows when it runs. */
    public Deployment untried() {
        return with("validation", "config");
    }

    public Deployment without(String key) {
        Map<String, String> changed = new HashMap<>(config);
        changed.remove(key);
        return new Deployment(name, changed);
    }

    public String topic(String query) {
        return name + "." + query;
    }

    public Deployment deploy(ConnectRest rest) {
        rest.create(name, config);
        return this;
    }

    /** The first {@code count} records of a query's topic, as a reader sees them that ignores open transactions. */
    List<TopicRecord> records(String bootstrapServers, String query, int count) {
        try (TopicReader reader = new TopicReader(bootstrapServers, topic(query), IsolationLevel.READ_COMMITTED)) {
            return reader.readCount(count, PATIENCE);
        }
    }

    /** The trace of the first task that fails, as the REST interface shows it. */
    String failure(ConnectRest rest) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .until(
                        () -> rest.status(name).tasks().stream()
                                .filter(task -> task.state() == ConnectorStatus.State.FAILED)
                                .map(ConnectorStatus.Part::trace)
                                .findFirst()
                                .orElse(""),
                        trace -> !trace.isEmpty());
    }
}
