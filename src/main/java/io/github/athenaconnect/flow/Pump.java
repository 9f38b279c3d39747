package io.github.athenaconnect.flow;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Drives the queries of a task through their phases on a few threads; a waiting query holds none.
 *
 * <p>A query takes one step at a time. The step after the end of a run waits until the worker has taken the run's last
 * records, and of an empty run the news that it was empty, so that a paused connector does not go on paying for runs
 * that nobody takes.
 */
public final class Pump implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Pump.class);

    private static final int MOST_THREADS = 4;

    /** Long waits are cut, so that a clock that was set is noticed. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(1);

    private final List<QueryFlow> flows;
    private final RecordBuffer buffer;
    private final InstantSource clock;
    private final ScheduledExecutorService threads;

    /**
     * A pump at rest, with threads of its own.
     *
     * @param name begins the names of its threads
     */
    public Pump(String name, List<QueryFlow> flows, RecordBuffer buffer, InstantSource clock) {
        this(flows, buffer, clock, threads(name, Math.min(flows.size(), MOST_THREADS)));
    }

    /** A pump at rest that takes its turns on {@code threads}, and shuts them down when it is closed. */
    public Pump(List<QueryFlow> flows, RecordBuffer buffer, InstantSource clock, ScheduledExecutorService threads) {
        this.flows = List.copyOf(flows);
        this.buffer = buffer;
        this.clock = clock;
        this.threads = threads;
    }

    private static ScheduledExecutorService threads(String name, int most) {
        AtomicInteger count = new AtomicInteger();
        // The worker's logs tell connector and task by this context, which threads do not inherit.
        Map<String, String> context = Objects.requireNonNullElse(MDC.getCopyOfContextMap(), Map.of());
        ScheduledThreadPoolExecutor threads = new ScheduledThreadPoolExecutor(most, work -> {
            Runnable inContext = () -> {
                MDC.setContextMap(context);
                work.run();
            };
            Thread thread = new Thread(inContext, name + "-pump-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        threads.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return threads;
    }

    public void start() {
        flows.forEach(flow -> schedule(flow, Instant.MIN));
    }

    private void schedule(QueryFlow flow, Instant notBefore) {
        if (notBefore.equals(Instant.MAX)) {
            return;
        }
        try {
            // A turn hands over its own failures, so there is nothing to ask of the future.
            Future<?> unused =
                    threads.schedule(() -> turn(flow, notBefore), millisUntil(notBefore), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            log.debug("Closed; no further step.");
        }
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
    private void turn(QueryFlow flow, Instant notBefore) {
        if (clock.instant().isBefore(notBefore)) {
            schedule(flow, notBefore);
            return;
        }
        try {
            Step step = flow.advance();
            if (step.endsRun()) {
                buffer.put(
                        new Batch(step.records(), step.bytes(), step.marker(), () -> schedule(flow, step.notBefore())));
                return;
            }
            if (!step.records().isEmpty()) {
                buffer.put(new Batch(step.records(), step.bytes(), step.marker(), () -> {}));
            }
            schedule(flow, step.notBefore());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    /** Ends the other queries too: the task is about to stop, and their rows would keep the failure from the worker. */
    private void fail(Throwable cause) {
        if (!threads.isShutdown()) {
            buffer.fail(cause);
            threads.shutdownNow();
        }
    }

    /**
     * Ends every step, from any thread; waits a second at most for threads that are still leaving.
     */
    @Override
    public void close() {
        threads.shutdownNow();
        flows.forEach(QueryFlow::close);
        try {
            if (!threads.awaitTermination(LONGEST_CLOSE.toMillis(), TimeUnit.MILLISECONDS)) {
                log.warn("A call to AWS has not ended yet; its thread ends with it.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
