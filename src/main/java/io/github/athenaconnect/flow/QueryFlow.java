package io.github.athenaconnect.flow;

import io.github.athenaconnect.failure.CallFailure;
import io.github.athenaconnect.offset.OffsetFormat;
import io.github.athenaconnect.offset.QueryOffset;
import io.github.athenaconnect.offset.ReadPoint;
import io.github.athenaconnect.query.Execution;
import io.github.athenaconnect.query.Executions;
import io.github.athenaconnect.query.Run;
import io.github.athenaconnect.record.FinishedRun;
import io.github.athenaconnect.record.NullKeyException;
import io.github.athenaconnect.record.Provenance;
import io.github.athenaconnect.record.RecordFactory;
import io.github.athenaconnect.record.RunLog;
import io.github.athenaconnect.record.RunState;
import io.github.athenaconnect.record.UnknownKeyColumnException;
import io.github.athenaconnect.result.QueryResults;
import io.github.athenaconnect.result.ResultPosition;
import io.github.athenaconnect.result.UndecodableRowException;
import io.github.athenaconnect.result.UnreadableResultException;
import io.github.athenaconnect.type.RowType;
import io.github.athenaconnect.type.UnusableColumnsException;
import io.github.athenaconnect.watermark.UnusableWatermarkException;
import io.github.athenaconnect.watermark.Watermark;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
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

    private volatile Phase phase;
    private volatile boolean closed;
    private Patience patience;

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
        } catch (SdkException e) {
            return tryAgain(CallFailure.of(e), e);
        } catch (UnreadableResultException e) {
            return unreadable(e);
        } catch (UndecodableRowException
                | NullKeyException
                | UnknownKeyColumnException
                | UnusableColumnsException
                | UnusableWatermarkException e) {
            return giveUp(String.valueOf(e.getMessage()));
        } catch (QueryStoppedException complete) {
            throw complete;
        } catch (RuntimeException e) {
            throw new QueryStoppedException(
                    about(phase.subject()) + ": an error of the connector itself, please report it: " + e, e);
        }
    }

    private Step unreadable(UnreadableResultException e) {
        String message = String.valueOf(e.getMessage());
        Optional<OpenRun> run = phase.openRun();
        if (e.isMissing() && phase instanceof Reading && run.isPresent()) {
            return entered(missing(run.get(), message));
        }
        return e.isOfThisResult() ? giveUp(message) : tryAgain(new CallFailure(e.passing(), message), e);
    }

    /** The run under way cannot be completed, for a reason of its own result. */
    private Step giveUp(String message) {
        OpenRun run = phase.openRun().orElseThrow(() -> stopped(phase.subject(), message));
        return entered(giveUp(run, Optional.empty(), phase.subject(), message));
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

    /** A run whose rows are all read: the rest of them, and what tells its end. */
    Step delivered(
            OpenRun run,
            Execution execution,
            QueryOffset last,
            RecordFactory factory,
            List<SourceRecord> rest,
            long bytes) {
        QueryOffset done = last.done(true);
        Phase next = after(run.run(), done.committed());
        List<SourceRecord> records = new ArrayList<>(rest);
        plan.ending()
                .log()
                .ifPresent(log -> records.add(logged(
                        log,
                        finished(run, RunState.DELIVERED, Optional.of(execution), Optional.of(last), null),
                        done)));
        return records.isEmpty() && plan.ending().byMarker()
                ? Step.mark(factory.marker(OffsetFormat.write(done)), next)
                : Step.end(records, bytes, next);
    }

    /** The result that an offset points at is not there any more. */
    Step missing(OpenRun run, String reason) {
        String key = "query." + plan.query().name() + ".on.result.missing";
        String message = about(run.label()) + ": " + reason;
        return switch (plan.policies().onResultMissing()) {
            case RERUN -> {
                log.warn(
                        "{} The run is started again and all of its rows are delivered, those delivered before too, as"
                                + " {}=rerun says.",
                        message,
                        key);
                yield Step.to(new Starting(this, run.again()));
            }
            case FAIL ->
                fail(
                        run,
                        Optional.empty(),
                        message + " The task stops, as " + key + "=fail says. Put the result back, or set the key to"
                                + " rerun or skip.");
            case SKIP -> skip(run, Optional.empty(), message, key);
        };
    }

    /** What an execution could not do, after the last attempt. */
    Step giveUp(OpenRun run, Optional<Execution> execution, String explanation) {
        return giveUp(run, execution, run.label(), explanation);
    }

    private Step giveUp(OpenRun run, Optional<Execution> execution, String subject, String explanation) {
        String message = about(subject) + ": " + explanation;
        return switch (plan.policies().onFailure()) {
            case FAIL -> fail(run, execution, message);
            case SKIP -> skip(run, execution, message, "query." + plan.query().name() + ".on.failure");
        };
    }

    private Step fail(OpenRun run, Optional<Execution> execution, String message) {
        Phase stopped = new Stopped(message);
        return plan.ending()
                .log()
                .map(log -> Step.deliver(
                        List.of(logged(
                                log, finished(run, RunState.FAILED, execution, Optional.empty(), message), null)),
                        0,
                        stopped))
                .orElseGet(() -> Step.to(stopped));
    }

    /** Leaves a run behind. The watermark stays where it was, so that a run to come asks for the same rows again. */
    private Step skip(OpenRun run, Optional<Execution> execution, String message, String key) {
        log.warn("{} The run is left behind, as {}=skip says.", message, key);
        QueryOffset done = new QueryOffset(
                run.attempt(),
                Optional.empty(),
                true,
                run.watermark(),
                Optional.empty(),
                Optional.of(run.sqlFingerprint()));
        List<SourceRecord> records = plan.ending()
                .log()
                .map(log -> List.of(
                        logged(log, finished(run, RunState.SKIPPED, execution, Optional.empty(), message), done)))
                .orElse(List.of());
        return Step.end(records, 0, after(run.run(), run.watermark()));
    }

    private SourceRecord logged(RunLog log, FinishedRun run, @Nullable QueryOffset offset) {
        return offset == null
                ? log.record(run, null, null)
                : log.record(run, OffsetFormat.partition(plan.query().name()), OffsetFormat.write(offset));
    }

    private FinishedRun finished(
            OpenRun run,
            RunState state,
            Optional<Execution> execution,
            Optional<QueryOffset> read,
            @Nullable String error) {
        Optional<ResultPosition> position = read.flatMap(QueryOffset::reading).map(ReadPoint::position);
        return new FinishedRun(
                plan.query().name(),
                run.attempt(),
                state,
                run.executions(),
                position.map(ResultPosition::row).orElse(0L),
                position.map(ResultPosition::bytes).orElse(0L),
                execution.map(Execution::scannedBytes).orElse(0L),
                execution.map(Execution::submitted),
                Duration.ofMillis(execution.map(Execution::queueMillis).orElse(0L)),
                Duration.ofMillis(execution.map(Execution::engineMillis).orElse(0L)),
                clock.instant(),
                Optional.ofNullable(error));
    }

    /** The next look at an execution, after its pause; the one after that waits longer. */
    Step lookAfter(Executing executing, boolean underWay) {
        return Step.to(executing.patient(underWay), clock.instant().plus(executing.pause()));
    }

    /** How the rows of one result become records. */
    RecordFactory records(OpenRun run, Execution execution, RowType rowType) {
        String name = plan.query().name();
        return new RecordFactory(
                plan.records(),
                rowType.schema(),
                OffsetFormat.partition(name),
                new Provenance(name, run.run(), execution.id()));
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

    /** Ends what is open, from any thread; a step that is under way fails. */
    @Override
    public void close() {
        closed = true;
        phase.close();
    }
}
