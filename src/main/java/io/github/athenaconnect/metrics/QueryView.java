package io.github.athenaconnect.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What a query, or one shard of it, tells of itself when it is asked. From any thread; quick, as operators ask often. */
public interface QueryView {
    /** What it is doing. */
    QueryState state();

    /** The present time, by the clock by which it waits. */
    Instant now();

    /** How many runs are due or under way. */
    long lag();

    /** When the next run starts that is not under way, which may have passed; empty if none will follow. */
    Optional<Instant> nextRun();

    /** How far the result has been read that is being read. */
    ReadProgress reading();

    /** How long ago a run was last delivered, or its task was started if none has been. */
    Duration sinceSuccess();

    /** What it may have scanned; empty if that is not limited. */
    Optional<Budget> budget();
}
