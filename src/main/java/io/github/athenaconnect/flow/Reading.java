package io.github.athenaconnect.flow;

import io.github.athenaconnect.failure.CallFailure;
import io.github.athenaconnect.offset.OffsetFormat;
import io.github.athenaconnect.offset.QueryOffset;
import io.github.athenaconnect.offset.ReadPoint;
import io.github.athenaconnect.offset.SchemaFingerprint;
import io.github.athenaconnect.query.Execution;
import io.github.athenaconnect.record.RecordFactory;
import io.github.athenaconnect.result.OpenResult;
import io.github.athenaconnect.result.ResultPosition;
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
    private final ResultReader reader;
    private final RecordFactory records;
    private final Optional<WatermarkTracker> tracker;
    private final QueryOffset offset;
    private final Optional<KnownColumns> columns;
    private final OffsetFormat.RunOffsets offsets;

    /** After the last row that was made a record, which may be before the reader's own position. */
    private ResultPosition reached;

    /** The highest watermark up to there. */
    private Optional<Watermark> maximum;

    private Reading(
            QueryFlow flow,
            OpenRun run,
            Execution execution,
            ResultReader reader,
            RecordFactory records,
            Optional<WatermarkTracker> tracker,
            QueryOffset offset,
            Optional<KnownColumns> columns) {
        this.flow = flow;
        this.run = run;
        this.execution = execution;
        this.reader = reader;
        this.records = records;
        this.tracker = tracker;
        this.offset = offset;
        this.columns = columns;
        this.offsets = flow.plan().place().writer(offset);
        this.reached = reader.position();
        this.maximum = offset.maximum();
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
            flow.columns().judge(rule, result.columns(), flow.about(run.label()));
            Optional<Watermark> maximum = from.flatMap(QueryOffset::maximum);
            ReadPoint point = new ReadPoint(
                    execution.id(), reader.fingerprint(), reader.position(), SchemaFingerprint.of(result.rowType()));
            return new Reading(
                    flow,
                    run,
                    execution,
                    reader,
                    flow.records().of(run.run(), execution, result.rowType()),
                    flow.plan()
                            .watermark()
                            .map(settings -> WatermarkTracker.of(settings.columns(), result.rowType(), maximum)),
                    new QueryOffset(
                            run.attempt(),
                            Optional.of(point),
                            false,
                            run.watermark(),
                            maximum,
                            Optional.of(run.sqlFingerprint()),
                            rule.stored(result.columns())),
                    rule.after(result.columns()));
        } catch (RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    @Override
    public Step advance() {
        List<SourceRecord> batch = new ArrayList<>();
        ResultPosition begin = reached;
        Optional<Watermark> maximumBefore = maximum;
        Instant end = flow.clock().instant().plus(LONGEST_BATCH);
        try {
            while (batch.size() < flow.plan().batch().rows()
                    && reached.bytes() - begin.bytes() < flow.plan().batch().bytes()
                    && !isOverdue(batch, end)
                    && !reader.atEnd()) {
                batch.add(nextRecord());
            }
            return reader.atEnd()
                    ? end(batch, reached.bytes() - begin.bytes())
                    : deliver(batch, reached.bytes() - begin.bytes(), this);
        } catch (RuntimeException e) {
            if (batch.isEmpty() || flow.isClosed() || !Culprit.of(e).leavesRowsBefore()) {
                throw e;
            }
            if (flow.plan().batch().whole()) {
                reached = begin;
                maximum = maximumBefore;
                throw e;
            }
            // What was read is delivered first; opened again behind it, the result fails at the same row if it must.
            log.warn("{}: {} Going on behind that row.", flow.about(subject()), explanation(e));
            return deliver(batch, reached.bytes() - begin.bytes(), afterFailure());
        }
    }

    private Step deliver(List<SourceRecord> batch, long bytes, Phase next) {
        flow.columns().handedOver(columns);
        return Step.deliver(batch, bytes, next);
    }

    private static String explanation(RuntimeException e) {
        return e instanceof SdkException failedCall
                ? CallFailure.of(failedCall).explanation()
                : String.valueOf(e.getMessage());
    }

    private boolean isOverdue(List<SourceRecord> batch, Instant end) {
        return !batch.isEmpty()
                && !flow.plan().batch().whole()
                && !flow.clock().instant().isBefore(end);
    }

    private SourceRecord nextRecord() {
        var row = reader.next();
        Optional<Watermark> highest = highestWith();
        ResultPosition behind = reader.position();
        boolean last = reader.atEnd() && flow.plan().ending().log().isEmpty();
        SourceRecord made = records.record(row, behind.rowOfResult(), offsets.at(behind, last, highest));
        reached = behind;
        maximum = highest;
        return made;
    }

    private Optional<Watermark> highestWith() {
        tracker.ifPresent(watermarks -> watermarks.see(reader::text));
        return tracker.flatMap(WatermarkTracker::maximum);
    }

    private Step end(List<SourceRecord> batch, long bytes) {
        close();
        flow.columns().handedOver(columns);
        log.info(
                "{}: delivered {} rows of {} bytes; {} bytes scanned in {} ms.",
                flow.about(run.label()),
                reached.rowOfResult(),
                reached.bytes(),
                execution.scannedBytes(),
                execution.engineMillis());
        return flow.endings().delivered(run, execution, offset.at(reached, maximum), batch, bytes);
    }

    /** A result that broke off is looked up and opened again behind the last record. */
    @Override
    public Phase afterFailure() {
        close();
        QueryOffset from = offset.at(reached, maximum);
        return from.reading()
                .<Phase>map(point -> Executing.resume(flow, run, from, point))
                .orElse(this);
    }

    @Override
    public String subject() {
        return run.label() + ", after row " + reached.rowOfResult();
    }

    @Override
    public Optional<QueryOffset> standing() {
        return Optional.of(offset.at(reached, maximum)).filter(place -> reached.rowOfResult() > 0);
    }

    @Override
    public Optional<OpenRun> openRun() {
        return Optional.of(run);
    }

    @Override
    public void close() {
        reader.close();
    }
}
