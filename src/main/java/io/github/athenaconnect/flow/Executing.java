package io.github.athenaconnect.flow;

import io.github.athenaconnect.offset.QueryOffset;
import io.github.athenaconnect.offset.ReadPoint;
import io.github.athenaconnect.query.Execution;
import io.github.athenaconnect.query.StartedExecution;
import io.github.athenaconnect.result.UnreadableResultException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Looks at an execution until it has ended, then opens its result.
 *
 * @param answered when Athena answered the start, by its own clock; absent when the execution is known from an offset
 * @param from where to go on in the result; absent for its first row
 * @param firstStart when Athena first answered a start of this process, by its own clock; absent with {@code answered}
 * @param pause how long to wait after this look if there will be more to see
 */
record Executing(
        QueryFlow flow,
        OpenRun run,
        String id,
        Optional<Instant> answered,
        Optional<QueryOffset> from,
        Optional<Instant> firstStart,
        Duration pause)
        implements Phase {
    /** Watches an execution that was started now, or was found by its token. */
    static Executing began(QueryFlow flow, OpenRun run, StartedExecution started) {
        return new Executing(
                flow,
                run,
                started.id(),
                Optional.of(started.answered()),
                Optional.empty(),
                Optional.of(flow.started(started)),
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
                Optional.empty(),
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
            return failed().ended(execution, ended);
        }
        return execution.state() instanceof Execution.Succeeded succeeded
                ? read(execution, succeeded)
                : pending(execution);
    }

    /** Athena forgets executions after 45 days, but may answer a token with one longer. */
    private Step unknown() {
        String reason = "Athena does not know the execution any more, as it keeps executions for 45 days";
        return from.isPresent() ? flow.endings().missing(run, reason) : failed().retry(Optional.empty(), reason);
    }

    /** A result that went before a row of it was delivered is missed by nobody, but the token would lead to it for ever. */
    private Step read(Execution execution, Execution.Succeeded succeeded) {
        try {
            return Step.to(Reading.open(flow, run, execution, from));
        } catch (UnreadableResultException e) {
            if (e.isMissing() && from.isPresent()) {
                return flow.endings().missing(run, String.valueOf(e.getMessage()));
            }
            if (e.isMissing() && failed().isEarlier(succeeded.completed())) {
                return failed().startAnew(String.valueOf(e.getMessage()));
            }
            throw e;
        } catch (ChangedColumnsException changes) {
            return flow.endings().changed(run, execution, changes);
        }
    }

    private Step pending(Execution execution) {
        Duration timeout = flow.plan().retry().timeout();
        if (from.isEmpty() && !execution.asOf().isBefore(execution.submitted().plus(timeout))) {
            flow.executions().cancel(id);
            return failed().timedOut(execution);
        }
        return flow.lookAfter(this);
    }

    /** The same, to be looked at after twice the pause, within the configured bounds. */
    Executing patient() {
        Duration longest = flow.plan().athena().pollMax();
        Duration doubled = pause.multipliedBy(2);
        return new Executing(
                flow, run, id, answered, from, firstStart, doubled.compareTo(longest) > 0 ? longest : doubled);
    }

    private FailedAttempt failed() {
        return new FailedAttempt(flow, run, answered, firstStart);
    }

    /** What Athena may still be working on; behind a stored offset there is nothing left for it to do. */
    Optional<String> underWay() {
        return from.isPresent() ? Optional.empty() : Optional.of(id);
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
