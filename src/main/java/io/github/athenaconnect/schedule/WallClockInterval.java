package io.github.athenaconnect.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Every instant at which a zone's clock, counted from midnight of 1 January 1970, shows a multiple of the interval.
 *
 * <p>So {@code 6h} is due at 0, 6, 12 and 18 o'clock all year round. A reading the clock skips is not due; one it shows
 * twice is due twice, which keeps {@code 15m} at 15 minutes while clocks are put back.
 */
record WallClockInterval(Duration interval, ZoneId zone) implements Schedule {
    WallClockInterval {
        if (interval.toSeconds() < 1 || interval.toNanosPart() != 0) {
            throw new IllegalArgumentException(
                    "An interval is a whole number of seconds, at least one; found " + interval);
        }
    }

    @Override
    public Schedule in(ZoneId other) {
        return new WallClockInterval(interval, other);
    }

    @Override
    public Optional<Instant> latestDue(Instant now) {
        Instant latest = multipleAtOrBefore(now);
        ZoneOffsetTransition change = zone.getRules().previousTransition(now.plusNanos(1));
        boolean otherOffset = change != null && latest.isBefore(change.getInstant());
        return otherOffset ? latestDue(change.getInstant().minusNanos(1)) : Optional.of(latest);
    }

    @Override
    public Optional<Instant> nextAfter(Instant instant) {
        Instant next = multipleAtOrBefore(instant).plus(interval);
        @Nullable ZoneOffsetTransition change = zone.getRules().nextTransition(instant);
        if (change == null || next.isBefore(change.getInstant())) {
            return Optional.of(next);
        }
        Instant changed = change.getInstant();
        return multipleAtOrBefore(changed).equals(changed) ? Optional.of(changed) : nextAfter(changed);
    }

    /** Looks back with the offset of {@code instant}, whether or not it was in force then. */
    private Instant multipleAtOrBefore(Instant instant) {
        long offset = zone.getRules().getOffset(instant).getTotalSeconds();
        long reading = instant.getEpochSecond() + offset;
        return Instant.ofEpochSecond(reading - Math.floorMod(reading, interval.toSeconds()) - offset);
    }
}
