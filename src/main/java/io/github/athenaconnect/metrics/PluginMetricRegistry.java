package io.github.athenaconnect.metrics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The worker's own metrics, since Kafka 4.1 (KIP-877): every reporter of the worker has them, JMX among them. The worker adds the
 * tags of connector and task. Must not be loaded by a worker that has no such class.
 */
public final class PluginMetricRegistry implements MetricRegistry {
    private static final Logger log = LoggerFactory.getLogger(PluginMetricRegistry.class);

    private final PluginMetrics worker;

    /** Those that the worker hands to one task. */
    public PluginMetricRegistry(PluginMetrics worker) {
        this.worker = worker;
    }

    @Override
    public boolean add(MetricGroup group) {
        List<MetricName> added = new ArrayList<>();
        try {
            group.values().forEach((metric, value) -> {
                MetricName name = name(metric, group);
                worker.addMetric(name, (Gauge<Object>) (config, now) -> value.get());
                added.add(name);
            });
            return true;
        } catch (RuntimeException e) {
            added.forEach(this::remove);
            if (e instanceof IllegalArgumentException) {
                // The name is taken: by a task that has not ended.
                return false;
            }
            throw e;
        }
    }

    @Override
    public void remove(MetricGroup group) {
        group.values().keySet().forEach(metric -> remove(name(metric, group)));
    }

    private MetricName name(Metric metric, MetricGroup group) {
        MetricForm form = metric.form();
        return worker.metricName(form.name(), form.meaning(), new LinkedHashMap<>(group.tags()));
    }

    private void remove(MetricName name) {
        try {
            worker.removeMetric(name);
        } catch (IllegalArgumentException gone) {
            log.debug("Metric {} is not there any more", name, gone);
        }
    }
}
