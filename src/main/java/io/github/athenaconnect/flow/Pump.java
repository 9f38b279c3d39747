package io.github.athenaconnect.flow;

import io.github.athenaconnect.metrics.MetricGroup;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drives the queries of a task through their phases: one thread waits for all of them, and others are there only while
 * steps are taken.
 *
 * <p>A query takes one step at a time. The step after the end of a run waits until the worker has taken the run's last
 * records, and of an empty run the news that it was empty, so that a paused connector does not go on paying for runs
 * that nobody takes. So does the step after a transaction: while the worker sends one the query's next is read, and it has no
 * third in memory.
 *
 * <p>To end: {@link #halt}, then {@link #cancelExecutions} where that is wanted, then close the clients, as some calls end
 * by nothing else, then {@link #awaitEnd}. All of them from any thread.
 */
public final class Pump {
    private static final Logger log = LoggerFactory.getLogger(Pump.class);

    /** Long waits are cut, so that a clock that was set is noticed. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    /** Of any pause between calls, which athena.poll.max.ms bounds: the clock may be set between the step's look at it and ours. */
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

    /**
     * Results that are open at once: more would be read no sooner, and each takes a connection and memory, of hundreds of
     * kilobytes for CSV and of tens of megabytes for an UNLOAD.
     * So many that small results are not kept waiting by large ones that are read for hours.
     */
    private static final int MOST_OPEN_RESULTS = 64;

    private final List<Lane> lanes;
    private final RecordBuffer buffer;
    private final InstantSource clock;
    private final PumpThreads threads;
    private final ExecutionStopper stopper;
    private final OpenResults openResults = new OpenResults(MOST_OPEN_RESULTS);
    private volatile boolean halted;

    /** A pump at rest. */
    public Pump(List<QueryFlow> flows, RecordBuffer buffer, InstantSource clock, PumpThreads threads) {
        this.lanes = flows.stream().map(Lane::new).toList();
        this.buffer = buffer;
        this.clock = clock;
        this.threads = threads;
        this.stopper = new ExecutionStopper(threads.others());
    }

    /** What is shown of it as a whole; to be read from any thread. */
    public MetricGroup metrics() {
        return MetricGroup.ofTask(new PumpView(lanes, buffer, openResults));
    }

    public void start() {
        lanes.forEach(lane -> schedule(lane, Instant.MIN));
    }

    private void schedule(Lane lane, Instant notBefore) {
        if (notBefore.equals(Instant.MAX)) {
            return;
        }
        try {
            long millis = millisUntil(notBefore);
            if (millis == 0) {
                threads.steps().execute(() -> turn(lane));
            } else {
                await(millis, () -> schedule(lane, notBefore));
            }
        } catch (RejectedExecutionException e) {
            log.debug("Closed; no further step.");
        }
    }

    /** What waits for the clock looks at it again; a pause lasts as long as it was to, whatever becomes of the clock. */
    private void schedule(Lane lane, Step step) {
        Instant then = step.notBefore();
        Instant now = clock.instant();
        if (step.awaitsClock() || !then.isAfter(now) || then.equals(Instant.MAX)) {
            schedule(lane, then);
            return;
        }
        try {
            Duration pause = Duration.between(now, then);
            Duration atMost = pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
            await(atMost.toMillis() + 1, () -> schedule(lane, Instant.MIN));
        } catch (RejectedExecutionException e) {
            log.debug("Closed; no further step.");
        }
    }

    private void await(long millis, Runnable then) {
        // What is scheduled here cannot fail, so there is nothing to ask of the future.
        Future<?> unused = threads.timer().schedule(then, millis, TimeUnit.MILLISECONDS);
    }

    private long millisUntil(Instant notBefore) {
        Instant now = clock.instant();
        if (!now.isBefore(notBefore)) {
            return 0;
        }
        Instant latest = now.plus(LONGEST_WAIT);
        return Duration.between(now, notBefore.isBefore(latest) ? notBefore : latest)
                        .toMillis()
                + 1;
    }

    /** Whatever is thrown here must reach the worker: an executor would keep it to itself. */
    private void turn(Lane lane) {
        if (halted) {
            return;
        }
        try {
            Step step = lane.advance(openResults);
            if (step.awaitsOpening()) {
                return;
            }
            if (!step.keepsResult()) {
                openResults.leave(lane).ifPresent(next -> schedule(next, Instant.MIN));
            }
            if (step.awaitsWorker()) {
                buffer.put(
                        new Batch(step.records(), step.bytes(), step.marker(), () -> schedule(lane, step.notBefore())));
                return;
            }
            if (!step.records().isEmpty()) {
                buffer.put(new Batch(step.records(), step.bytes(), step.marker(), () -> {}));
            }
            schedule(lane, step);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    /** Ends the other queries too: the task is about to stop, and their rows would keep the failure from the worker. */
    private void fail(Throwable cause) {
        if (!halted) {
            halted = true;
            threads.timer().shutdownNow();
            buffer.fail(cause);
        }
    }

    /** Takes no further step, and closes what is being read. Calls that are under way go on. */
    public void halt() {
        halted = true;
        threads.timer().shutdownNow();
        threads.steps().shutdown();
        lanes.forEach(lane -> lane.flow().close());
        threads.fetches().shutdown();
    }

    /** Cancels the executions that are under way, after {@link #halt}; returns within a second or little more. */
    public void cancelExecutions() {
        stopper.stop(lanes);
    }

    /**
     * Interrupts what still goes on.
     *
     * @return whether every thread has ended, the fetching ones within a further {@code patience}
     */
    public boolean awaitEnd(Duration patience) {
        threads.fetches().shutdownNow();
        threads.steps().shutdownNow();
        try {
            return threads.steps().awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)
                    && threads.fetches().awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
