package io.github.athenaconnect.flow;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.MDC;

/**
 * What a pump takes its steps on; it shuts them down when it is halted.
 *
 * @param timer waits for all queries
 * @param steps takes their steps
 * @param fetches fetches what the steps are going to read
 * @param others makes threads for what happens once
 */
public record PumpThreads(
        ScheduledExecutorService timer, ExecutorService steps, ExecutorService fetches, ThreadFactory others) {
    /** A thread whose query waits long for its next step ends, and another one is made for that. */
    private static final Duration LONGEST_IDLE = Duration.ofSeconds(5);

    /**
     * Daemon threads of a task's own: one that waits, and others that are there only while steps are taken.
     *
     * @param name begins their names
     * @param most how many queries may take a step at once; positive
     * @param mostFetches how much may be fetched ahead of them at once; positive
     */
    public static PumpThreads of(String name, int most, int mostFetches) {
        ThreadFactory factory = daemons(name);
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, factory);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return new PumpThreads(timer, passing(most, factory), passing(mostFetches, factory), factory);
    }

    private static ExecutorService passing(int most, ThreadFactory factory) {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                most, most, LONGEST_IDLE.toMillis(), TimeUnit.MILLISECONDS, new LinkedBlockingQueue<>(), factory);
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    private static ThreadFactory daemons(String name) {
        AtomicInteger count = new AtomicInteger();
        // The worker's logs tell connector and task by this context, which threads do not inherit.
        Map<String, String> context = Objects.requireNonNullElse(MDC.getCopyOfContextMap(), Map.of());
        return work -> {
            Runnable inContext = () -> {
                MDC.setContextMap(context);
                work.run();
            };
            Thread thread = new Thread(inContext, name + "-pump-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
