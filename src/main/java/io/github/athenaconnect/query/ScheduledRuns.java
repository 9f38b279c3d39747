package io.github.athenaconnect.query;

import io.github.athenaconnect.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A run at each due instant; of several missed ones only the latest. */
record ScheduledRuns(Schedule schedule, ZoneId zone, Duration delay) implements Agenda {
    @Override
    public Optional<DueRun> first(Instant now) {
        return schedule.firstDue(now.minus(delay)).map(this::at);
    }

    @Override
    public Optional<DueRun> after(Run last, Instant now) {
        return schedule.dueAfter(last.scheduled(), now.minus(delay)).map(this::at);
    }

    private DueRun at(Instant due) {
        Run run = Run.at(due);
        return new DueRun(run, startOf(run));
    }

    @Override
    public boolean hasIntervals() {
        return false;
    }

    @Override
    public Instant startOf(Run run) {
        return run.scheduled().plus(delay);
    }

    /** None for the only run of a schedule that is due once: its instant says nothing. */
    @Override
    public Set<String> placeholders() {
        return isOnce() ? Set.of() : Set.of(RunLiterals.RUN_TIME, RunLiterals.RUN_DATE);
    }

    @Override
    public Map<String, String> literals(Run run) {
        return isOnce() ? Map.of() : new RunLiterals(zone).of(run);
    }

    private boolean isOnce() {
        return schedule.equals(Schedule.once());
    }
}
