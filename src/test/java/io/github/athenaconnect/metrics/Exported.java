package io.github.athenaconnect.metrics;

import io.prometheus.jmx.JmxCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.MalformedObjectNameException;

/**
 * One number as Prometheus' own exporter gives it of this JVM's MBeans by the rules under {@code config/monitoring}.
 *
 * @param name as Prometheus has it
 */
public record Exported(String name, Map<String, String> labels, double value) {
    private static final Path RULES = Path.of("config", "monitoring", "jmx-exporter.yml");

    /** All numbers of a connector. */
    public static List<Exported> of(String connector) {
        try {
            return new JmxCollector(RULES.toFile())
                    .register(new PrometheusRegistry()).collect().stream()
                            .flatMap(Exported::points)
                            .filter(point -> connector.equals(point.labels().get("connector")))
                            .toList();
        } catch (IOException | MalformedObjectNameException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Stream<Exported> points(MetricSnapshot metric) {
        return metric.getDataPoints().stream().flatMap(point -> point(metric, point));
    }

    /** The formats of Prometheus put the end of a counter's name behind it, which the model leaves out. */
    private static Stream<Exported> point(MetricSnapshot metric, DataPointSnapshot point) {
        String name = metric.getMetadata().getName();
        if (point instanceof CounterSnapshot.CounterDataPointSnapshot counter) {
            return Stream.of(new Exported(name + "_total", labels(point), counter.getValue()));
        }
        if (point instanceof GaugeSnapshot.GaugeDataPointSnapshot gauge) {
            return Stream.of(new Exported(name, labels(point), gauge.getValue()));
        }
        return Stream.of();
    }

    private static Map<String, String> labels(DataPointSnapshot point) {
        return point.getLabels().stream()
                .collect(Collectors.toMap(
                        label -> label.getName(), label -> label.getValue(), (one, other) -> one, TreeMap::new));
    }
}
