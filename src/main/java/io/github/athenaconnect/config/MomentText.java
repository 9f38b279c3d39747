package io.github.athenaconnect.config;

import io.github.athenaconnect.schedule.WallClock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Instants as people write them: with an offset, or as the clock of the schedule's zone shows them. */
final class MomentText {
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern TIME = Pattern.compile("T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]{1,3})?)?");
    private static final Pattern LOCAL = Pattern.compile(DATE + "" + TIME);
    private static final Pattern OFFSET = Pattern.compile(LOCAL + "(Z|[+-][0-9]{2}:[0-9]{2})");

    static final Form<Function<ZoneId, Instant>> FORM = Form.text(
            "an instant: 2024-01-01T00:00:00Z, or a date or a time of `schedule.timezone`: 2024-01-01,"
                    + " 2024-01-01 06:30:00",
            MomentText::parse);

    private MomentText() {}

    private static Function<ZoneId, Instant> parse(String text) {
        String moment = text.replace(' ', 'T');
        try {
            if (OFFSET.matcher(moment).matches()) {
                Instant instant = OffsetDateTime.parse(moment).toInstant();
                return zone -> instant;
            }
            if (LOCAL.matcher(moment).matches()) {
                return shown(LocalDateTime.parse(moment));
            }
            if (DATE.matcher(moment).matches()) {
                return shown(LocalDate.parse(moment).atStartOfDay());
            }
        } catch (DateTimeException noSuchDay) {
            throw unreadable(text);
        }
        throw unreadable(text);
    }

    private static Function<ZoneId, Instant> shown(LocalDateTime reading) {
        return zone -> new WallClock(zone).instantOf(reading);
    }

    private static IllegalArgumentException unreadable(String text) {
        return new IllegalArgumentException(
                "must be an instant such as 2024-01-01T00:00:00Z, or a date or a time of schedule.timezone such as"
                        + " 2024-01-01 or 2024-01-01 06:30:00, to the millisecond; found \"" + text + "\"");
    }
}
