package io.github.athenaconnect.flow;

import io.github.athenaconnect.metrics.MetricGroup;
import io.github.athenaconnect.metrics.QueryMeter;
import io.github.athenaconnect.offset.QueryOffset;
import io.github.athenaconnect.offset.ReadPoint;
import io.github.athenaconnect.query.DueRun;
import io.github.athenaconnect.query.Executions;
import io.github.athenaconnect.query.Run;
import io.github.athenaconnect.query.Shard;
import io.github.athenaconnect.query.StartedExecution;
import io.github.athenaconnect.quota.QuotaAwaitedException;
import io.github.athenaconnect.result.QueryResults;
import io.github.athenaconnect.watermark.Watermark;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
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
    private final Surroundings surroundings;

    private final RunEndings endings = new RunEndings(this);
    private final QueryRecords records;
    private final StepFailures failures;
    private final Chronicle chronicle;
    private final QuotaWaits quotaWaits = new QuotaWaits(this);

    private final ColumnHistory columns;
    private final Expenditure expenditure;

    private volatile Phase phase;
    private volatile boolean closed;

    /** The execution that was started last, or that of the stored offset. */
    private Optional<String> latestExecution;

    /** How it waited for its present run, or waits for the next one. */
    private Optional<Waiting> waiting;

    /** When Athena first answered a start of this process, by its own clock. */
    private Optional<Instant> firstStart = Optional.empty();

    /** The offset of the last run that ended, or the stored one. */
    private Optional<QueryOffset> ended;

    /**
     * A query that goes on where it stood.
     *
     * @param stored the offset that was stored last, if there is one
     */
    public QueryFlow(QueryPlan plan, Surroundings surroundings, Optional<QueryOffset> stored) {
        this.plan = plan;
        this.surroundings = surroundings;
        this.records = new QueryRecords(plan);
        this.failures = new StepFailures(this);
        this.chronicle = new Chronicle(this);
        this.ended = stored;
        this.latestExecution = stored.flatMap(QueryOffset::reading).map(ReadPoint::executionId);
        this.columns = new ColumnHistory(plan, stored);
        this.expenditure = new Expenditure(plan.scans().budget(), stored);
        this.phase = stored.map(offset -> new Resumption(this, offset).phase()).orElseGet(this::begin);
        this.waiting = waitingIn(phase);
    }

    /**
     * Takes one bounded step: at most one call to Athena, or one batch of rows. A step whose call has to wait for the account's
     * quota is not taken, and the query stays where it is until then.
     *
     * @throws QueryStoppedException if the query cannot go on by itself
     */
    Step advance() {
        return advance(() -> true);
    }

    /**
     * The same where others read results too.
     *
     * @param mayOpen whether a result may be opened now; if not, the query stays before that until it is advanced again
     */
    Step advance(BooleanSupplier mayOpen) {
        Optional<Instant> idle = quotaWaits.ask();
        (phase instanceof Opening delayed ? delayed.since() : idle).ifPresent(failures::waitedSince);
        try {
            Step step = phase.advance();
            if (step.next() instanceof Opening opening) {
                enter(opening);
                step = mayOpen.getAsBoolean() ? opening.advance() : queued(opening);
            }
            if (step.isProgress()) {
                failures.progress();
            }
            quotaWaits.over();
            enter(step.next());
            return step;
        } catch (QuotaAwaitedException turn) {
            Step later = quotaWaits.await(turn, phase);
            enter(later.next());
            return later;
        } catch (RuntimeException e) {
            if (closed) {
                // What fails while everything is being closed has failed for that.
                log.debug("{}: ended by a stop.", doing(), e);
                return Step.to(phase, Instant.MAX);
            }
            return entered(failures.after(e, phase));
        }
    }

    private Step queued(Opening opening) {
        log.info(
                "{}: succeeded; its rows follow when another query of this task has read its result, as no more may be"
                        + " open at once.",
                about(opening.subject()));
        return Step.to(opening.waiting(passing().instant()));
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
        waiting = waitingIn(next).or(() -> waiting);
        if (closed) {
            next.close();
        }
    }

    private static Optional<Waiting> waitingIn(Phase phase) {
        return phase instanceof Waiting known ? Optional.of(known) : Optional.empty();
    }

    /** The phase of a query that has never run, or is to begin again. */
    Phase begin() {
        return new Waiting(this, Optional.empty(), 0, plan.agenda()::first);
    }

    /** The phase after a run, with the watermark of the runs completed by then. */
    Phase after(Run run, Optional<Watermark> committed) {
        return new Waiting(this, committed, 0, now -> plan.agenda().after(run, now));
    }

    /** The phase before a run that turned out not to be due yet. */
    Phase before(OpenRun run) {
        return waiting.orElseGet(() ->
                new Waiting(this, run.watermark(), run.attempt().number(), now -> Optional.of(dueRun(run.run()))));
    }

    private DueRun dueRun(Run run) {
        return new DueRun(run, plan.agenda().startOf(run));
    }

    /** What begins an attempt at a run. */
    Phase attempt(OpenRun run) {
        return isShared() ? Joining.begin(this, run) : new Starting(this, run);
    }

    /** Whether other shards of the same query read the same executions. */
    boolean isShared() {
        return !plan.place().shard().isWhole();
    }

    Siblings siblings() {
        return surroundings.siblings();
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

    /** Is told what becomes of the query. */
    Chronicle chronicle() {
        return chronicle;
    }

    /** What counts it. */
    public QueryMeter meter() {
        return surroundings.meter();
    }

    /** What is shown of it; to be read from any thread. */
    public MetricGroup metrics() {
        Shard shard = plan.place().shard();
        return MetricGroup.ofQuery(
                plan.query().name(),
                shard.isWhole() ? OptionalInt.empty() : OptionalInt.of(shard.number()),
                meter(),
                new Outlook(this));
    }

    /** The source partition of its records. */
    public Map<String, String> partition() {
        return plan.place().partition();
    }

    /** What it is doing. */
    Phase phase() {
        return phase;
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
        return Step.to(executing.patient(), clock().instant().plus(executing.pause()));
    }

    /**
     * Takes note that Athena has answered a start.
     *
     * @return when it first did so in this process
     */
    Instant started(StartedExecution started) {
        Instant first = firstStart.orElse(started.answered());
        firstStart = Optional.of(first);
        latestExecution = Optional.of(started.id());
        return first;
    }

    /** An execution of it that Athena may be asked about. */
    Optional<String> latestExecution() {
        return latestExecution;
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

    /** What its executions have scanned of its budget. */
    Expenditure expenditure() {
        return expenditure;
    }

    /** How many bytes its executions may still scan before the budget begins anew, from any thread; empty without one. */
    public Optional<Long> budgetLeft() {
        return expenditure.left(clock().instant());
    }

    QueryPlan plan() {
        return plan;
    }

    Executions executions() {
        return surroundings.executions();
    }

    QueryResults results() {
        return surroundings.results();
    }

    InstantSource clock() {
        return surroundings.clock();
    }

    /** Tells how time passes, whatever becomes of clocks. */
    InstantSource passing() {
        return surroundings.passing();
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
