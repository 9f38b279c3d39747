package io.github.athenaconnect.flow;

import io.github.athenaconnect.offset.OffsetFormat;
import io.github.athenaconnect.offset.QueryOffset;
import io.github.athenaconnect.offset.ReadPoint;
import io.github.athenaconnect.record.RecordFactory;
import io.github.athenaconnect.result.ResultReader;
import io.github.athenaconnect.watermark.UnusableWatermarkException;
import io.github.athenaconnect.watermark.Watermark;
import io.github.athenaconnect.watermark.WatermarkTracker;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/** The rows of an open result as records, one after the other. Holds how far they have come. */
final class RowRecords implements AutoCloseable {
    private final ResultReader reader;
    private final RecordFactory records;
    private final RejectedRows rejected;
    private final Optional<WatermarkTracker> tracker;
    private final QueryOffset offset;
    private final OffsetFormat.RunOffsets offsets;
    private Progress progress;
    private Optional<Read> held = Optional.empty();

    /**
     * A row that was read.
     *
     * @param made its record, if it has one
     */
    private record Read(Optional<SourceRecord> made, Progress behind) {}

    /**
     * Goes on where the reader stands.
     *
     * @param reader belongs to the receiver
     * @param offset of that place
     * @param offsets writes those of the places behind it
     */
    RowRecords(
            ResultReader reader,
            RecordFactory records,
            RejectedRows rejected,
            Optional<WatermarkTracker> tracker,
            QueryOffset offset,
            OffsetFormat.RunOffsets offsets) {
        this.reader = reader;
        this.records = records;
        this.rejected = rejected;
        this.tracker = tracker;
        this.offset = offset;
        this.offsets = offsets;
        this.progress = new Progress(
                reader.position(),
                offset.maximum(),
                offset.reading().map(ReadPoint::rejected).orElse(0L));
    }

    /** Whether there is no further row; may throw as {@link #next} does. */
    boolean atEnd() {
        return held.isEmpty() && reader.atEnd();
    }

    /** How many bytes there will have been in the end, where that is known before. */
    OptionalLong totalBytes() {
        return reader.totalBytes();
    }

    Progress progress() {
        return progress;
    }

    /** Forgets the rows behind an earlier place; the reader does not, and is not to be used any more. */
    void fallBackTo(Progress earlier) {
        progress = earlier;
    }

    /** What is to be said at the end about rows that did not become records; empty if there were none. */
    String farewell() {
        return rejected.total(progress.rejected());
    }

    /** The place that has been reached. */
    QueryOffset reached() {
        return offset.at(progress.position(), progress.maximum(), progress.rejected());
    }

    /**
     * The record of the next row, or what takes its place; nothing of a row that is left out. What is thrown leaves the
     * place before the row.
     */
    Optional<SourceRecord> next() {
        return reach(held.orElseGet(this::read));
    }

    private Read read() {
        try {
            Struct row = reader.next();
            Progress behind = behind(highest(), progress.rejected());
            SourceRecord made = records.record(row, behind.position().rowOfResult(), stored(behind, false));
            return new Read(Optional.of(made), behind);
        } catch (RuntimeException e) {
            if (!rejected.takes(e)) {
                throw e;
            }
            Progress behind = behind(highestWithRejected(), progress.rejected() + 1);
            return new Read(rejected.reject(e, reader, behind, stored(behind, false)), behind);
        }
    }

    /**
     * A row counts once it is known whether another follows: a result that breaks off there goes on with that row. Where the
     * answer waits for the account's quota the row is held until then, as the reader does not give it twice.
     */
    private Optional<SourceRecord> reach(Read read) {
        held = Optional.of(read);
        boolean unused = reader.atEnd();
        held = Optional.empty();
        progress = read.behind();
        return read.made();
    }

    private Progress behind(Optional<Watermark> highest, long rejectedSoFar) {
        return new Progress(reader.position(), highest, rejectedSoFar);
    }

    private Optional<Watermark> highest() {
        tracker.ifPresent(watermarks -> watermarks.see(reader::text));
        return tracker.flatMap(WatermarkTracker::maximum);
    }

    /**
     * A row that is dealt with raises the watermark too, or every run to come would meet it again; unless its watermark is
     * what cannot be read.
     */
    private Optional<Watermark> highestWithRejected() {
        try {
            return highest();
        } catch (UnusableWatermarkException e) {
            return progress.maximum();
        }
    }

    private Map<String, Object> stored(Progress at, boolean done) {
        return offsets.at(at.position(), done, at.maximum(), at.rejected());
    }

    /**
     * Has the last of these records, which are those up to here, carry the place that has been reached, which may be behind
     * rows that were left out.
     *
     * @param done whether the run ends with it
     */
    void sealAt(List<SourceRecord> upToHere, boolean done) {
        if (!upToHere.isEmpty()) {
            int last = upToHere.size() - 1;
            upToHere.set(last, withOffset(upToHere.get(last), stored(progress, done)));
        }
    }

    private static SourceRecord withOffset(SourceRecord record, Map<String, Object> offset) {
        return new SourceRecord(
                record.sourcePartition(),
                offset,
                record.topic(),
                record.kafkaPartition(),
                record.keySchema(),
                record.key(),
                record.valueSchema(),
                record.value(),
                record.timestamp(),
                record.headers());
    }

    /** Ends reading, from any thread. */
    @Override
    public void close() {
        reader.close();
    }
}
