package io.github.athenaconnect.flow;

import io.github.athenaconnect.failure.ExecutionFailure;
import io.github.athenaconnect.offset.QueryOffset;
import io.github.athenaconnect.offset.ReadPoint;
import io.github.athenaconnect.query.Execution;
import io.github.athenaconnect.query.StartedExecution;
import io.github.athenaconnect.result.UnreadableResultException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at an execution until it has ended, then opens its result.
 *
 * @param answered when Athena answered the start, by its own clock; absent when the execution is known from an offset
 * @param from where to go on in the result; absent for its first row
 * @param watched whether it was seen under way
 * @param pause how long to wait after this look if there will be more to see
 */
record Executing(
        QueryFlow flow,
        OpenRun run,
        String id,
        Optional<Instant> answered,
        Optional<QueryOffset> from,
        boolean watched,
        Duration pause)
        implements Phase {
    private static final Logger log = LoggerFactory.getLogger(Executing.class);

    /** Dates of an HTTP answer are cut to the second, and an execution needs longer than no time at all. */
    private static final Duration CLOCK_GRAIN = Duration.ofSeconds(2);

    /** A cancellation that a stop asked for shortly before this start may take Athena so long. */
    private static final Duration LONGEST_CANCELLATION = Duration.ofSeconds(10);

    /** Watches an execution that was started now, or was found by its token. */
    static Executing began(QueryFlow flow, OpenRun run, StartedExecution started) {
        return new Executing(
                flow,
                run,
                started.id(),
                Optional.of(started.answered()),
                Optional.empty(),
                false,
                flow.plan().athena().pollMin());
    }

    /** Goes on behind a stored offset, in whose execution is already decided. */
    static Executing resume(QueryFlow flow, OpenRun run, QueryOffset from, ReadPoint point) {
        return new Executing(
                flow,
                run,
                point.executionId(),
                Optional.empty(),
                Optional.of(from),
                false,
                flow.plan().athena().pollMin());
    }

    @Override
    public Step advance() {
        Optional<Execution> looked = flow.executions().look(id);
        if (looked.isEmpty()) {
            return unknown();
        }
        Execution execution = looked.get();
        if (execution.state() instanceof Execution.Ended ended) {
            return ended(execution, ended);
        }
        return execution.state() instanceof Execution.Succeeded succeeded
                ? read(execution, succeeded)
                : pending(execution);
    }

    /** Athena forgets executions after 45 days, but may answer a token with one longer. */
    private Step unknown() {
        String reason = "Athena does not know the execution any more, as it keeps executions for 45 days";
        return from.isPresent() ? flow.endings().missing(run, reason) : retry(Optional.empty(), reason);
    }

    /** A result that went before a row of it was delivered is missed by nobody, but the token would lead to it for ever. */
    private Step read(Execution execution, Execution.Succeeded succeeded) {
        try {
            return Step.to(Reading.open(flow, run, execution, from));
        } catch (UnreadableResultException e) {
            if (e.isMissing() && from.isPresent()) {
                return flow.endings().missing(run, String.valueOf(e.getMessage()));
            }
            if (e.isMissing() && isEarlier(succeeded.completed())) {
                return startAnew(String.valueOf(e.getMessage()));
            }
            throw e;
        }
    }

    private Step pending(Execution execution) {
        Duration timeout = flow.plan().retry().timeout();
        if (from.isEmpty() && !execution.asOf().isBefore(execution.submitted().plus(timeout))) {
            flow.executions().cancel(id);
            return flow.endings().giveUp(run, Optional.of(execution), timedOut(timeout));
        }
        return flow.lookAfter(this, true);
    }

    /** The same, seen under way, to be looked at after twice the pause, within the configured bounds. */
    Executing patient(boolean underWay) {
        Duration longest = flow.plan().athena().pollMax();
        Duration doubled = pause.multipliedBy(2);
        return new Executing(
                flow, run, id, answered, from, underWay, doubled.compareTo(longest) > 0 ? longest : doubled);
    }

    private Step ended(Execution execution, Execution.Ended ended) {
        ExecutionFailure failure = ended.failure();
        if (ranOutOfTime(execution, ended)) {
            return flow.endings()
                    .giveUp(
                            run,
                            Optional.of(execution),
                            timedOut(flow.plan().retry().timeout()));
        }
        return switch (failure.verdict()) {
            case RETRY_RUN ->
                isEarlier(ended.completed())
                        ? startAnew(failure.toString())
                        : retry(Optional.of(execution), failure.toString());
            case STOP_UNTIL_RESTART ->
                isEarlier(ended.completed()) || endedUnwatched(ended) || endedByTheLastStop(ended)
                        ? startAnew(failure.toString())
                        : flow.endings()
                                .giveUp(
                                        run,
                                        Optional.of(execution),
                                        failure + ". Correct the cause, then restart the task.");
            case STOP_UNTIL_CHANGE ->
                flow.endings()
                        .giveUp(
                                run,
                                Optional.of(execution),
                                failure
                                        + ". The same statement would cost the same and fail the same, so it is not run again:"
                                        + " change it. Where a limit was raised instead, another comment in the"
                                        + " statement is change enough.");
        };
    }

    private boolean ranOutOfTime(Execution execution, Execution.Ended ended) {
        return failureIsCancellation(ended)
                && ended.completed().isBefore(Instant.MAX)
                && !ended.completed()
                        .isBefore(execution.submitted().plus(flow.plan().retry().timeout()));
    }

    private static boolean failureIsCancellation(Execution.Ended ended) {
        return ended.failure().state().equals("CANCELLED");
    }

    private String timedOut(Duration timeout) {
        return "the execution was cancelled because it ran longer than timeout allows (" + timeout
                + "). It is not run again by itself, as what it scanned is paid: raise query."
                + flow.plan().query().name() + ".timeout, or make the statement cheaper.";
    }

    private Step retry(Optional<Execution> execution, String failure) {
        int retries = flow.plan().retry().retries();
        if (run.retries() >= retries) {
            return flow.endings()
                    .giveUp(
                            run,
                            execution,
                            failure + ". That may pass, but " + (run.retries() + 1)
                                    + " attempts have failed. Restart the task to try again, or raise query."
                                    + flow.plan().query().name() + ".retries.");
        }
        Duration backoff = flow.plan().retry().backoff().multipliedBy(1L << Math.min(run.retries(), 10));
        OpenRun retried = run.retried();
        log.warn(
                "{}: {}. Starting attempt {} in {}.",
                flow.about(subject()),
                failure,
                retried.attempt().number(),
                backoff);
        return Step.to(new Starting(flow, retried), flow.clock().instant().plus(backoff));
    }

    /**
     * What had ended before this start asked for it is yesterday's: somebody may have mended the cause of its failure
     * since and restarted the task for that, and the token would give the same failure for ever.
     */
    private boolean isEarlier(Instant completed) {
        return answered.filter(start -> completed.isBefore(start.minus(CLOCK_GRAIN)))
                .isPresent();
    }

    /**
     * Cancelled, and never seen under way: whoever did it, perhaps this query's last stop, did it before this start. For
     * an end so short before it the clocks alone cannot tell.
     */
    private boolean endedUnwatched(Execution.Ended ended) {
        return failureIsCancellation(ended) && from.isEmpty() && !watched;
    }

    /**
     * Cancelled soon after this start asked for it: a stop may have asked for that before, and Athena takes its time. Once
     * for each start, as it may have been somebody else.
     */
    private boolean endedByTheLastStop(Execution.Ended ended) {
        boolean soon = answered.filter(start -> ended.completed().isBefore(start.plus(LONGEST_CANCELLATION)))
                .isPresent();
        return soon && failureIsCancellation(ended) && run.executions().size() == 1;
    }

    /** What Athena may still be working on; behind a stored offset there is nothing left for it to do. */
    Optional<String> underWay() {
        return from.isPresent() ? Optional.empty() : Optional.of(id);
    }

    private Step startAnew(String reason) {
        log.info("{}: had ended before this start ({}). Starting the next attempt.", flow.about(subject()), reason);
        return Step.to(new Starting(flow, run.again()));
    }

    @Override
    public String subject() {
        return run.label();
    }

    @Override
    public Optional<QueryOffset> standing() {
        return from;
    }

    @Override
    public Optional<OpenRun> openRun() {
        return Optional.of(run);
    }
}
