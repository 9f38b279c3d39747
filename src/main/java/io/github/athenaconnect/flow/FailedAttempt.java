package io.github.athenaconnect.flow;

import io.github.athenaconnect.failure.ExecutionFailure;
import io.github.athenaconnect.query.Execution;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An attempt whose execution left no result to read, and what follows: another one, or the end of the run.
 *
 * @param answered when Athena answered the start, by its own clock; absent when the execution is known from an offset
 * @param firstStart when Athena first answered a start of this process, by its own clock; absent with {@code answered}
 */
record FailedAttempt(QueryFlow flow, OpenRun run, Optional<Instant> answered, Optional<Instant> firstStart) {
    private static final Logger log = LoggerFactory.getLogger(FailedAttempt.class);

    /** Dates of an HTTP answer are cut to the second, and an execution needs longer than no time at all. */
    private static final Duration CLOCK_GRAIN = Duration.ofSeconds(2);

    /** Each place that is taken is one of an earlier attempt. So many of these are not an accident, and count as failures. */
    private static final int MOST_PLACES = 10;

    /** A cancellation that a stop asked for shortly before this task started may take Athena so long. */
    private static final Duration LONGEST_CANCELLATION = Duration.ofSeconds(10);

    /** After what Athena says of the execution's end. */
    Step ended(Execution execution, Execution.Ended ended) {
        ExecutionFailure failure = ended.failure();
        ScanLimit limit = new ScanLimit(flow, run);
        if (limit.isExceededBy(execution)) {
            return flow.endings()
                    .giveUp(
                            run,
                            Optional.of(execution),
                            run.label(),
                            limit.obstacle(execution, "it has ended as " + failure));
        }
        if (ranOutOfTime(execution, ended)) {
            return timedOut(execution);
        }
        return switch (failure.verdict()) {
            case RETRY_RUN ->
                isEarlier(ended.completed())
                                || (failure.placeIsTaken() && run.executions().size() < MOST_PLACES)
                        ? startAnew(failure.toString())
                        : retry(Optional.of(execution), failure.toString());
            case STOP_UNTIL_RESTART ->
                isEarlier(ended.completed()) || endedByTheLastStop(ended)
                        ? startAnew(failure.toString())
                        : giveUp(execution, failure + ".", " Correct the cause, then restart the task.");
            case STOP_UNTIL_CHANGE ->
                giveUp(
                        execution,
                        failure + ". The same statement would cost the same and fail the same: change it.",
                        " As it is, it is not run again. Where a limit was raised instead, another comment in the"
                                + " statement is change enough.");
        };
    }

    private Step giveUp(Execution execution, String explanation, String wayOut) {
        return flow.endings().giveUp(run, Optional.of(execution), run.label(), new Obstacle(explanation, wayOut));
    }

    private boolean ranOutOfTime(Execution execution, Execution.Ended ended) {
        return isCancellation(ended)
                && ended.completed().isBefore(Instant.MAX)
                && !ended.completed()
                        .isBefore(execution.submitted().plus(flow.plan().retry().timeout()));
    }

    private static boolean isCancellation(Execution.Ended ended) {
        return ended.failure().state().equals("CANCELLED");
    }

    /** After it was cancelled, now or before a restart, because it ran too long. */
    Step timedOut(Execution execution) {
        ScanLimit limit = new ScanLimit(flow, run);
        if (limit.isExceededBy(execution)) {
            return flow.endings()
                    .giveUp(
                            run,
                            Optional.of(execution),
                            run.label(),
                            limit.obstacle(execution, "Athena has not ended it within timeout"));
        }
        return giveUp(
                execution,
                "the execution was cancelled because it ran longer than timeout allows ("
                        + flow.plan().retry().timeout()
                        + "). It is not run again by itself, as what it scanned is paid: raise query."
                        + flow.plan().query().name() + ".timeout, or make the statement cheaper.",
                "");
    }

    /** After a failure that may pass. */
    Step retry(Optional<Execution> execution, String failure) {
        if (run.retries() >= flow.plan().retry().retries()) {
            return flow.endings().giveUp(run, execution, run.label(), usedUp(failure));
        }
        Duration backoff = flow.plan().retry().backoff().multipliedBy(1L << Math.min(run.retries(), 10));
        OpenRun retried = run.retried();
        flow.chronicle().retrying();
        log.warn(
                "{}: {}. Starting attempt {} in {}.",
                flow.about(run.label()),
                failure,
                retried.attempt().number(),
                backoff);
        return Step.to(flow.attempt(retried), flow.clock().instant().plus(backoff));
    }

    private Obstacle usedUp(String failure) {
        return new Obstacle(
                failure + ". That may pass, but " + (run.retries() + 1) + " attempts have failed.",
                " Restart the task to try again, or raise query."
                        + flow.plan().query().name() + ".retries.");
    }

    /**
     * What had ended before this start asked for it is yesterday's: somebody may have mended the cause of its failure
     * since and restarted the task for that, and the token would give the same failure for ever.
     */
    boolean isEarlier(Instant completed) {
        return answered.filter(start -> completed.isBefore(start.minus(CLOCK_GRAIN)))
                .isPresent();
    }

    /**
     * Cancelled before this task had asked for executions for long: its last stop may have asked for that, and Athena takes
     * its time. Later it was somebody, who would not like to see it run again.
     */
    private boolean endedByTheLastStop(Execution.Ended ended) {
        return isCancellation(ended)
                && firstStart
                        .filter(start -> ended.completed().isBefore(start.plus(LONGEST_CANCELLATION)))
                        .isPresent();
    }

    /**
     * After an execution turned out to be younger than the one that another shard has read: Athena has forgotten the token
     * of that.
     */
    Step late(Optional<Execution> execution) {
        return flow.endings()
                .giveUp(
                        run,
                        execution,
                        run.label(),
                        Obstacle.of(
                                "other shards have read another execution of this run and are past it. Athena does not"
                                        + " lead to that any more, and files of this one are cut differently, so nothing is read."
                                        + " Stop the connector and alter the offsets of all shards to begin this run again with a"
                                        + " higher attempt (docs/offsets.md, \"Run again from\")."));
    }

    /** After what is nobody's failure any more. */
    Step startAnew(String reason) {
        log.info("{}: belongs to an earlier start ({}). Starting the next attempt.", flow.about(run.label()), reason);
        return Step.to(flow.attempt(run.again()));
    }
}
