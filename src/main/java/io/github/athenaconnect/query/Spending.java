package io.github.athenaconnect.query;

import java.time.Instant;

/**
 * What executions of a query have scanned in one period of its {@link ScanBudget}, that in which {@code until} lies.
 *
 * @param until when the latest of them was submitted, by Athena's clock: what was submitted up to then is counted
 * @param bytes that these have scanned, from 0
 * @param running how much of {@code bytes} is of the one that was submitted at {@code until}, if it had not ended by then and may
 *     scan more; from 0 to {@code bytes}
 */
public record Spending(Instant until, long bytes, long running) {
    /** Of a query that has had no execution. */
    public static final Spending NONE = new Spending(Instant.MIN, 0);

    /** Of executions that have all ended. */
    public Spending(Instant until, long bytes) {
        this(until, bytes, 0);
    }

    /** The same, of whose last execution so much may become more. */
    public Spending running(long part) {
        return new Spending(until, bytes, part);
    }

    /** Whether what an execution had scanned by then that was submitted at that instant is counted, and may be more by now. */
    public boolean isRunning(Instant submitted) {
        return running > 0 && submitted.equals(until);
    }

    /** The same without the execution that had not ended, to be counted as it stands now. */
    public Spending ended() {
        return new Spending(until.minusNanos(1), bytes - running);
    }

    /** Whether an execution that was submitted then need not be counted any more. */
    public boolean counts(Instant submitted) {
        return !submitted.isAfter(until);
    }

    /** What has been spent since the beginning of a period. */
    long since(Instant begin) {
        return until.isBefore(begin) ? 0 : bytes;
    }
}
