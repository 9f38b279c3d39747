package io.github.athenaconnect.query;

import io.github.athenaconnect.schedule.Schedule;
import java.time.Instant;

/**
 * How many bytes the executions of a query may scan in a period.
 *
 * <p>An execution counts in the period in which it was submitted, whenever it ends and whoever looks: a restarted worker
 * finds the same sum.
 *
 * @param bytes after which no further execution is started; the last one may go beyond them
 * @param periods whose due instants are where one ends and the next begins
 */
public record ScanBudget(long bytes, Schedule periods) {
    /** When the period of an instant began. */
    public Instant since(Instant now) {
        return periods.latestDue(now).orElse(Instant.MIN);
    }

    /** When the budget begins anew; {@link Instant#MAX} if it never does. */
    public Instant until(Instant now) {
        return periods.nextAfter(now).orElse(Instant.MAX);
    }

    /** What may still be scanned now, from 0. */
    public long left(Spending spent, Instant now) {
        return Math.max(0, bytes - spent.since(since(now)));
    }

    /** What is spent with one more execution; one of an earlier period adds nothing. */
    public Spending add(Spending earlier, Instant submitted, long scannedBytes) {
        if (submitted.isBefore(earlier.until()) && submitted.isBefore(since(earlier.until()))) {
            return earlier;
        }
        long before = earlier.since(since(submitted));
        long sum = before > Long.MAX_VALUE - scannedBytes ? Long.MAX_VALUE : before + scannedBytes;
        return new Spending(earlier.counts(submitted) ? earlier.until() : submitted, sum);
    }
}
