package io.github.athenaconnect.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * One run, due since {@link Instant#EPOCH}.
 *
 * <p>A fixed instant, not the moment of deployment: a restart must find the same run again, not a new one.
 */
record Once() implements Schedule {
    @Override
    public Schedule in(ZoneId zone) {
        return this;
    }

    @Override
    public Optional<Instant> latestDue(Instant now) {
        return Optional.of(Instant.EPOCH).filter(due -> !due.isAfter(now));
    }

    @Override
    public Optional<Instant> nextAfter(Instant instant) {
        return Optional.of(Instant.EPOCH).filter(due -> due.isAfter(instant));
    }
}
