package io.github.athenaconnect.schedule;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import org.jspecify.annotations.Nullable;

/**
 * The clock on a wall of a zone, for appointments that are kept once each: a reading that the clock shows twice is the
 * first of the two, one that it skips is the instant at which it skips.
 *
 * <p>So a later reading is never an earlier instant.
 */
public record WallClock(ZoneId zone) {
    /** The instant of a reading. */
    public Instant instantOf(LocalDateTime reading) {
        @Nullable ZoneOffsetTransition change = zone.getRules().getTransition(reading);
        return change != null && change.isGap()
                ? change.getInstant()
                : ZonedDateTime.ofLocal(reading, zone, null)
                        .withEarlierOffsetAtOverlap()
                        .toInstant();
    }

    /** The latest reading whose instant is not after {@code instant}. */
    LocalDateTime latestOf(Instant instant) {
        LocalDateTime shown = LocalDateTime.ofInstant(instant, zone);
        @Nullable ZoneOffsetTransition change = zone.getRules().getTransition(shown);
        boolean shownBefore = change != null && change.isOverlap() && !instant.isBefore(change.getInstant());
        return shownBefore ? change.getDateTimeBefore().minusNanos(1) : shown;
    }
}
