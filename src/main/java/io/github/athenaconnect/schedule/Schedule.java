package io.github.athenaconnect.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * The due instants of a query, a set that depends on nothing but the schedule itself.
 *
 * <p>Immutable. Variants say how the set is made.
 */
public sealed interface Schedule permits Once, WallClockInterval, CalendarDays, CronOfCertainHours, CronOfEveryHour {
    /** A schedule whose only due instant is {@link Instant#EPOCH}. */
    static Schedule once() {
        return new Once();
    }

    /**
     * Every {@code interval}, aligned to the clock of UTC.
     *
     * @throws IllegalArgumentException if the interval is not a whole number of seconds, at least one
     */
    static Schedule every(Duration interval) {
        boolean wholeDays = interval.toDays() > 0 && interval.equals(Duration.ofDays(interval.toDays()));
        return wholeDays
                ? new CalendarDays(interval.toDays(), ZoneOffset.UTC)
                : new WallClockInterval(interval, ZoneOffset.UTC);
    }

    /**
     * Whenever the clock of UTC shows what a cron expression matches.
     *
     * @param expression five fields as cron reads them, or six or seven as Quartz does
     * @throws IllegalArgumentException if it cannot be read or is never due, in words that go on after a key's name
     */
    static Schedule cron(String expression) {
        CronExpression parsed = CronExpression.parse(expression);
        return parsed.isOfEveryHour()
                ? new CronOfEveryHour(parsed, ZoneOffset.UTC)
                : new CronOfCertainHours(parsed, ZoneOffset.UTC);
    }

    /** The same schedule read from the clocks of another zone. */
    Schedule in(ZoneId zone);

    /** The latest due instant that is not after {@code now}. */
    Optional<Instant> latestDue(Instant now);

    /** The earliest due instant after {@code instant}; empty when the schedule has ended. */
    Optional<Instant> nextAfter(Instant instant);

    /** The run a query begins with that has never run: the latest one due, so that it runs at once. */
    default Optional<Instant> firstDue(Instant now) {
        return latestDue(now).or(() -> nextAfter(now));
    }

    /**
     * The run that follows the one of {@code lastRun}: of several missed by {@code now} the latest, otherwise the next
     * to come; empty when the schedule has ended.
     */
    default Optional<Instant> dueAfter(Instant lastRun, Instant now) {
        return latestDue(now).filter(due -> due.isAfter(lastRun)).or(() -> nextAfter(lastRun));
    }
}
