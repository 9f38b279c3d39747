package io.github.athenaconnect.query;

import io.github.athenaconnect.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A run for each interval between two due instants, one after the other without a gap.
 *
 * <p>An interval begins where the one of the run before has ended, whatever the schedule was then.
 *
 * @param jitter from the end of the delay to the start of a run
 */
record IntervalRuns(Schedule schedule, ZoneId zone, IntervalSettings settings, Duration jitter) implements Agenda {
    @Override
    public Optional<DueRun> first(Instant now) {
        return settings.start()
                .map(start -> from(start, now))
                .orElseGet(() -> latestComplete(now).or(this::earliest).map(this::due));
    }

    @Override
    public Optional<DueRun> after(Run last, Instant now) {
        return last.interval().map(owned -> from(owned.end(), now)).orElseGet(() -> first(now));
    }

    /** The run whose interval begins at {@code start}, or a later one if too many have been missed since. */
    private Optional<DueRun> from(Instant start, Instant now) {
        Instant resumed = settings.mostMissed()
                .flatMap(most -> startOfMissed(most, start, now))
                .filter(start::isBefore)
                .orElse(start);
        Optional<DataInterval> leftOut =
                resumed.isAfter(start) ? Optional.of(new DataInterval(start, resumed)) : Optional.empty();
        return startingAt(resumed).map(interval -> due(interval).leavingOut(leftOut));
    }

    /** Where the oldest of the latest {@code most} complete intervals begins; {@code earliest} or before if there are fewer. */
    private Optional<Instant> startOfMissed(int most, Instant earliest, Instant now) {
        Optional<Instant> start = latestComplete(now).map(DataInterval::start);
        for (int counted = 1; counted < most && start.filter(earliest::isBefore).isPresent(); counted++) {
            start = start.flatMap(this::boundaryBefore);
        }
        return start;
    }

    private Optional<DataInterval> startingAt(Instant start) {
        Optional<Instant> boundary = schedule.nextAfter(start);
        Optional<Instant> end = settings.end()
                .filter(last -> boundary.filter(last::isAfter).isEmpty())
                .or(() -> boundary);
        return end.filter(start::isBefore).map(of -> new DataInterval(start, of));
    }

    /** The latest interval whose run may start, as if all before had been made up for. */
    private Optional<DataInterval> latestComplete(Instant now) {
        Instant horizon = now.minus(settings.delay()).minus(jitter);
        Optional<Instant> end =
                settings.end().filter(last -> !last.isAfter(horizon)).or(() -> schedule.latestDue(horizon));
        return end.flatMap(of -> boundaryBefore(of).map(start -> new DataInterval(start, of)));
    }

    private Optional<Instant> boundaryBefore(Instant instant) {
        return schedule.latestDue(instant.minusNanos(1));
    }

    /** The interval a schedule begins with that has not had two due instants yet. */
    private Optional<DataInterval> earliest() {
        return schedule.nextAfter(Instant.EPOCH).flatMap(this::startingAt);
    }

    private DueRun due(DataInterval interval) {
        Run run = new Run(interval.end(), Optional.of(interval));
        return new DueRun(run, startOf(run));
    }

    @Override
    public boolean hasIntervals() {
        return true;
    }

    @Override
    public Instant startOf(Run run) {
        return run.scheduled().plus(settings.delay()).plus(jitter);
    }

    @Override
    public Set<String> placeholders() {
        return Set.of(
                RunLiterals.RUN_TIME,
                RunLiterals.RUN_DATE,
                RunLiterals.INTERVAL_START,
                RunLiterals.INTERVAL_END,
                RunLiterals.INTERVAL_START_DATE,
                RunLiterals.INTERVAL_END_DATE);
    }

    /** Lacks those of an interval for a run that owns none, such as one of another mode; this agenda has no such run. */
    @Override
    public Map<String, String> literals(Run run) {
        RunLiterals literals = new RunLiterals(zone);
        Map<String, String> byName = new HashMap<>(literals.of(run));
        run.interval().ifPresent(owned -> byName.putAll(literals.of(owned, settings.lookback())));
        return Map.copyOf(byName);
    }
}
