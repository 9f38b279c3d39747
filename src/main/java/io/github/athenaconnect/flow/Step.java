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
 * @param endsRun whether a run ended with these records, if there were any, so that the next one waits until the worker
 *     has taken them
 * @param marker whether only the offset of these records counts
 */
record Step(Phase next, Instant notBefore, List<SourceRecord> records, long bytes, boolean endsRun, boolean marker) {
    static Step to(Phase next) {
        return to(next, Instant.MIN);
    }

    static Step to(Phase next, Instant notBefore) {
        return new Step(next, notBefore, List.of(), 0, false, false);
    }

    static Step deliver(List<SourceRecord> records, long bytes, Phase next) {
        return new Step(next, Instant.MIN, records, bytes, false, false);
    }

    static Step end(List<SourceRecord> records, long bytes, Phase next) {
        return new Step(next, Instant.MIN, records, bytes, true, false);
    }

    static Step mark(SourceRecord marker, Phase next) {
        return new Step(next, Instant.MIN, List.of(marker), 0, true, true);
    }

    /** Whether something got done; opening a result is not enough, as only its rows show that it can be read. */
    boolean isProgress() {
        return !records.isEmpty() || bytes > 0 || !(next instanceof Reading);
    }
}
