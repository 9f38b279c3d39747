package io.github.athenaconnect.flow;

import io.github.athenaconnect.failure.FailurePolicy;
import io.github.athenaconnect.offset.QueryOffset;
import io.github.athenaconnect.offset.ReadPoint;
import io.github.athenaconnect.query.Agenda;
import io.github.athenaconnect.query.Attempt;
import io.github.athenaconnect.query.DataInterval;
import io.github.athenaconnect.query.DueRun;
import io.github.athenaconnect.query.Execution;
import io.github.athenaconnect.query.Run;
import io.github.athenaconnect.query.Spending;
import io.github.athenaconnect.record.FinishedRun;
import io.github.athenaconnect.record.RunLog;
import io.github.athenaconnect.record.RunState;
import io.github.athenaconnect.result.ResultPosition;
import io.github.athenaconnect.watermark.Watermark;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the runs of a query end: delivered, left behind or failed, and what the worker gets of that. */
record RunEndings(QueryFlow flow) {
    private static final Logger log = LoggerFactory.getLogger(RunEndings.class);

    /**
     * A run whose rows are all read: the rest of them, and what tells its end.
     *
     * @param farewell what is to be said of its rows, from a blank on
     */
    Step delivered(
            OpenRun run, Execution execution, QueryOffset last, List<SourceRecord> rest, long bytes, String farewell) {
        QueryOffset done = last.done(true);
        remember(done);
        Phase next = flow.after(run.run(), done.committed());
        List<SourceRecord> records = new ArrayList<>(rest);
        FinishedRun finished = finished(run, RunState.DELIVERED, Optional.of(execution), Optional.of(done), null);
        flow.chronicle().ended(run, finished, farewell);
        records.addAll(logged(finished, Optional.of(done)));
        flow.results().delivered(execution);
        return end(records, bytes, done, next);
    }

    /**
     * The result that an offset points at is not there any more. A run is started again for that as often as for a
     * failure, and once more: whatever takes its results away may go on doing so.
     */
    Step missing(OpenRun run, String explanation) {
        String reason = explanation.endsWith(".") ? explanation : explanation + ".";
        String key = key("on.result.missing");
        String message = flow.about(run.label()) + ": " + reason;
        return switch (flow.plan().policies().onResultMissing()) {
            case RERUN -> {
                if (run.retries() > flow.plan().retry().retries()) {
                    yield giveUp(
                            run,
                            Optional.empty(),
                            run.label(),
                            Obstacle.of(reason + " That was so after each of " + (run.retries() + 1)
                                    + " executions, so the run is"
                                    + " not started again: find out what removes or replaces its results."));
                }
                log.warn(
                        "{} The run is started again and all of its rows are delivered, those delivered before too, as"
                                + " {}=rerun says.",
                        message,
                        key);
                flow.chronicle().retrying();
                yield Step.to(flow.attempt(run.retried()));
            }
            case FAIL ->
                fail(
                        run,
                        Optional.empty(),
                        flow.isShared()
                                ? message
                                        + " The other shards may have read it, so the run is not started again for this"
                                        + " one. Put the result back, or stop the connector and alter the offsets of all"
                                        + " shards to begin the run again with a higher attempt (docs/offsets.md)."
                                : message + " The task stops, as " + key + "=fail says. Put the result back, or set the"
                                        + " key to rerun or skip.");
            case SKIP -> skip(run, Optional.empty(), message, key);
        };
    }

    /** A result with other columns than the records before, for the user to decide on: that is no failure to be skipped. */
    Step changed(OpenRun run, Execution execution, ChangedColumnsException changes) {
        String key = key("schema.change");
        return fail(
                run,
                Optional.of(execution),
                flow.about(run.label()) + ": its result has other columns than the records before: "
                        + changes.getMessage() + ". The task stops before a row of it is delivered, as " + key
                        + "=fail says. Set the key to evolve to take the columns as they are, until records with them are"
                        + " stored, and to fail again after that; or to freeze to keep the columns of before; or change"
                        + " the statement. A restart before the next run is due goes on with this execution, which is"
                        + " paid.");
    }

    /** A run that cannot be completed, for a reason that is said of {@code subject}. */
    Step giveUp(OpenRun run, Optional<Execution> execution, String subject, Obstacle obstacle) {
        FailurePolicy policy = flow.plan().policies().onFailure();
        String message = flow.about(subject) + ": " + obstacle.told(policy);
        return switch (policy) {
            case FAIL -> fail(run, execution, message);
            case SKIP -> skip(run, execution, message, key("on.failure"));
        };
    }

    /** A run during which the task has to stop, for what is no failure of the run itself. */
    Step failed(OpenRun run, String message, Optional<RuntimeException> cause) {
        return fail(run, Optional.empty(), message, cause);
    }

    /** Its record carries the offset that is stored anyway, with what was spent since: without one it would reset the query. */
    private Step fail(OpenRun run, Optional<Execution> execution, String message) {
        return fail(run, execution, message, Optional.empty());
    }

    private Step fail(OpenRun run, Optional<Execution> execution, String message, Optional<RuntimeException> cause) {
        Optional<QueryOffset> standing = flow.standing();
        FinishedRun finished = finished(run, RunState.FAILED, execution, readOf(run, standing), message);
        flow.chronicle().ended(run, finished, "");
        List<SourceRecord> records = logged(finished, spent(run, standing));
        Phase stopped = new Stopped(message, cause);
        return records.isEmpty() ? Step.to(stopped) : Step.deliver(records, 0, stopped);
    }

    private Optional<QueryOffset> spent(OpenRun run, Optional<QueryOffset> standing) {
        Optional<Spending> spending = flow.expenditure().spent();
        return standing.map(offset -> offset.having(spending))
                .or(() -> spending.filter(any -> isForgotten(run.run())).map(by -> nothingYet(run.run(), by)));
    }

    /**
     * Where a query would begin with a later run after a restart, nobody asks for this one again, and so for what it has
     * scanned. The first interval of a query may be the same for ever.
     */
    private boolean isForgotten(Run first) {
        Instant now = flow.clock().instant();
        Instant anew = flow.plan().scans().budget().orElseThrow().until(now);
        Agenda agenda = flow.plan().agenda();
        return !flow.isShared()
                && !(agenda.hasIntervals()
                        && agenda.first(anew)
                                .map(DueRun::run)
                                .filter(first::equals)
                                .isPresent());
    }

    /** The end of whatever came before the first run: the query begins with the same run as without an offset. */
    private static QueryOffset nothingYet(Run first, Spending spending) {
        Instant end = first.interval()
                .map(DataInterval::start)
                .orElseGet(() -> first.scheduled().minusMillis(1));
        Run before = new Run(end, first.interval().map(any -> new DataInterval(end.minusMillis(1), end)));
        return QueryOffset.ended(before, Optional.empty(), Optional.of(spending));
    }

    /**
     * A run whose next attempt waits for the budget. That is stored, as nothing else would tell a restart of the run and of
     * what its attempts have scanned.
     *
     * @param last of its executions
     * @param step into the waiting
     */
    Step waiting(OpenRun run, Execution last, Step step) {
        QueryOffset asked = withoutResult(run, false);
        Attempt failed = new Attempt(run.run(), run.attempt().number() - 1);
        String error = flow.about(run.label()) + ": attempt " + run.attempt().number()
                + " waits until " + step.notBefore() + ", when the budget of the query begins anew. Raise "
                + key("scan.budget.bytes") + " to go on earlier.";
        FinishedRun finished = finished(run, failed, RunState.WAITING, Optional.of(last), Optional.empty(), error);
        flow.chronicle().ended(run, finished, "");
        List<SourceRecord> records = logged(finished, Optional.of(asked));
        remember(asked);
        return records.isEmpty() ? step : Step.end(records, 0, step.next());
    }

    /** Leaves a run behind. The watermark stays where it was, so that a run to come asks for the same rows again. */
    private Step skip(OpenRun run, Optional<Execution> execution, String message, String key) {
        log.warn("{} The run is left behind, as {}=skip says.", message, key);
        QueryOffset done = withoutResult(run, true);
        Phase next = flow.after(run.run(), run.watermark());
        FinishedRun finished = finished(run, RunState.SKIPPED, execution, readOf(run, flow.standing()), message);
        flow.chronicle().ended(run, finished, "");
        List<SourceRecord> records = logged(finished, Optional.of(done));
        remember(done);
        return end(records, 0, done, next);
    }

    private QueryOffset withoutResult(OpenRun run, boolean done) {
        return new QueryOffset(
                run.attempt(),
                Optional.empty(),
                done,
                run.watermark(),
                Optional.empty(),
                Optional.of(run.sqlFingerprint()),
                flow.columns().stored(),
                flow.expenditure().spent());
    }

    /** Without a record to carry the offset of the end, a marker does, where there may be one. */
    private Step end(List<SourceRecord> records, long bytes, QueryOffset done, Phase next) {
        Optional<SourceRecord> marker =
                records.isEmpty() && ending().byMarker() ? flow.records().marker(done) : Optional.empty();
        return marker.map(record -> Step.mark(record, next)).orElseGet(() -> Step.end(records, bytes, next));
    }

    private void remember(QueryOffset done) {
        if (ending().log().isPresent()) {
            flow.ended(done);
        }
    }

    private List<SourceRecord> logged(FinishedRun run, Optional<QueryOffset> offset) {
        Optional<RunLog> runLog = ending().log();
        return runLog.map(to -> List.of(to.record(
                        run, partition(), offset.map(flow.plan().place()::write).orElse(null))))
                .orElse(List.of());
    }

    /** What was read of this run, if an offset is of it. */
    private static Optional<QueryOffset> readOf(OpenRun run, Optional<QueryOffset> standing) {
        return standing.filter(offset -> offset.attempt().equals(run.attempt()) && !offset.done());
    }

    private FinishedRun finished(
            OpenRun run,
            RunState state,
            Optional<Execution> execution,
            Optional<QueryOffset> read,
            @Nullable String error) {
        return finished(run, run.attempt(), state, execution, read, error);
    }

    private FinishedRun finished(
            OpenRun run,
            Attempt attempt,
            RunState state,
            Optional<Execution> told,
            Optional<QueryOffset> read,
            @Nullable String error) {
        Optional<Execution> execution = told.or(() -> flow.chronicle().latest(run));
        Optional<ResultPosition> position = read.flatMap(QueryOffset::reading).map(ReadPoint::position);
        return new FinishedRun(
                flow.plan().query().name(),
                flow.plan().place().shard(),
                attempt,
                run.sqlFingerprint(),
                read.flatMap(QueryOffset::committed).or(run::watermark).map(Watermark::toString),
                state,
                run.executions(),
                position.map(ResultPosition::rowOfResult).orElse(0L),
                read.flatMap(QueryOffset::reading).map(ReadPoint::rejected).orElse(0L),
                position.map(ResultPosition::bytes).orElse(0L),
                execution.map(Execution::scannedBytes).orElse(0L),
                execution.map(Execution::submitted),
                Duration.ofMillis(execution.map(Execution::queueMillis).orElse(0L)),
                Duration.ofMillis(execution.map(Execution::engineMillis).orElse(0L)),
                flow.clock().instant(),
                Optional.ofNullable(error));
    }

    private RunEnding ending() {
        return flow.plan().ending();
    }

    private Map<String, String> partition() {
        return flow.plan().place().partition();
    }

    private String key(String name) {
        return "query." + flow.plan().query().name() + "." + name;
    }
}
