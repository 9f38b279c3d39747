package io.github.athenaconnect.metrics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.metrics.JmxReporter;
import org.apache.kafka.common.metrics.KafkaMetricsContext;
import org.apache.kafka.common.metrics.MetricConfig;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.common.metrics.internals.PluginMetricsImpl;
import org.apache.kafka.common.utils.Time;

/** The metrics of a worker since Kafka 4.1, made as it makes them (org.apache.kafka.connect.runtime.ConnectMetrics), shown by JMX. */
public final class WorkersMetrics implements AutoCloseable {
    private final Metrics metrics = new Metrics(
            new MetricConfig(), List.of(new JmxReporter()), Time.SYSTEM, new KafkaMetricsContext("kafka.connect"));

    /** What it hands to a task. */
    public PluginMetrics ofTask(String connector, int task) {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("connector", connector);
        tags.put("task", Integer.toString(task));
        return new PluginMetricsImpl(metrics, tags);
    }

    @Override
    public void close() {
        metrics.close();
    }
}
