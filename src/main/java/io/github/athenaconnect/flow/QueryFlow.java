package io.github.athenaconnect.flow;

import io.github.athenaconnect.offset.QueryOffset;
import io.github.athenaconnect.query.Executions;
import io.github.athenaconnect.query.Run;
import io.github.athenaconnect.query.StartedExecution;
import io.github.athenaconnect.result.QueryResults;
import io.github.athenaconnect.watermark.Watermark;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One query on its way through its phases, run after run.
 *
 * <p>{@link #advance} is for one thread at a time; {@link #close} for any.
 */
public final class QueryFlow implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(QueryFlow.class);

    private final QueryPlan plan;
    private final Executions executions;
    private final QueryResults results;
    private final InstantSource clock;
    private final Siblings siblings;

    private final RunEndings endings = new RunEndings(this);
    private final QueryRecords records;
    private final StepFailures failures;

    private final ColumnHistory columns;

    private volatile Phase phase;
    private volatile boolean closed;

    /** When Athena first answered a start of this process, by its own clock. */
    private Optional<Instant> firstStart = Optional.empty();

    /** The offset of the last run that ended, or the stored one. */
    private Optional<QueryOffset> ended;

    /**
     * A query that goes on where it stood.
     *
     * @param stored the offset that was stored last, if there is one
     */
    public QueryFlow(
            QueryPlan plan,
            Executions executions,
            QueryResults results,
            InstantSource clock,
            Optional<QueryOffset> stored) {
        this(plan, executions, results, clock, stored, Siblings.NONE);
    }

    /** The same for one shard of a query. */
    public QueryFlow(
            QueryPlan plan,
            Executions executions,
            QueryResults results,
            InstantSource clock,
            Optional<QueryOffset> stored,
            Siblings siblings) {
        this.siblings = siblings;
        this.plan = plan;
        this.executions = executions;
        this.results = results;
        this.clock = clock;
        this.records = new QueryRecords(plan);
        this.failures = new StepFailures(this);
        this.ended = stored;
        this.columns = new ColumnHistory(plan, stored);
        this.phase = stored.map(offset -> new Resumption(this, offset).phase()).orElseGet(this::begin);
    }

    /**
     * Takes one bounded step: at most one call to Athena, or one batch of rows.
     *
     * @throws QueryStoppedException if the query cannot go on by itself
     */
    Step advance() {
        try {
            Step step = phase.advance();
            if (step.isProgress()) {
                failures.progress();
            }
            enter(step.next());
            return step;
        } catch (RuntimeException e) {
            if (closed) {
                // What fails while everything is being closed has failed for that.
                log.debug("{}: ended by a stop.", doing(), e);
                return Step.to(phase, Instant.MAX);
            }
            return entered(failures.after(e, phase));
        }
    }

    /** The phase that failed is over, also where it is to be tried again: that begins with another. */
    private Step entered(Step step) {
        phase.close();
        enter(step.next());
        return step;
    }

    /** A phase entered while {@link #close} ran is closed here, so that nothing stays open. */
    private void enter(Phase next) {
        phase = next;
        if (closed) {
            next.close();
        }
    }

    /** The phase of a query that has never run, or is to begin again. */
    Phase begin() {
        return new Waiting(this, Optional.empty(), 0, plan.agenda()::first);
    }

    /** The phase after a run, with the watermark of the runs completed by then. */
    Phase after(Run run, Optional<Watermark> committed) {
        return new Waiting(this, committed, 0, now -> plan.agenda().after(run, now));
    }

    /** What begins an attempt at a run. */
    Phase attempt(OpenRun run) {
        return isShared() ? new Joining(this, run) : new Starting(this, run);
    }

    /** Whether other shards of the same query read the same executions. */
    boolean isShared() {
        return !plan.place().shard().isWhole();
    }

    Siblings siblings() {
        return siblings;
    }

    /** The statement of a run, with its values for the placeholders. */
    String statement(OpenRun run) {
        Map<String, String> literals = new HashMap<>(plan.agenda().literals(run.run()));
        plan.watermark()
                .ifPresent(settings ->
                        literals.putAll(settings.lowerBound(run.watermark()).literals()));
        return plan.statement().render(literals);
    }

    /** Tells the configured statement from any other. */
    String fingerprint() {
        return plan.query().fingerprint();
    }

    /** How the runs of this query end. */
    RunEndings endings() {
        return endings;
    }

    /** How this query addresses its records. */
    QueryRecords records() {
        return records;
    }

    /** Takes note of the offset that the run log's record of a run carries. */
    void ended(QueryOffset done) {
        ended = Optional.of(done);
    }

    /** The offset behind the last record that was handed over, or the stored one; empty if there was none. */
    Optional<QueryOffset> standing() {
        return phase.standing().or(() -> ended);
    }

    /** The next look at an execution, after its pause; the one after that waits longer. */
    Step lookAfter(Executing executing) {
        return Step.to(executing.patient(), clock.instant().plus(executing.pause()));
    }

    /**
     * Takes note that Athena has answered a start.
     *
     * @return when it first did so in this process
     */
    Instant started(StartedExecution started) {
        Instant first = firstStart.orElse(started.answered());
        firstStart = Optional.of(first);
        return first;
    }

    /** The beginning of every message about this query. */
    String about(String subject) {
        return plan.place().label() + ", " + subject;
    }

    QueryStoppedException stopped(String subject, String explanation) {
        return new QueryStoppedException(about(subject) + ": " + explanation, null);
    }

    /** The columns of its records, from result to result. */
    ColumnHistory columns() {
        return columns;
    }

    QueryPlan plan() {
        return plan;
    }

    Executions executions() {
        return executions;
    }

    QueryResults results() {
        return results;
    }

    InstantSource clock() {
        return clock;
    }

    /** Whether an execution is about to be started, or asked for, that is this query's alone. */
    boolean isStarting() {
        return phase instanceof Starting && !isShared();
    }

    /** The execution that Athena works on for this query alone, as far as is known. */
    Optional<String> underWay() {
        return phase instanceof Executing executing && !isShared() ? executing.underWay() : Optional.empty();
    }

    /** Names the query and what it is doing. */
    String doing() {
        return about(phase.subject());
    }

    boolean isClosed() {
        return closed;
    }

    /** Ends what is open, from any thread; a step that is under way fails, and nobody is told. */
    @Override
    public void close() {
        closed = true;
        phase.close();
    }
}
