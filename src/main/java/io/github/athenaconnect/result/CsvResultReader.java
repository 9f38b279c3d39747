package io.github.athenaconnect.result;

import io.github.athenaconnect.result.UnreadableResultException.Reason;
import io.github.athenaconnect.type.Column;
import io.github.athenaconnect.type.RowType;
import java.util.NoSuchElementException;
import java.util.OptionalLong;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * Reads the CSV object of a SELECT, decoding values straight from its bytes.
 *
 * <p>A position's byte is exact, so reading resumes there with a ranged request and without the header.
 */
final class CsvResultReader implements ResultReader {
    private final ResultObject object;
    private final RowType rowType;
    private final ResultPosition from;
    private final CsvRows rows;
    private @Nullable CsvLine current;
    private long firstByte;

    /** Reads from {@code from}, at whose byte {@code object} stands. */
    CsvResultReader(ResultObject object, RowType rowType, ResultPosition from, int maximumRowBytes) {
        if (from.object() != 0) {
            throw new IllegalArgumentException(
                    "A CSV result is one object, found a position in object " + from.object());
        }
        if (rowType.sources().isEmpty()) {
            throw new IllegalArgumentException("A CSV result has columns, found a row type without");
        }
        this.object = object;
        this.rowType = rowType;
        this.from = from;
        CsvLine line = new CsvLine(rowType.sources().size());
        RowBuffer buffer = new RowBuffer(object, from.bytes(), maximumRowBytes);
        this.rows = new CsvRows(object, buffer, line, from.bytes() > 0 ? from.row() : -1);
    }

    @Override
    public boolean atEnd() {
        try {
            return !hasNext();
        } catch (UnreadableResultException unreadable) {
            close();
            throw unreadable;
        }
    }

    @Override
    public Struct next() {
        if (atEnd()) {
            throw new NoSuchElementException("Result " + object.location() + " has no row " + (rows.row() + 1));
        }
        try {
            firstByte = rows.offset();
            current = rows.next();
            return decode(current);
        } catch (UnreadableResultException unreadable) {
            close();
            throw unreadable;
        }
    }

    @Override
    public @Nullable String text(int column) {
        CsvLine line = line();
        return line.isNull(column) ? null : line.textOf(column).toString();
    }

    @Override
    public RowPlace place() {
        CsvLine unused = line();
        return new RowPlace(object.location().toString(), rows.row(), OptionalLong.of(firstByte));
    }

    private CsvLine line() {
        CsvLine line = current;
        if (line == null) {
            throw new IllegalStateException("Result " + object.location() + " is not at a row");
        }
        return line;
    }

    private boolean hasNext() {
        current = null;
        object.requireOpen();
        if (rows.row() < 0) {
            new CsvHeader(object.location(), rowType.sources()).read(rows);
            skip(from.row());
        }
        return rows.hasNext();
    }

    private void skip(long count) {
        while (rows.row() < count) {
            if (!rows.hasNext()) {
                throw new UnreadableResultException(
                        Reason.CHANGED,
                        "Result " + object.location() + " ends too early to resume: expected at least " + count
                                + " rows, found " + rows.row() + "; check the stored offset of this query.");
            }
            rows.next();
        }
    }

    private Struct decode(CsvLine line) {
        Struct row = new Struct(rowType.schema());
        for (Column column : rowType.columns()) {
            if (!line.isNull(column.index())) {
                column.put(row, ColumnValue.decode(object.location(), rows.row(), column, line.textOf(column.index())));
            }
        }
        return row;
    }

    @Override
    public ResultPosition position() {
        return rows.row() > from.row() || from.bytes() > 0 ? reached() : from;
    }

    private ResultPosition reached() {
        return new ResultPosition(0, rows.row(), rows.offset());
    }

    @Override
    public OptionalLong totalBytes() {
        return OptionalLong.of(object.fingerprint().size());
    }

    @Override
    public ResultFingerprint fingerprint() {
        return object.fingerprint();
    }

    @Override
    public void close() {
        object.close();
    }
}
