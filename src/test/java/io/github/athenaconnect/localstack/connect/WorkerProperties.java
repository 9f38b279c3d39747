package io.github.athenaconnect.localstack.connect;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/**
 * The settings of a worker, as its property file would hold them. Immutable.
 *
 * @param values keys and values as the documentation of Kafka Connect has them
 */
public record WorkerProperties(Map<String, String> values) {

    public WorkerProperties {
        values = Map.copyOf(values);
    }

    /**
     * A member of the Connect cluster {@code group}, whose internal topics are named after it: workers with the same group
     * go on where the others stopped.
     */
    public static WorkerProperties distributed(String bootstrapServers, Path pluginPath, String group) {
        return common(bootstrapServers, pluginPath)
                .with("group.id", group)
                .with("config.storage.topic", group + "-configs")
                .with("config.storage.replication.factor", "1")
                .with("offset.storage.topic", group + "-offsets")
                .with("offset.storage.replication.factor", "1")
                .with("offset.storage.partitions", "1")
                .with("status.storage.topic", group + "-status")
                .with("status.storage.replication.factor", "1")
                .with("status.storage.partitions", "1")
                // After a kill the next worker gets the tasks as soon as the group has missed the dead one, not in 300
                // s.
                .with("scheduled.rebalance.max.delay.ms", "0")
                // Before a task with exactly-once support starts, the worker reads its configuration topic to the
                // end. If that takes longer than this, as on a machine that stands still, the task fails for good.
                .with("worker.sync.timeout.ms", "60000")
                .with("session.timeout.ms", "3000")
                .with("heartbeat.interval.ms", "500");
    }

    /** A worker on its own, with its offsets in {@code offsetFile}. */
    public static WorkerProperties standalone(String bootstrapServers, Path pluginPath, Path offsetFile) {
        return common(bootstrapServers, pluginPath).with("offset.storage.file.filename", offsetFile.toString());
    }

    private static WorkerProperties common(String bootstrapServers, Path pluginPath) {
        return new WorkerProperties(Map.ofEntries(
                Map.entry("bootstrap.servers", bootstrapServers),
                Map.entry("plugin.path", pluginPath.toString()),
                // Scanning every class of the class path takes three seconds; it is also how broken manifests stay
                // unseen.
                Map.entry("plugin.discovery", "service_load"),
                Map.entry("key.converter", "org.apache.kafka.connect.json.JsonConverter"),
                Map.entry("value.converter", "org.apache.kafka.connect.json.JsonConverter"),
                Map.entry("offset.flush.interval.ms", "1000"),
                // A task that is stopped, and an offset that is stored, have so long. After it the worker gives both
                // up, and the
                // next task delivers again what this one did. Connect's five seconds are soon over on a machine that
                // stands
                // still.
                Map.entry("task.shutdown.graceful.timeout.ms", "60000"),
                Map.entry("offset.flush.timeout.ms", "60000"),
                Map.entry("config.providers", "file"),
                Map.entry("config.providers.file.class", "org.apache.kafka.common.config.provider.FileConfigProvider"),
                Map.entry("listeners", "http://127.0.0.1:0")));
    }

    /** The same worker, able to write a source's records and offsets in one transaction. */
    public WorkerProperties exactlyOnce() {
        return with("exactly.once.source.support", "enabled");
    }

    /** The same worker with its REST interface on {@code port} of 127.0.0.1; 0 takes a free one. */
    public WorkerProperties restPort(int port) {
        return with("listeners", "http://127.0.0.1:" + port);
    }

    /** The same worker with one more setting, or another value for one it has. */
    public WorkerProperties with(String key, String value) {
        Map<String, String> changed = new HashMap<>(values);
        changed.put(key, value);
        return new WorkerProperties(changed);
    }

    /** The same worker without a setting, so that it has Connect's default. */
    public WorkerProperties without(String key) {
        Map<String, String> changed = new HashMap<>(values);
        changed.remove(key);
        return new WorkerProperties(changed);
    }

    /** The same worker with all of {@code settings} in place of its own. */
    public WorkerProperties with(Properties settings) {
        Map<String, String> changed = new HashMap<>(values);
        settings.stringPropertyNames().forEach(key -> changed.put(key, settings.getProperty(key)));
        return new WorkerProperties(changed);
    }

    Path pluginPath() {
        return Path.of(values.get("plugin.path"));
    }

    Properties asProperties() {
        Properties properties = new Properties();
        properties.putAll(values);
        return properties;
    }
}
