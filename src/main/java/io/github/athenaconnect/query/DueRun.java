package io.github.athenaconnect.query;

import java.time.Instant;
import java.util.Optional;

/**
 * A run and when it may start.
 *
 * @param startsAt not before the run is scheduled; later by a delay or a jitter
 * @param leftOut the data between the run before and this one that no run will own, as the settings of catching up say
 */
public record DueRun(Run run, Instant startsAt, Optional<DataInterval> leftOut) {
    /** A run before which nothing is left out. */
    public DueRun(Run run, Instant startsAt) {
        this(run, startsAt, Optional.empty());
    }

    DueRun leavingOut(Optional<DataInterval> interval) {
        return new DueRun(run, startsAt, interval);
    }
}
