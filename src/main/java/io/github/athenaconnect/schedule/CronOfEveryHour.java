package io.github.athenaconnect.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Every instant at which a zone's clock shows a reading of a cron expression that names no hours.
 *
 * <p>A reading the clock skips is not due; one it shows twice is due twice, which keeps every quarter of an hour at 15
 * minutes while clocks are put back.
 */
record CronOfEveryHour(CronExpression expression, ZoneId zone) implements Schedule {
    /** More than any two offsets of a zone differ. */
    private static final Duration NEAR = Duration.ofDays(2);

    @Override
    public Schedule in(ZoneId other) {
        return new CronOfEveryHour(expression, other);
    }

    @Override
    public Optional<Instant> latestDue(Instant now) {
        ZoneOffset offset = zone.getRules().getOffset(now);
        Optional<LocalDateTime> reading = expression.latest(LocalDateTime.ofInstant(now, offset));
        Optional<Instant> latest = reading.map(shown -> shown.toInstant(offset));
        @Nullable ZoneOffsetTransition change = zone.getRules().previousTransition(now.plusNanos(1));
        if (change == null
                || latest.filter(due -> !due.isBefore(change.getInstant())).isPresent()) {
            return latest;
        }
        // Before the change the clock may have shown readings later than now's; nothing else lies between.
        Instant before = change.getInstant().minusNanos(1);
        return change.getInstant().isAfter(now.minus(NEAR))
                ? latestDue(before)
                : latest.flatMap(due -> latestDue(earlier(before, due.plus(NEAR))));
    }

    @Override
    public Optional<Instant> nextAfter(Instant instant) {
        ZoneOffset offset = zone.getRules().getOffset(instant);
        Optional<LocalDateTime> reading = expression.next(LocalDateTime.ofInstant(instant, offset));
        Optional<Instant> next = reading.map(shown -> shown.toInstant(offset));
        @Nullable ZoneOffsetTransition change = zone.getRules().nextTransition(instant);
        if (change == null
                || next.filter(due -> due.isBefore(change.getInstant())).isPresent()) {
            return next;
        }
        // After the change the clock may show readings earlier than now's; nothing else lies between.
        return change.getInstant().isBefore(instant.plus(NEAR))
                ? firstFrom(change.getInstant())
                : next.flatMap(due -> firstFrom(later(change.getInstant(), due.minus(NEAR))));
    }

    /** The first due instant that is not before {@code instant}. */
    private Optional<Instant> firstFrom(Instant instant) {
        LocalDateTime shown = LocalDateTime.ofInstant(instant, zone);
        return expression.latest(shown).filter(shown::equals).isPresent() ? Optional.of(instant) : nextAfter(instant);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
