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
 * @param answered when Athena answered the start, by its own clock; absent when the execution is known from an offset, of
 *     this shard or of another
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

    /** Watches an execution that another shard has named. */
    static Executing joined(QueryFlow flow, OpenRun run, String id) {
        return new Executing(
                flow,
                run,
                id,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
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
        if (run.rulesOut(execution.submitted())) {
            return late(execution);
        }
        if (execution.state() instanceof Execution.Ended ended) {
            return failed().ended(execution, ended);
        }
        return execution.state() instanceof Execution.Succeeded succeeded
                ? read(execution, succeeded)
                : pending(execution);
    }

    /** Athena forgets executions after 45 days, but may answer a token with one longer. */
    private Step unknown() {
        if (run.begunBy().isPresent()) {
            return failed().late(Optional.empty());
        }
        String reason = "Athena does not know the execution any more, as it keeps executions for 45 days";
        return answered.isEmpty() ? flow.endings().missing(run, reason) : failed().retry(Optional.empty(), reason);
    }

    /** What is begun in vain need not be paid to its end. */
    private Step late(Execution execution) {
        if (execution.state() instanceof Execution.Pending) {
            flow.executions().cancel(id);
        }
        return failed().late(Optional.of(execution));
    }

    /**
     * A result that went before a row of it was delivered is missed by nobody, but the token would lead to it for ever; and
     * so would the reuse of results, which only the first attempt asks for.
     */
    private Step read(Execution execution, Execution.Succeeded succeeded) {
        Optional<Step> elsewhere = flow.isShared() ? elsewhere(execution) : Optional.empty();
        try {
            return elsewhere.orElseGet(() -> Step.to(Reading.open(flow, run, execution, from)));
        } catch (UnreadableResultException e) {
            if (e.isMissing() && (answered.isEmpty() || run.begunBy().isPresent())) {
                return flow.endings().missing(run, String.valueOf(e.getMessage()));
            }
            if (e.isMissing() && (execution.result().reused() || failed().isEarlier(succeeded.completed()))) {
                return failed().startAnew(String.valueOf(e.getMessage()));
            }
            throw e;
        } catch (ChangedColumnsException changes) {
            return flow.endings().changed(run, execution, changes);
        }
    }

    /** Where another shard has read rows of another execution meanwhile, that one is the right one. */
    private Optional<Step> elsewhere(Execution execution) {
        SharedRun shared = SharedRun.now(flow, run.run());
        from.ifPresent(shared::requireSame);
        if (execution.unloaded().isEmpty()) {
            throw flow.stopped(
                    run.label(),
                    "its execution is not an UNLOAD, so its result cannot be shared. Set shards to 1 until this run has"
                            + " ended, or alter the offsets of all shards (docs/shards.md).");
        }
        return shared.begun()
                .filter(begun -> begun.reading()
                        .filter(point -> point.executionId().equals(id))
                        .isEmpty())
                .map(begun -> Step.to(Joining.joined(flow, run, begun)));
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
