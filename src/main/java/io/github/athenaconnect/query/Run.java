package io.github.athenaconnect.query;

import java.time.Instant;
import java.util.Optional;

/**
 * One due instant of a query.
 *
 * @param scheduled the instant the schedule gave, not the one at which the run began
 * @param interval the data it owns, in {@code interval} mode only
 */
public record Run(Instant scheduled, Optional<DataInterval> interval) {
    /** The run that is due at {@code scheduled} and owns no interval. */
    public static Run at(Instant scheduled) {
        return new Run(scheduled, Optional.empty());
    }

    /** The instant up to which it owns data; without an interval the one it was scheduled for. */
    public Instant end() {
        return interval.map(DataInterval::end).orElse(scheduled);
    }

    /** What messages call it; the run of a schedule that is due only once has no instant worth telling. */
    public String label() {
        return scheduled.equals(Instant.EPOCH) ? "the only run" : "run " + this;
    }

    @Override
    public String toString() {
        return interval.map(owned -> scheduled + " [" + owned.start() + ", " + owned.end() + ")")
                .orElseGet(scheduled::toString);
    }
}
