package io.github.athenaconnect.flow;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Cancels the executions that queries have under way, all at once, within the time a stop may take. */
final class ExecutionStopper {
    private static final Logger log = LoggerFactory.getLogger(ExecutionStopper.class);

    /** The worker allows five seconds for all of its tasks, and a thread per execution is not held for longer. */
    private static final Duration LONGEST = Duration.ofSeconds(1);

    private final ThreadFactory factory;

    ExecutionStopper(ThreadFactory factory) {
        this.factory = factory;
    }

    void stop(List<Lane> lanes) {
        List<Lane> busy = lanes.stream()
                .filter(lane ->
                        lane.flow().isStarting() || lane.flow().underWay().isPresent())
                .toList();
        if (busy.isEmpty()) {
            return;
        }
        ExecutorService threads =
                new ThreadPoolExecutor(0, busy.size(), 1, TimeUnit.SECONDS, new SynchronousQueue<>(), factory);
        List<Cancelling> all = busy.stream().map(Cancelling::new).toList();
        all.forEach(threads::execute);
        threads.shutdown();
        await(threads);
        all.forEach(Cancelling::report);
        threads.shutdownNow();
    }

    private static void await(ExecutorService threads) {
        try {
            boolean unused = threads.awaitTermination(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The end of one execution. */
    private static final class Cancelling implements Runnable {
        private final Lane lane;
        private volatile boolean answered;

        Cancelling(Lane lane) {
            this.lane = lane;
        }

        @Override
        public void run() {
            try {
                if (lane.awaitStart(LONGEST.toNanos())) {
                    new Cancellation(lane.flow()).ask();
                    answered = true;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        void report() {
            if (!answered) {
                log.warn(
                        "{}: Athena has not answered within {}, so it may not be cancelled. If it runs on, the next start"
                                + " of the task finds it again.",
                        lane.flow().doing(),
                        LONGEST);
            }
        }
    }
}
