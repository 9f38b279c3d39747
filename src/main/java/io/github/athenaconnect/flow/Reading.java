package io.github.athenaconnect.flow;

import io.github.athenaconnect.failure.CallFailure;
import io.github.athenaconnect.metrics.QueryState;
import io.github.athenaconnect.offset.QueryOffset;
import io.github.athenaconnect.offset.ReadPoint;
import io.github.athenaconnect.offset.SchemaFingerprint;
import io.github.athenaconnect.query.Execution;
import io.github.athenaconnect.quota.QuotaAwaitedException;
import io.github.athenaconnect.result.OpenResult;
import io.github.athenaconnect.result.ResultReader;
import io.github.athenaconnect.type.KnownColumns;
import io.github.athenaconnect.watermark.Watermark;
import io.github.athenaconnect.watermark.WatermarkTracker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.connect.source.SourceRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/** Reads the result of an execution, a batch of rows a step. The only phase that changes: it owns the open result. */
final class Reading implements Phase {
    private static final Logger log = LoggerFactory.getLogger(Reading.class);

    /** What comes slowly is handed over as it comes. */
    private static final Duration LONGEST_BATCH = Duration.ofSeconds(2);

    private final QueryFlow flow;
    private final OpenRun run;
    private final Execution execution;
    private final RowRecords rows;
    private final Optional<KnownColumns> columns;
    private final LargeRows largeRows;

    /** The rows that belong into one transaction with those of a page that waits for the account's quota. */
    private Optional<Begun> begun = Optional.empty();

    /** A batch that is not full, and where it began. */
    private record Begun(List<SourceRecord> batch, Progress begin) {}

    private Reading(QueryFlow flow, OpenRun run, Execution execution, RowRecords rows, Optional<KnownColumns> columns) {
        this.flow = flow;
        this.run = run;
        this.execution = execution;
        this.rows = rows;
        this.columns = columns;
        this.largeRows =
                new LargeRows(flow.about(run.label()), flow.plan().batch().row());
    }

    /** Opens the result of {@code execution}, behind {@code from} where there is such an offset. */
    static Reading open(QueryFlow flow, OpenRun run, Execution execution, Optional<QueryOffset> from) {
        ColumnRule rule = flow.columns().rule(from);
        OpenResult result = from.flatMap(QueryOffset::reading)
                .map(point -> flow.results().resume(execution, point.result(), point.position(), rule.kept()))
                .orElseGet(() -> flow.results().open(execution, rule.kept()));
        ResultReader reader = result.reader();
        result.news().ifPresent(news -> log.info("{}: {}", flow.about(run.label()), news));
        try {
            if (from.isEmpty()) {
                new ScanLimit(flow, run).warn(execution);
            }
            flow.columns().judge(rule, result.columns(), flow.about(run.label()));
            RowRecords rows = rows(flow, run, execution, result, from, rule.stored(result.columns()));
            flow.chronicle().opened(execution, rows.progress(), rows.totalBytes());
            return new Reading(flow, run, execution, rows, rule.after(result.columns()));
        } catch (RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    private static RowRecords rows(
            QueryFlow flow,
            OpenRun run,
            Execution execution,
            OpenResult result,
            Optional<QueryOffset> from,
            Optional<KnownColumns> stored) {
        ResultReader reader = result.reader();
        Optional<Watermark> maximum = from.flatMap(QueryOffset::maximum);
        ReadPoint point = new ReadPoint(
                execution.id(),
                reader.fingerprint(),
                reader.position(),
                SchemaFingerprint.of(result.rowType()),
                from.flatMap(QueryOffset::reading).map(ReadPoint::rejected).orElse(0L));
        QueryOffset offset = new QueryOffset(
                run.attempt(),
                Optional.of(point),
                false,
                run.watermark(),
                maximum,
                Optional.of(run.sqlFingerprint()),
                stored,
                flow.expenditure().spent());
        return new RowRecords(
                reader,
                flow.records().of(run.run(), execution, result.rowType()),
                flow.records().rejected(run, execution, result.rowType()),
                flow.plan()
                        .watermark()
                        .map(settings -> WatermarkTracker.of(settings.columns(), result.rowType(), maximum)),
                offset,
                flow.plan().place().writer(offset));
    }

    @Override
    public Step advance() {
        Begun first = begun.orElseGet(() -> new Begun(new ArrayList<>(), rows.progress()));
        begun = Optional.empty();
        List<SourceRecord> batch = first.batch();
        Progress begin = first.begin();
        Instant end = flow.passing().instant().plus(LONGEST_BATCH);
        try {
            while (hasRoom(begin) && !isOverdue(begin, end) && !rows.atEnd()) {
                Progress before = rows.progress();
                rows.next().ifPresent(batch::add);
                largeRows.read(before, rows.progress());
            }
            return rows.atEnd() ? end(batch, begin) : handOver(batch, begin, this);
        } catch (QuotaAwaitedException turn) {
            if (flow.plan().batch().whole() || rows.progress().equals(begin)) {
                begun = Optional.of(first);
                throw turn;
            }
            return handOver(batch, begin, this);
        } catch (RuntimeException e) {
            if (rows.progress().equals(begin)
                    || flow.isClosed()
                    || !Culprit.of(e).leavesRowsBefore()) {
                throw e;
            }
            if (flow.plan().batch().whole()) {
                rows.fallBackTo(begin);
                throw e;
            }
            // What was read is delivered first; opened again behind it, the result fails at the same row if it must.
            log.warn("{}: {} Going on behind that row.", flow.about(subject()), explanation(e));
            return handOver(batch, begin, afterFailure());
        }
    }

    /** Rows count, and not records: of a million rows that are left out a step is as short as of others. */
    private boolean hasRoom(Progress begin) {
        BatchLimits most = flow.plan().batch();
        Progress progress = rows.progress();
        return progress.rowsSince(begin) < most.rows() && progress.bytesSince(begin) < most.bytes();
    }

    private boolean isOverdue(Progress begin, Instant end) {
        return !rows.progress().equals(begin)
                && !flow.plan().batch().whole()
                && !flow.passing().instant().isBefore(end);
    }

    private static String explanation(RuntimeException e) {
        return e instanceof SdkException failedCall
                ? CallFailure.of(failedCall).explanation()
                : String.valueOf(e.getMessage());
    }

    private Step handOver(List<SourceRecord> batch, Progress begin, Phase next) {
        flow.columns().handedOver(columns);
        rows.sealAt(batch, false);
        flow.chronicle().read(run, begin, rows.progress());
        long bytes = rows.progress().bytesSince(begin);
        return flow.plan().batch().whole() ? Step.deliverWhole(batch, bytes, next) : Step.deliver(batch, bytes, next);
    }

    private Step end(List<SourceRecord> batch, Progress begin) {
        close();
        flow.columns().handedOver(columns);
        Progress progress = rows.progress();
        rows.sealAt(batch, flow.plan().ending().log().isEmpty());
        flow.chronicle().read(run, begin, progress);
        return flow.endings()
                .delivered(run, execution, rows.reached(), batch, progress.bytesSince(begin), rows.farewell());
    }

    /** A result that broke off is looked up and opened again behind the last record. */
    @Override
    public Phase afterFailure() {
        close();
        QueryOffset from = rows.reached();
        return from.reading()
                .<Phase>map(point -> Executing.resume(flow, run, from, point))
                .orElse(this);
    }

    @Override
    public QueryState state() {
        return QueryState.READING;
    }

    @Override
    public String subject() {
        return run.label() + ", after row " + rows.progress().position().rowOfResult();
    }

    @Override
    public Optional<QueryOffset> standing() {
        return Optional.of(rows.reached())
                .filter(place -> rows.progress().position().rowOfResult() > 0);
    }

    @Override
    public Optional<OpenRun> openRun() {
        return Optional.of(run);
    }

    @Override
    public void close() {
        rows.close();
    }
}
