package io.github.athenaconnect.validation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks all questions at once and waits for the answers no longer than it may. One of the few classes that know threads.
 *
 * <p>A thread that hangs in a call ends when the clients are closed, which is up to whoever opened them.
 */
final class ParallelChecks {
    static final String THREAD_NAME = "athena-validation";

    private static final Logger LOG = LoggerFactory.getLogger(ParallelChecks.class);

    /** Starts of queries are limited to 20 a second for the whole account, so many threads would only be throttled. */
    private static final int MOST_THREADS = 16;

    private ParallelChecks() {}

    /**
     * The outcomes, in the order of the checks.
     *
     * @throws InterruptedException if the caller is interrupted, which also ends the checks
     */
    static List<Outcome> run(List<? extends Check> checks, Duration limit, InstantSource clock)
            throws InterruptedException {
        TimeLeft time = new Countdown(clock, clock.instant().plus(limit));
        List<Future<List<Finding>>> answers =
                answers(checks.stream().map(check -> asked(check, time)).toList(), limit);
        List<Outcome> outcomes = new ArrayList<>();
        IntStream.range(0, checks.size())
                .forEach(index -> outcomes.add(outcome(checks.get(index), answers.get(index))));
        return outcomes;
    }

    /**
     * The answers to any questions, in their order, cancelled where there is none in time.
     *
     * @throws InterruptedException if the caller is interrupted, which also ends the questions
     */
    static <T> List<Future<T>> answers(List<Callable<T>> questions, Duration limit) throws InterruptedException {
        ExecutorService threads =
                Executors.newFixedThreadPool(Math.min(questions.size(), MOST_THREADS), ParallelChecks::thread);
        try {
            return threads.invokeAll(questions, limit.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            threads.shutdownNow();
        }
    }

    private static Callable<List<Finding>> asked(Check check, TimeLeft time) {
        return () -> check.findings(time);
    }

    private static Outcome outcome(Check check, Future<List<Finding>> answer) {
        try {
            return new Outcome.Answered(check, answer.get(0, TimeUnit.NANOSECONDS));
        } catch (CancellationException | TimeoutException overdue) {
            return new Outcome.Unanswered(check);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Unanswered(check);
        } catch (ExecutionException failed) {
            LOG.warn("Could not find out {}; the connector is not refused for that", check.question(), failed);
            return new Outcome.Answered(check, List.of());
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, THREAD_NAME);
        thread.setDaemon(true);
        return thread;
    }

    /** Until a moment. */
    private record Countdown(InstantSource clock, Instant end) implements TimeLeft {
        @Override
        public Duration left() {
            return Duration.between(clock.instant(), end);
        }

        @Override
        public void pause(Duration duration) throws InterruptedException {
            TimeUnit.NANOSECONDS.sleep(duration.toNanos());
        }
    }
}
