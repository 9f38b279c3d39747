package io.github.athenaconnect.bench;

import io.github.athenaconnect.AthenaSourceConnector;
import io.github.athenaconnect.AthenaSourceTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/** Reads some rows with the connector's own task, and then emits nothing but these. */
public final class ReadyRowsTask extends SourceTask {
    /** As many as the connector has in a batch by default. */
    private static final int BATCH = 2000;

    /** So many rows are there before the first is emitted. */
    static final int READY = 20_000;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private List<SourceRecord> ready = List.of();
    private long left;
    private int next;

    @Override
    public String version() {
        return "1.0";
    }

    @Override
    public void start(Map<String, String> properties) {
        left = Long.parseLong(properties.get(ReadyRowsConnector.ROWS));
        Map<String, String> configured = new HashMap<>(properties);
        configured.remove(ReadyRowsConnector.ROWS);
        AthenaSourceConnector connector = new AthenaSourceConnector();
        connector.start(configured);
        AthenaSourceTask reading = new AthenaSourceTask();
        reading.initialize(new NothingStored(configured));
        reading.start(connector.taskConfigs(1).get(0));
        try {
            ready = read(reading);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectException("Interrupted before " + READY + " rows were there", e);
        } finally {
            reading.stop();
        }
    }

    private static List<SourceRecord> read(AthenaSourceTask reading) throws InterruptedException {
        List<SourceRecord> rows = new ArrayList<>();
        long begin = System.nanoTime();
        while (rows.size() < READY) {
            if (System.nanoTime() - begin > PATIENCE.toNanos()) {
                throw new ConnectException("Expected " + READY + " rows within " + PATIENCE.toSeconds()
                        + " seconds, found " + rows.size());
            }
            List<SourceRecord> polled = reading.poll();
            if (polled != null) {
                rows.addAll(polled);
            }
        }
        return List.copyOf(rows.subList(0, READY));
    }

    @Override
    public List<SourceRecord> poll() {
        if (left == 0) {
            LockSupport.parkNanos(50_000_000);
            return null;
        }
        int size = (int) Math.min(BATCH, left);
        List<SourceRecord> batch = new ArrayList<>(size);
        for (int record = 0; record < size; record++) {
            batch.add(again(ready.get(next)));
            next = (next + 1) % READY;
        }
        left -= size;
        return batch;
    }

    /** The worker may not meet the same record twice; its value it may. */
    private static SourceRecord again(SourceRecord record) {
        return new SourceRecord(
                record.sourcePartition(),
                record.sourceOffset(),
                record.topic(),
                null,
                record.keySchema(),
                record.key(),
                record.valueSchema(),
                record.value());
    }

    @Override
    public void stop() {
        // Nothing is held.
    }

    /** A worker that has stored nothing. */
    record NothingStored(Map<String, String> configs) implements SourceTaskContext, OffsetStorageReader {
        @Override
        public OffsetStorageReader offsetStorageReader() {
            return this;
        }

        @Override
        public <T> Map<String, Object> offset(Map<String, T> partition) {
            return null;
        }

        @Override
        public <T> Map<Map<String, T>, Map<String, Object>> offsets(Collection<Map<String, T>> partitions) {
            return Map.of();
        }

        @Override
        public PluginMetrics pluginMetrics() {
            return null;
        }
    }
}
