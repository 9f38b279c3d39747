package io.github.athenaconnect.flow;

import io.github.athenaconnect.metrics.QueryState;
import io.github.athenaconnect.offset.QueryOffset;
import io.github.athenaconnect.offset.ReadPoint;
import io.github.athenaconnect.query.Execution;
import io.github.athenaconnect.query.StartedExecution;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Looks at an execution until it has ended; its result is then opened ({@link Opening}).
 *
 * @param answered when Athena answered the start, by its own clock; absent when the execution is known from an offset, of
 *     this shard or of another
 * @param from where to go on in the result; absent for its first row
 * @param firstStart when Athena first answered a start of this process, by its own clock; absent with {@code answered}
 * @param looks how it has been looked at
 * @param cancelled whether it was cancelled for what it has scanned, and is looked at for how it ends
 */
record Executing(
        QueryFlow flow,
        OpenRun run,
        String id,
        Optional<Instant> answered,
        Optional<QueryOffset> from,
        Optional<Instant> firstStart,
        Looks looks,
        boolean cancelled)
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
                Looks.none(flow.plan().athena()),
                false);
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
                Looks.none(flow.plan().athena()),
                false);
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
                Looks.none(flow.plan().athena()),
                false);
    }

    @Override
    public Step advance() {
        Optional<Execution> looked = flow.executions().look(id);
        if (looked.isEmpty()) {
            return looks.isUnknownForLong(flow.passing().instant())
                    ? unknown()
                    : flow.lookAfter(with(looks.unknown(flow.passing().instant())));
        }
        Execution execution = looked.get();
        flow.expenditure().seen(execution);
        flow.chronicle().looked(run, execution);
        if (run.rulesOut(execution.submitted())) {
            return late(execution);
        }
        // One that another shard has read rows of is settled.
        if (from.isEmpty() && answered.isPresent() && new EarlyStart(flow, run).is(execution)) {
            return new EarlyStart(flow, run).giveUp(execution);
        }
        if (execution.state() instanceof Execution.Ended ended) {
            return failed().ended(execution, ended);
        }
        return execution.state() instanceof Execution.Succeeded succeeded
                ? Step.to(new Opening(this, execution, succeeded.completed()))
                : with(looks.known()).pending(execution);
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
            flow.chronicle().abandoned(execution);
        }
        return failed().late(Optional.of(execution));
    }

    private Step pending(Execution execution) {
        Duration timeout = flow.plan().retry().timeout();
        ScanLimit limit = new ScanLimit(flow, run);
        if (from.isEmpty() && !execution.asOf().isBefore(execution.submitted().plus(timeout))) {
            flow.executions().cancel(id);
            flow.chronicle().abandoned(execution);
            return failed().timedOut(execution);
        }
        if (!cancelled && limit.isExceededBy(execution)) {
            limit.cancel(execution);
            return flow.lookAfter(new Executing(flow, run, id, answered, from, firstStart, looks, true));
        }
        return flow.lookAfter(this);
    }

    /** The same, to be looked at after twice the pause, within the configured bounds. */
    Executing patient() {
        return with(looks.next());
    }

    /** How long to wait after this look if there will be more to see. */
    Duration pause() {
        return looks.pause();
    }

    private Executing with(Looks others) {
        return new Executing(flow, run, id, answered, from, firstStart, others, cancelled);
    }

    /** Whether rows of its result have been read before. */
    boolean resumes() {
        return from.isPresent();
    }

    FailedAttempt failed() {
        return new FailedAttempt(flow, run, answered, firstStart);
    }

    /** What Athena may still be working on; behind a stored offset there is nothing left for it to do. */
    Optional<String> underWay() {
        return from.isPresent() ? Optional.empty() : Optional.of(id);
    }

    @Override
    public QueryState state() {
        return QueryState.EXECUTING;
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
