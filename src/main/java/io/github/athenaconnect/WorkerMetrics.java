package io.github.athenaconnect;

import io.github.athenaconnect.metrics.JmxMetricRegistry;
import io.github.athenaconnect.metrics.MetricRegistry;
import io.github.athenaconnect.metrics.PluginMetricRegistry;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out where the metrics of a task are shown: in the worker's own since Kafka 4.1, in MBeans of ours before. */
final class WorkerMetrics {
    private static final Logger log = LoggerFactory.getLogger(WorkerMetrics.class);

    private WorkerMetrics() {}

    static MetricRegistry of(SourceTaskContext context, String connector, int task) {
        try {
            return SinceKafka41.registry(context).orElseGet(() -> ownBeans(connector, task));
        } catch (LinkageError olderWorker) {
            log.debug(
                    "The worker has no plugin metrics (before Kafka 4.1), so MBeans of the same names are registered.");
            return ownBeans(connector, task);
        }
    }

    private static MetricRegistry ownBeans(String connector, int task) {
        return new JmxMetricRegistry(ManagementFactory.getPlatformMBeanServer(), connector, task);
    }

    /** All that an older worker cannot link, in a class that is loaded when it is tried. */
    private static final class SinceKafka41 {
        /** A worker may answer null, as its interface does not rule it out. */
        static Optional<MetricRegistry> registry(SourceTaskContext context) {
            return Optional.ofNullable(context.pluginMetrics()).map(PluginMetricRegistry::new);
        }
    }
}
