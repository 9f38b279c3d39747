package io.github.athenaconnect.bench;

import io.github.athenaconnect.AthenaSourceConnector;
import io.github.athenaconnect.AthenaSourceTask;
import io.github.athenaconnect.Deployment;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/** The only task of a connector without a worker: its records are taken as fast as it reads them, and go nowhere. */
final class DirectTask implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final AthenaSourceTask task = new AthenaSourceTask();

    private DirectTask(Deployment deployment, Map<String, ?> stored) {
        AthenaSourceConnector connector = new AthenaSourceConnector();
        connector.start(deployment.config());
        task.initialize(new Context(deployment.config(), stored));
        task.start(connector.taskConfigs(1).get(0));
    }

    /** Starts a task whose queries have never run. */
    static DirectTask start(Deployment deployment) {
        return new DirectTask(deployment, Map.of());
    }

    /** Starts a task whose only query stands at an offset. */
    static DirectTask resume(Deployment deployment, Map<String, ?> stored) {
        return new DirectTask(deployment, stored);
    }

    /** The next records, at least one. */
    List<SourceRecord> take() throws InterruptedException {
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < PATIENCE.toNanos()) {
            List<SourceRecord> records = task.poll();
            if (records != null) {
                return records;
            }
        }
        throw new IllegalStateException("Expected a record within " + PATIENCE.toSeconds() + " seconds, found none");
    }

    /**
     * Takes so many records.
     *
     * @return how the ones behind the first batch came; what is before them is not reading
     */
    Delivery takeAll(long rows) throws InterruptedException {
        long first = take().size();
        long steady = System.nanoTime();
        long taken = first;
        while (taken < rows) {
            taken += take().size();
        }
        long end = System.nanoTime();
        return new Delivery(taken - first, Math.max(1, end - steady));
    }

    /** The offset of the record with such a number, from 1. */
    Map<String, ?> offsetOf(long number) throws InterruptedException {
        List<SourceRecord> batch = take();
        long before = 0;
        while (before + batch.size() < number) {
            before += batch.size();
            batch = take();
        }
        return batch.get((int) (number - before) - 1).sourceOffset();
    }

    @Override
    public void close() {
        task.stop();
    }

    /** A worker that has stored nothing, or one offset of a query without shards. */
    private record Context(Map<String, String> configs, Map<String, ?> stored)
            implements SourceTaskContext, OffsetStorageReader {
        @Override
        public OffsetStorageReader offsetStorageReader() {
            return this;
        }

        @Override
        public <T> Map<String, Object> offset(Map<String, T> partition) {
            return stored.isEmpty() || partition.size() > 1 ? null : new HashMap<>(stored);
        }

        @Override
        public <T> Map<Map<String, T>, Map<String, Object>> offsets(Collection<Map<String, T>> partitions) {
            Map<Map<String, T>, Map<String, Object>> offsets = new HashMap<>();
            for (Map<String, T> partition : partitions) {
                Map<String, Object> offset = offset(partition);
                if (offset != null) {
                    offsets.put(partition, offset);
                }
            }
            return offsets;
        }

        @Override
        public PluginMetrics pluginMetrics() {
            return null;
        }
    }
}
