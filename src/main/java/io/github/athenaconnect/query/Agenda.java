package io.github.athenaconnect.query;

import io.github.athenaconnect.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which runs a query has, and when each may start. Pure and without memory: a restarted worker finds the same runs. */
public sealed interface Agenda permits ScheduledRuns, IntervalRuns {
    /**
     * One run at each due instant, of which missed ones are made up for by the latest only.
     *
     * @param zone whose calendar {@code ${run.date}} is read from
     * @param delay from a due instant to the start of its run
     */
    static Agenda of(Schedule schedule, ZoneId zone, Duration delay) {
        return new ScheduledRuns(schedule, zone, delay);
    }

    /**
     * One run for each interval between two due instants; missed ones are made up for one by one, in order.
     *
     * @param schedule which has more than one due instant
     * @param zone whose calendar the placeholders of dates are read from
     * @param jitter from the end of the settings' delay to the start of a run
     */
    static Agenda ofIntervals(Schedule schedule, ZoneId zone, IntervalSettings settings, Duration jitter) {
        return new IntervalRuns(schedule, zone, settings, jitter);
    }

    /** The run of a query that has had none; empty if there will never be one. */
    Optional<DueRun> first(Instant now);

    /** The run that follows {@code last}, due already or to come; empty if that was the only or the last one. */
    Optional<DueRun> after(Run last, Instant now);

    /** Whether each run owns an interval of data, as in {@code interval} mode. */
    boolean hasIntervals();

    /** When a run may start that was asked for by itself, as by an offset that rewinds to it. */
    Instant startOf(Run run);

    /** The names that {@link #literals} gives for every run, and no others. */
    Set<String> placeholders();

    /** What the placeholders {@code run.*} and {@code interval.*} stand for in a run: SQL literals by name. */
    Map<String, String> literals(Run run);
}
