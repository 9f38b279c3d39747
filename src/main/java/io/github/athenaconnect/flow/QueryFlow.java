package io.github.athenaconnect.flow;

import io.github.athenaconnect.failure.CallFailure;
import io.github.athenaconnect.offset.OffsetFormat;
import io.github.athenaconnect.offset.QueryOffset;
import io.github.athenaconnect.query.Execution;
import io.github.athenaconnect.query.Executions;
import io.github.athenaconnect.query.Run;
import io.github.athenaconnect.query.StartedExecution;
import io.github.athenaconnect.record.Provenance;
import io.github.athenaconnect.record.RecordFactory;
import io.github.athenaconnect.record.UnfitColumnException;
import io.github.athenaconnect.record.UnusableRowException;
import io.github.athenaconnect.result.QueryResults;
import io.github.athenaconnect.result.UndecodableRowException;
import io.github.athenaconnect.result.UnreadableResultException;
import io.github.athenaconnect.type.RowType;
import io.github.athenaconnect.type.UnusableColumnsException;
import io.github.athenaconnect.watermark.UnusableWatermarkException;
import io.github.athenaconnect.watermark.Watermark;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.source.SourceRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

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

    private final RunEndings endings = new RunEndings(this);

    private volatile Phase phase;
    private volatile boolean closed;
    private Patience patience;

    /** Of the result that was opened last. */
    private Optional<RecordFactory> records = Optional.empty();

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
        this.plan = plan;
        this.executions = executions;
        this.results = results;
        this.clock = clock;
        this.patience = Patience.fresh(plan.retry());
        this.ended = stored;
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
                patience = Patience.fresh(plan.retry());
            }
            enter(step.next());
            return step;
        } catch (RuntimeException e) {
            if (closed) {
                // What fails while everything is being closed has failed for that.
                log.debug("{}: ended by a stop.", doing(), e);
                return Step.to(phase, Instant.MAX);
            }
            return failed(e);
        }
    }

    private Step failed(RuntimeException thrown) {
        if (thrown instanceof SdkException call) {
            return tryAgain(CallFailure.of(call), call);
        }
        if (thrown instanceof UnreadableResultException result) {
            return unreadable(result);
        }
        if (isOfItsRows(thrown)) {
            return giveUp(String.valueOf(thrown.getMessage()));
        }
        throw thrown instanceof QueryStoppedException complete
                ? complete
                : new QueryStoppedException(
                        doing() + ": an error of the connector itself, please report it: " + thrown, thrown);
    }

    private static boolean isOfItsRows(RuntimeException thrown) {
        return thrown instanceof UndecodableRowException
                || thrown instanceof UnusableRowException
                || thrown instanceof UnfitColumnException
                || thrown instanceof UnusableColumnsException
                || thrown instanceof UnusableWatermarkException;
    }

    private Step unreadable(UnreadableResultException e) {
        String message = String.valueOf(e.getMessage());
        Optional<OpenRun> run = phase.openRun();
        if (e.isMissing() && phase instanceof Reading && run.isPresent()) {
            return entered(endings.missing(run.get(), message));
        }
        return e.isOfThisResult() ? giveUp(message) : tryAgain(new CallFailure(e.passing(), message), e);
    }

    /** The run under way cannot be completed, for a reason of its own result. */
    private Step giveUp(String message) {
        OpenRun run = phase.openRun().orElseThrow(() -> stopped(phase.subject(), message));
        return entered(endings.giveUp(run, Optional.empty(), phase.subject(), message));
    }

    private Step entered(Step step) {
        phase.close();
        enter(step.next());
        return step;
    }

    private Step tryAgain(CallFailure failure, RuntimeException thrown) {
        Instant now = clock.instant();
        String message = about(phase.subject()) + ": " + failure.explanation();
        Instant next = now.plus(patience.pause());
        patience = patience.failed(now);
        if (!failure.passing() || patience.exhausted(now)) {
            throw new QueryStoppedException(message, failure.passing() ? thrown : null);
        }
        log.warn("{} Trying again at {}.", message, next);
        enter(phase.afterFailure());
        return Step.to(phase, next);
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

    /** How the rows of one result become records. */
    RecordFactory records(OpenRun run, Execution execution, RowType rowType) {
        String name = plan.query().name();
        RecordFactory made = new RecordFactory(
                plan.records(), rowType, OffsetFormat.partition(name), new Provenance(name, run.run(), execution.id()));
        records = Optional.of(made);
        return made;
    }

    /** A record that only carries an offset; empty where it is not known what the broker would take. */
    Optional<SourceRecord> marker(QueryOffset offset) {
        Map<String, ?> fields = OffsetFormat.write(offset);
        return records.map(made -> made.marker(fields))
                .or(() -> RecordFactory.marker(
                        plan.records(), OffsetFormat.partition(plan.query().name()), fields));
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
        return "Query '" + plan.query().name() + "', " + subject;
    }

    QueryStoppedException stopped(String subject, String explanation) {
        return new QueryStoppedException(about(subject) + ": " + explanation, null);
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

    /** Whether an execution is about to be started, or asked for. */
    boolean isStarting() {
        return phase instanceof Starting;
    }

    /** The execution that Athena works on for this query, as far as is known. */
    Optional<String> underWay() {
        return phase instanceof Executing executing ? executing.underWay() : Optional.empty();
    }

    /** Has Athena cancel what it works on for this query, from any thread; a refusal is for the log. */
    void cancel() {
        underWay().ifPresent(id -> {
            try {
                executions.cancel(id);
                log.info("{}: cancelled, as stop.action=cancel says.", doing());
            } catch (SdkException e) {
                notCancelled(CallFailure.of(e).explanation());
            } catch (RuntimeException e) {
                // The clients do not wait for this call when they are closed, and then throw whatever they do.
                notCancelled("The task ended before Athena answered: " + e + ".");
            }
        });
    }

    private void notCancelled(String reason) {
        log.warn(
                "{}: could not be cancelled. {} It runs on, and the next start of the task finds it again.",
                doing(),
                reason);
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
