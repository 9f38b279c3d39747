package io.github.athenaconnect.flow;

import io.github.athenaconnect.offset.OffsetFormat;
import io.github.athenaconnect.offset.QueryOffset;
import io.github.athenaconnect.offset.SchemaFingerprint;
import io.github.athenaconnect.query.Attempt;
import io.github.athenaconnect.query.Execution;
import io.github.athenaconnect.record.NullKeyException;
import io.github.athenaconnect.record.RecordFactory;
import io.github.athenaconnect.result.OpenResult;
import io.github.athenaconnect.result.ResultPosition;
import io.github.athenaconnect.result.ResultReader;
import io.github.athenaconnect.result.UndecodableRowException;
import io.github.athenaconnect.result.UnreadableResultException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.connect.source.SourceRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the result of an execution, a batch of rows a step. The only phase that changes: it owns the open result. */
final class Reading implements Phase {
    private static final Logger log = LoggerFactory.getLogger(Reading.class);

    private final QueryFlow flow;
    private final Execution execution;
    private final ResultReader reader;
    private final RecordFactory records;
    private final QueryOffset offset;
    private final OffsetFormat.RunOffsets offsets;

    /** After the last row that was made a record, which may be before the reader's own position. */
    private ResultPosition reached;

    private Reading(
            QueryFlow flow, Execution execution, ResultReader reader, RecordFactory records, QueryOffset offset) {
        this.flow = flow;
        this.execution = execution;
        this.reader = reader;
        this.records = records;
        this.offset = offset;
        this.offsets = OffsetFormat.writer(offset);
        this.reached = reader.position();
    }

    /** Opens the result of {@code execution}, behind {@code from} where there is such an offset. */
    static Reading open(QueryFlow flow, Attempt attempt, Execution execution, Optional<QueryOffset> from) {
        OpenResult result = from.map(offset -> flow.results().resume(execution, offset.result(), offset.position()))
                .orElseGet(() -> flow.results().open(execution));
        ResultReader reader = result.reader();
        try {
            String sql =
                    from.map(QueryOffset::sqlFingerprint).orElseGet(flow.plan().query()::fingerprint);
            QueryOffset offset = new QueryOffset(
                    attempt,
                    execution.id(),
                    reader.fingerprint(),
                    reader.position(),
                    false,
                    Optional.empty(),
                    Optional.empty(),
                    sql,
                    SchemaFingerprint.of(result.rowType()));
            return new Reading(flow, execution, reader, flow.records(result.rowType()), offset);
        } catch (RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    @Override
    public Step advance() {
        List<SourceRecord> batch = new ArrayList<>();
        long begin = reached.bytes();
        try {
            while (batch.size() < flow.plan().batch().rows()
                    && reached.bytes() - begin < flow.plan().batch().bytes()
                    && !reader.atEnd()) {
                batch.add(nextRecord());
            }
            return reader.atEnd()
                    ? Step.end(batch, reached.bytes() - begin, end())
                    : Step.deliver(batch, reached.bytes() - begin, this);
        } catch (UnreadableResultException | UndecodableRowException | NullKeyException e) {
            if (batch.isEmpty()) {
                throw e;
            }
            // What was read is delivered first; opened again behind it, the result fails at the same row if it must.
            log.warn("{}: {} Going on behind that row.", flow.about(subject()), e.getMessage());
            return Step.deliver(batch, reached.bytes() - begin, afterFailure());
        }
    }

    private SourceRecord nextRecord() {
        var row = reader.next();
        ResultPosition behind = reader.position();
        SourceRecord made = records.record(row, offsets.at(behind, reader.atEnd()));
        reached = behind;
        return made;
    }

    private Phase end() {
        close();
        log.info(
                "{}: delivered {} rows of {} bytes; {} bytes scanned in {} ms.",
                flow.about(execution()),
                reached.row(),
                reached.bytes(),
                execution.scannedBytes(),
                execution.engineMillis());
        return flow.after(offset.attempt().run());
    }

    /** A result that broke off is looked up and opened again behind the last record. */
    @Override
    public Phase afterFailure() {
        close();
        return Executing.resume(flow, offset.at(reached, false));
    }

    @Override
    public String subject() {
        return execution() + ", after row " + reached.row();
    }

    private String execution() {
        return offset.attempt().run().label() + ", execution " + execution.id();
    }

    @Override
    public void close() {
        reader.close();
    }
}
