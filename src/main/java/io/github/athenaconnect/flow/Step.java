package io.github.athenaconnect.flow;

import java.time.Instant;
import java.util.List;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * The outcome of one step.
 *
 * @param next the phase that follows
 * @param notBefore when to take the next step; {@link Instant#MIN} for at once
 * @param records what the step read, in order; mostly empty
 * @param bytes the size in the result of the rows that the step read
 * @param awaitsWorker whether the next step waits until the worker has taken these records, if there were any: where a run
 *     ended with them, and where they are a transaction
 * @param marker whether only the offset of these records counts
 */
record Step(
        Phase next, Instant notBefore, List<SourceRecord> records, long bytes, boolean awaitsWorker, boolean marker) {
    static Step to(Phase next) {
        return to(next, Instant.MIN);
    }

    static Step to(Phase next, Instant notBefore) {
        return new Step(next, notBefore, List.of(), 0, false, false);
    }

    static Step deliver(List<SourceRecord> records, long bytes, Phase next) {
        return new Step(next, Instant.MIN, records, bytes, false, false);
    }

    /** The same where the records are a transaction: no second one of the query is to wait in memory behind the first. */
    static Step deliverWhole(List<SourceRecord> records, long bytes, Phase next) {
        return new Step(next, Instant.MIN, records, bytes, true, false);
    }

    static Step end(List<SourceRecord> records, long bytes, Phase next) {
        return deliverWhole(records, bytes, next);
    }

    static Step mark(SourceRecord marker, Phase next) {
        return new Step(next, Instant.MIN, List.of(marker), 0, true, true);
    }

    /** Whether something got done; opening a result is not enough, as only its rows show that it can be read. */
    boolean isProgress() {
        return !records.isEmpty() || bytes > 0 || !(awaitsOpening() || leavesResultOpen());
    }

    /** Whether the next step waits for what the clock is to show; otherwise it waits for time to pass. */
    boolean awaitsClock() {
        return next instanceof Waiting || next instanceof AwaitingBudget;
    }

    /** Whether there is a result to be opened, but nobody has said yet that it may be, which has no time. */
    boolean awaitsOpening() {
        return next instanceof Opening && notBefore.equals(Instant.MIN);
    }

    /** Whether a result is open behind it. */
    boolean leavesResultOpen() {
        return next instanceof Reading;
    }

    /**
     * Whether a result that was open is open still, or about to be opened: again, where its reading broke off, or at last, where
     * that waits for the quota.
     */
    boolean keepsResult() {
        return leavesResultOpen()
                || next instanceof Opening
                || (next instanceof Executing executing && executing.resumes());
    }
}
