package io.github.athenaconnect.flow;

import io.github.athenaconnect.failure.ExecutionFailure;
import io.github.athenaconnect.offset.QueryOffset;
import io.github.athenaconnect.query.Attempt;
import io.github.athenaconnect.query.Execution;
import io.github.athenaconnect.result.UnreadableResultException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at an execution until it has ended, then opens its result.
 *
 * @param retries how many earlier attempts of this run have failed in this process
 * @param answered when Athena answered the start, by its own clock; absent when the execution is known from an offset
 * @param from where to go on in the result; absent for its first row
 * @param pause how long to wait after this look if there will be more to see
 */
record Executing(
        QueryFlow flow,
        Attempt attempt,
        String id,
        int retries,
        Optional<Instant> answered,
        Optional<QueryOffset> from,
        Duration pause)
        implements Phase {
    private static final Logger log = LoggerFactory.getLogger(Executing.class);

    /** Dates of an HTTP answer are cut to the second, and an execution needs longer than no time at all. */
    private static final Duration CLOCK_GRAIN = Duration.ofSeconds(2);

    /** Goes on behind a stored offset, in whose execution is already decided. */
    static Executing resume(QueryFlow flow, QueryOffset from) {
        return new Executing(
                flow,
                from.attempt(),
                from.executionId(),
                0,
                Optional.empty(),
                Optional.of(from),
                flow.plan().athena().pollMin());
    }

    @Override
    public Step advance() {
        Execution execution = flow.executions().look(id);
        if (execution.state() instanceof Execution.Ended ended) {
            return ended(execution, ended);
        }
        return execution.state() instanceof Execution.Succeeded succeeded
                ? read(execution, succeeded)
                : pending(execution);
    }

    /** A result that went before a row of it was delivered is missed by nobody, but the token would lead to it for ever. */
    private Step read(Execution execution, Execution.Succeeded succeeded) {
        try {
            return Step.to(Reading.open(flow, attempt, execution, from));
        } catch (UnreadableResultException e) {
            if (e.reason() == UnreadableResultException.Reason.GONE && isEarlier(succeeded.completed())) {
                return startAnew(String.valueOf(e.getMessage()));
            }
            throw e;
        }
    }

    private Step pending(Execution execution) {
        Duration timeout = flow.plan().retry().timeout();
        if (from.isEmpty() && !execution.asOf().isBefore(execution.submitted().plus(timeout))) {
            flow.executions().cancel(id);
            throw flow.stopped(subject(), timedOut(timeout));
        }
        return flow.lookAfter(this);
    }

    /** The same, to be looked at after twice the pause, within the configured bounds. */
    Executing patient() {
        Duration longest = flow.plan().athena().pollMax();
        Duration doubled = pause.multipliedBy(2);
        return new Executing(
                flow, attempt, id, retries, answered, from, doubled.compareTo(longest) > 0 ? longest : doubled);
    }

    private Step ended(Execution execution, Execution.Ended ended) {
        ExecutionFailure failure = ended.failure();
        if (ranOutOfTime(execution, ended)) {
            throw flow.stopped(subject(), timedOut(flow.plan().retry().timeout()));
        }
        return switch (failure.verdict()) {
            case RETRY_RUN -> isEarlier(ended.completed()) ? startAnew(failure.toString()) : retry(failure);
            case STOP_UNTIL_RESTART -> {
                if (isEarlier(ended.completed())) {
                    yield startAnew(failure.toString());
                }
                throw flow.stopped(subject(), failure + ". Correct the cause, then restart the task.");
            }
            case STOP_UNTIL_CHANGE ->
                throw flow.stopped(
                        subject(),
                        failure + ". The same statement would cost the same and fail the same, so it is not run again:"
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

    private Step retry(ExecutionFailure failure) {
        if (retries >= flow.plan().retry().retries()) {
            throw flow.stopped(
                    subject(),
                    failure + ". Athena calls this passing, but " + (retries + 1)
                            + " attempts have failed. Restart the task to try again, or raise query."
                            + flow.plan().query().name() + ".retries.");
        }
        Duration backoff = flow.plan().retry().backoff().multipliedBy(1L << Math.min(retries, 10));
        log.warn("{}: {}. Starting attempt {} in {}.", flow.about(subject()), failure, attempt.number() + 1, backoff);
        return Step.to(
                new Starting(flow, attempt.next(), retries + 1),
                flow.clock().instant().plus(backoff));
    }

    /**
     * What had ended before this start asked for it is yesterday's: somebody may have mended the cause of its failure
     * since and restarted the task for that, and the token would give the same failure for ever.
     */
    private boolean isEarlier(Instant completed) {
        return answered.filter(start -> completed.isBefore(start.minus(CLOCK_GRAIN)))
                .isPresent();
    }

    private Step startAnew(String reason) {
        log.info("{}: had ended before this start ({}). Starting the next attempt.", flow.about(subject()), reason);
        return Step.to(new Starting(flow, attempt.next(), retries));
    }

    @Override
    public String subject() {
        return attempt.run().label() + ", execution " + id;
    }
}
