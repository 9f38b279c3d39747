package io.github.athenaconnect.config;

import static org.apache.kafka.common.config.ConfigDef.Width.SHORT;

import io.github.athenaconnect.query.Agenda;
import io.github.athenaconnect.schedule.Schedule;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

/** When a query runs. */
final class ScheduleKeys {
    private static final Key<Schedule> SCHEDULE = Key.withDefault(
            "schedule",
            ScheduleText.FORM,
            "once",
            Label.high(
                    "Schedule",
                    SHORT,
                    "When the query runs: `once`, or at an interval aligned to the clock (`6h` is due at 0, 6, 12"
                            + " and 18 o'clock, `1d` at midnight). A new query runs at once; of several missed runs"
                            + " only the latest is made up for."));
    private static final Key<ZoneId> SCHEDULE_TIMEZONE = Key.withDefault(
            "schedule.timezone",
            ZoneText.FORM,
            "UTC",
            Label.low("Schedule's time zone", SHORT, "The time zone whose clock `schedule` is aligned to."));

    static final List<Key<?>> KEYS = List.of(SCHEDULE, SCHEDULE_TIMEZONE);

    private ScheduleKeys() {}

    static Agenda read(Values own) {
        ZoneId zone = own.get(SCHEDULE_TIMEZONE);
        return Agenda.of(own.get(SCHEDULE).in(zone), zone, Duration.ZERO);
    }
}
