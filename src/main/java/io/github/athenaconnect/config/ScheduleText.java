package io.github.athenaconnect.config;

import io.github.athenaconnect.schedule.Schedule;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Schedules as people write them, by the clock of UTC: {@code once}, an interval, a cron expression or its nickname. */
final class ScheduleText {
    private static final Map<String, String> NICKNAMES = Map.of(
            "@hourly", "0 * * * *",
            "@daily", "0 0 * * *",
            "@midnight", "0 0 * * *",
            "@weekly", "0 0 * * 0",
            "@monthly", "0 0 1 * *",
            "@yearly", "0 0 1 1 *",
            "@annually", "0 0 1 1 *");

    private static final String RECURRING_ACCEPTS =
            "a duration: 90s, 15m, 2h, 1d, 1h30m or PT15M; a cron expression of 5"
                    + " fields, or of 6 or 7 in Quartz's form; @hourly, @daily, @midnight, @weekly, @monthly, @yearly,"
                    + " @annually";

    /** Nobody writes a star, or four words, for anything but a cron expression. */
    private static final Pattern CRON =
            Pattern.compile("[^\\s*?]*+[*?].*|\\S++\\s++\\S++\\s++\\S++\\s++\\S.*", Pattern.DOTALL);

    /** What was meant for a duration, right or wrong. */
    private static final Pattern INTERVAL = Pattern.compile("-?[0-9]\\S*|-?[pP]-?[0-9tT]\\S*");

    /** Later than any connector runs, and well before 2099, the last year of a cron expression. */
    private static final Instant LATE = Instant.parse("2060-01-01T00:00:00Z");

    static final Form<Schedule> FORM = Form.text("`once`; " + RECURRING_ACCEPTS, ScheduleText::parse);

    /** All but {@code once}. */
    static final Form<Schedule> RECURRING = Form.text(RECURRING_ACCEPTS, ScheduleText::recurring);

    private ScheduleText() {}

    private static Schedule parse(String text) {
        if (text.equals("once")) {
            return Schedule.once();
        }
        if (text.startsWith("@")) {
            return Optional.ofNullable(NICKNAMES.get(text))
                    .map(Schedule::cron)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "must be one of @hourly, @daily, @midnight, @weekly, @monthly, @yearly and @annually, or no"
                                    + " nickname of a cron expression; found \"" + text + "\""));
        }
        return CRON.matcher(text).matches() ? Schedule.cron(text) : interval(text);
    }

    private static Schedule recurring(String text) {
        Schedule schedule = parse(text);
        if (schedule.equals(Schedule.once())) {
            throw new IllegalArgumentException(
                    "must be a duration such as 1d or a cron expression such as @monthly, as it"
                            + " says what comes again and again; found \"" + text + "\"");
        }
        if (schedule.nextAfter(LATE).isEmpty()) {
            throw new IllegalArgumentException(
                    "must be due again and again without an end, but it names its years; leave"
                            + " the year out, or give it as *; found \"" + text + "\"");
        }
        return schedule;
    }

    private static Schedule interval(String text) {
        if (!INTERVAL.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "must be \"once\", a duration such as 90s, 15m, 2h, 1d, 1h30m or PT15M, a cron expression such as"
                            + " \"0 6 * * MON-FRI\", or @hourly, @daily and the like; found \"" + text + "\"");
        }
        return Schedule.every(DurationText.parse(text));
    }
}
