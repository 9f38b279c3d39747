package io.github.athenaconnect.query;

import java.time.Instant;

/**
 * What executions of a query have scanned in one period of its {@link ScanBudget}, that in which {@code until} lies.
 *
 * @param until when the latest of them was submitted, by Athena's clock: what was submitted up to then is counted
 * @param bytes that these have scanned, from 0
 */
public record Spending(Instant until, long bytes) {
    /** Of a query that has had no execution. */
    public static final Spending NONE = new Spending(Instant.MIN, 0);

    /** Whether an execution that was submitted then need not be counted any more. */
    public boolean counts(Instant submitted) {
        return !submitted.isAfter(until);
    }

    /** What has been spent since the beginning of a period. */
    long since(Instant begin) {
        return until.isBefore(begin) ? 0 : bytes;
    }
}
