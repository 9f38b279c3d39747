package io.github.athenaconnect;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.jspecify.annotations.Nullable;

/**
 * One task: runs its share of the connector's queries.
 *
 * <p>Connect creates it empty and starts it later; what is started is a {@link RunningTask}.
 */
public final class AthenaSourceTask extends SourceTask {
    private final Wiring wiring;
    private volatile @Nullable RunningTask running;

    /** For Connect. */
    public AthenaSourceTask() {
        this(Wiring.toAws());
    }

    AthenaSourceTask(Wiring wiring) {
        this.wiring = wiring;
    }

    @Override
    public String version() {
        return Version.current();
    }

    @Override
    public void start(Map<String, String> properties) {
        running = wiring.start(properties, context);
    }

    @Override
    public @Nullable List<SourceRecord> poll() throws InterruptedException {
        RunningTask task = running;
        return task == null ? null : task.poll();
    }

    /**
     * Comes from the producer's thread too. Without metadata the record is not in its topic, and nothing else tells: a
     * transformation has dropped it or, with {@code errors.tolerance=all}, a converter or the broker has refused it.
     */
    @Override
    public void commitRecord(SourceRecord record, @Nullable RecordMetadata metadata) {
        RunningTask task = running;
        if (metadata == null && task != null) {
            task.dropped(record);
        }
    }

    /** Comes from whichever thread commits, and without exactly-once support also when nothing new was stored. */
    @Override
    public void commit() {
        RunningTask task = running;
        if (task != null) {
            task.committed();
        }
    }

    /** Connect calls this on the task's own thread once poll has returned, or on another one; both are fine. */
    @Override
    public void stop() {
        RunningTask task = running;
        running = null;
        if (task != null) {
            task.close();
        }
    }
}
