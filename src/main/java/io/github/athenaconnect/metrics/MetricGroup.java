package io.github.athenaconnect.metrics;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * Metrics that are told apart from others of the same names by the same tags, and so are one MBean.
 *
 * @param tags in the order in which a name has them, behind those of connector and task
 * @param values where each value is had from, by any thread
 */
public record MetricGroup(Map<String, String> tags, Map<Metric, Supplier<Object>> values) {
    public MetricGroup {
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /**
     * What is told of a query.
     *
     * @param shard its number, from 1, if this is one of its shards
     */
    public static MetricGroup ofQuery(String query, OptionalInt shard, QueryMeter meter, QueryView view) {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("query", query);
        shard.ifPresent(number -> tags.put("shard", Integer.toString(number)));
        Map<Metric, Supplier<Object>> values = new LinkedHashMap<>();
        for (QueryCount count : QueryCount.values()) {
            values.put(count, () -> meter.total(count));
        }
        for (QueryGauge gauge : QueryGauge.values()) {
            values.put(gauge, () -> gauge.of(view));
        }
        return new MetricGroup(tags, values);
    }

    /** What is told of a task as a whole. */
    public static MetricGroup ofTask(TaskView view) {
        Map<Metric, Supplier<Object>> values = new LinkedHashMap<>();
        for (TaskGauge gauge : TaskGauge.values()) {
            values.put(gauge, () -> gauge.of(view));
        }
        return new MetricGroup(Map.of(), values);
    }
}
