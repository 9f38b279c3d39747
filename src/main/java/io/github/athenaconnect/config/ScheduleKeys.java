package io.github.athenaconnect.config;

import static org.apache.kafka.common.config.ConfigDef.Width.SHORT;

import io.github.athenaconnect.query.Agenda;
import io.github.athenaconnect.query.Jitter;
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
                    "When the query runs: `once`, at an interval aligned to the clock (`6h` is due at 0, 6, 12 and 18"
                            + " o'clock, `1d` at midnight), or when a cron expression says. A new query runs at once;"
                            + " of several missed runs only the latest is made up for, unless `mode` is `interval`."));
    private static final Key<ZoneId> SCHEDULE_TIMEZONE = Key.withDefault(
            "schedule.timezone",
            ZoneText.FORM,
            "UTC",
            Label.low("Schedule's time zone", SHORT, "The time zone whose clock `schedule` is aligned to."));
    private static final Key<Duration> SCHEDULE_JITTER = Key.withDefault(
            "schedule.jitter",
            DurationText.FORM_WITH_ZERO,
            "0",
            Label.low(
                    "Schedule's jitter",
                    SHORT,
                    "Runs start later by a part of this that is always the same for a query, and differs between"
                            + " queries, so that those of one schedule do not all start at once."));

    static final List<Key<?>> KEYS = List.of(SCHEDULE, SCHEDULE_TIMEZONE, SCHEDULE_JITTER);

    private ScheduleKeys() {}

    static void check(Values own) {
        if (!StatementKeys.isInMode(IntervalKeys.MODE, own)) {
            IntervalKeys.checkUnused(own);
            return;
        }
        if (own.find(SCHEDULE).filter(Schedule.once()::equals).isPresent()) {
            own.reject(
                    SCHEDULE,
                    "must be a duration such as 1h or a cron expression with mode=" + IntervalKeys.MODE
                            + ", as there are no intervals otherwise; found once");
        }
        own.find(SCHEDULE_TIMEZONE).ifPresent(zone -> IntervalKeys.check(own, zone));
    }

    /** Whose clock the schedule is aligned to. */
    static ZoneId readZone(Values own) {
        return own.get(SCHEDULE_TIMEZONE);
    }

    /** Whether there is one run only; also where the schedule is wrong. */
    static boolean isOnce(Values own) {
        return own.find(SCHEDULE)
                .map(schedule -> schedule.equals(Schedule.once()))
                .orElse(true);
    }

    /** The agenda of a query, named as its connector and itself are. */
    static Agenda read(String connector, String query, Values own) {
        ZoneId zone = readZone(own);
        Schedule schedule = own.get(SCHEDULE).in(zone);
        Duration jitter = Jitter.of(connector, query, own.get(SCHEDULE_JITTER));
        return StatementKeys.isInMode(IntervalKeys.MODE, own)
                ? Agenda.ofIntervals(schedule, zone, IntervalKeys.read(own, zone), jitter)
                : Agenda.of(schedule, zone, jitter);
    }
}
