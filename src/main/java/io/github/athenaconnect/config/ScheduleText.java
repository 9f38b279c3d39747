package io.github.athenaconnect.config;

import io.github.athenaconnect.schedule.Schedule;
import java.util.regex.Pattern;

/** Schedules as people write them: {@code once} or an interval, by the clock of UTC. */
final class ScheduleText {
    private static final Pattern CRON = Pattern.compile("@[a-z]+|\\S+(\\s+\\S+){4,6}");

    static final Form<Schedule> FORM =
            Form.text("`once` or a duration: 90s, 15m, 2h, 1d, 1h30m or PT15M", ScheduleText::parse);

    private ScheduleText() {}

    private static Schedule parse(String text) {
        if (text.equals("once")) {
            return Schedule.once();
        }
        if (CRON.matcher(text).matches()) {
            throw new IllegalArgumentException("must be \"once\" or an interval such as 15m or 1d; found \"" + text
                    + "\", a cron expression, which is not available in this version");
        }
        return Schedule.every(DurationText.parse(text));
    }
}
