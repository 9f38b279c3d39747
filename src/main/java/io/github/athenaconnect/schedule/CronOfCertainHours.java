package io.github.athenaconnect.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * The appointments of a cron expression that names hours of the day, each kept once.
 *
 * <p>One that the clock shows twice is due the first time, one that it skips is due when it skips, so that no day goes
 * without its run or has two.
 */
record CronOfCertainHours(CronExpression expression, ZoneId zone) implements Schedule {
    @Override
    public Schedule in(ZoneId other) {
        return new CronOfCertainHours(expression, other);
    }

    @Override
    public Optional<Instant> latestDue(Instant now) {
        WallClock clock = new WallClock(zone);
        return expression.latest(clock.latestOf(now)).map(clock::instantOf);
    }

    @Override
    public Optional<Instant> nextAfter(Instant instant) {
        WallClock clock = new WallClock(zone);
        return expression.next(clock.latestOf(instant)).map(clock::instantOf);
    }
}
