package io.github.athenaconnect.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/**
 * The start of every n-th day of a zone's calendar, counted from 1 January 1970.
 *
 * <p>Days are of 23 to 25 hours where clocks change; a midnight the clock skips starts at the end of the gap, one it
 * shows twice starts once.
 *
 * @param days at least 1
 */
record CalendarDays(long days, ZoneId zone) implements Schedule {
    @Override
    public Schedule in(ZoneId other) {
        return new CalendarDays(days, other);
    }

    @Override
    public Optional<Instant> latestDue(Instant now) {
        return Optional.of(startOf(periodOf(now)));
    }

    @Override
    public Optional<Instant> nextAfter(Instant instant) {
        return Optional.of(startOf(periodOf(instant) + 1));
    }

    private long periodOf(Instant instant) {
        return Math.floorDiv(LocalDate.ofInstant(instant, zone).toEpochDay(), days);
    }

    private Instant startOf(long period) {
        return LocalDate.ofEpochDay(period * days).atStartOfDay(zone).toInstant();
    }
}
