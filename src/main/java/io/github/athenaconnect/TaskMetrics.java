package io.github.athenaconnect;

import io.github.athenaconnect.flow.Pump;
import io.github.athenaconnect.flow.QueryFlow;
import io.github.athenaconnect.metrics.MetricGroup;
import io.github.athenaconnect.metrics.MetricRegistry;
import io.github.athenaconnect.metrics.QueryCount;
import io.github.athenaconnect.metrics.QueryMeter;
import io.github.athenaconnect.metrics.ShownMetrics;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * What is shown of a running task. Safe for several threads.
 *
 * @param shown all of it
 * @param meters what counts each query and shard, by the source partition of its records
 */
record TaskMetrics(ShownMetrics shown, Map<Map<String, String>, QueryMeter> meters) implements AutoCloseable {
    static TaskMetrics show(MetricRegistry registry, List<QueryFlow> flows, Pump pump, InstantSource clock) {
        List<MetricGroup> groups = Stream.concat(
                        Stream.of(pump.metrics()), flows.stream().map(QueryFlow::metrics))
                .toList();
        return new TaskMetrics(
                ShownMetrics.of(registry, groups, clock),
                flows.stream().collect(Collectors.toUnmodifiableMap(QueryFlow::partition, QueryFlow::meter)));
    }

    /** A record did not get into its topic. */
    void dropped(SourceRecord record) {
        Optional.ofNullable(record.sourcePartition())
                .map(meters::get)
                .ifPresent(meter -> meter.add(QueryCount.RECORDS_DROPPED));
    }

    /** Shows what another task kept from being shown; to be called now and then. */
    void complete() {
        shown.complete();
    }

    @Override
    public void close() {
        shown.close();
    }
}
