package io.github.athenaconnect.metrics;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/**
 * Takes note of what becomes of a query, or of one shard of it. Mutable: it knows what was told so far. Told by batch, not by
 * row; from any thread, and read by any other.
 */
public final class QueryMeter {
    private final Map<QueryCount, LongAdder> counts = new EnumMap<>(QueryCount.class);
    private volatile Instant latestSuccess;
    private volatile ReadProgress reading = ReadProgress.NONE;

    /** One that has counted nothing, of a task that was started then. */
    public QueryMeter(Instant started) {
        this.latestSuccess = started;
        Stream.of(QueryCount.values()).forEach(count -> counts.put(count, new LongAdder()));
    }

    /** One more. */
    public void add(QueryCount count) {
        add(count, 1);
    }

    /** So many more; not negative. */
    public void add(QueryCount count, long more) {
        adder(count).add(more);
    }

    /** A run was delivered then. */
    public void succeeded(Instant then) {
        latestSuccess = then;
        add(QueryCount.RUNS_DELIVERED);
    }

    /** How far a result has been read by now. */
    public void reached(ReadProgress progress) {
        reading = progress;
    }

    /** What was counted so far. */
    public long total(QueryCount count) {
        return adder(count).sum();
    }

    /** When a run was last delivered, or the task was started. */
    public Instant latestSuccess() {
        return latestSuccess;
    }

    /** How far the result has been read that was read last. */
    public ReadProgress reading() {
        return reading;
    }

    private LongAdder adder(QueryCount count) {
        LongAdder adder = counts.get(count);
        if (adder == null) {
            throw new IllegalStateException("Every count has an adder, but " + count + " has none");
        }
        return adder;
    }
}
