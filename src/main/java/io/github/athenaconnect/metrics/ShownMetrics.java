package io.github.athenaconnect.metrics;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The metrics of one task, shown from now on until {@link #close}. Never fails the task.
 *
 * <p>A task that the worker has given up on, but whose thread still hangs, keeps its names; then they are asked for again from
 * time to time. Mutable: it knows what is shown. Safe for several threads.
 */
public final class ShownMetrics implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ShownMetrics.class);

    /** Often enough for an operator who waits, and seldom enough to cost nothing. */
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final MetricRegistry registry;
    private final InstantSource clock;
    private final List<MetricGroup> shown = new ArrayList<>();
    private List<MetricGroup> missing;
    private Instant next = Instant.MIN;

    private ShownMetrics(MetricRegistry registry, List<MetricGroup> groups, InstantSource clock) {
        this.registry = registry;
        this.missing = List.copyOf(groups);
        this.clock = clock;
    }

    /** Shows what can be shown by now. */
    public static ShownMetrics of(MetricRegistry registry, List<MetricGroup> groups, InstantSource clock) {
        ShownMetrics metrics = new ShownMetrics(registry, groups, clock);
        metrics.complete();
        if (!metrics.isComplete()) {
            log.warn(
                    "Some metrics of this task are not shown yet: another task of the same connector and number has not ended"
                            + " and shows its own. They are shown once it has.");
        }
        return metrics;
    }

    /** Whether all of it is shown. */
    public synchronized boolean isComplete() {
        return missing.isEmpty();
    }

    /** Shows what could not be shown before, if it is time to try; to be called now and then. */
    public synchronized void complete() {
        if (missing.isEmpty() || clock.instant().isBefore(next)) {
            return;
        }
        next = clock.instant().plus(PAUSE);
        try {
            missing = missing.stream().filter(group -> !show(group)).toList();
        } catch (RuntimeException e) {
            missing = List.of();
            log.warn("The metrics of this task cannot be shown. It runs on without: {}", e.toString(), e);
        }
    }

    private boolean show(MetricGroup group) {
        return registry.add(group) && shown.add(group);
    }

    /** Shows nothing any more. */
    @Override
    public synchronized void close() {
        missing = List.of();
        shown.forEach(this::hide);
        shown.clear();
    }

    private void hide(MetricGroup group) {
        try {
            registry.remove(group);
        } catch (RuntimeException e) {
            log.debug("Metrics could not be removed, as the worker may have done so before: {}", e.toString(), e);
        }
    }
}
