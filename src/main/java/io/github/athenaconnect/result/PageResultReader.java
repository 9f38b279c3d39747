package io.github.athenaconnect.result;

import io.github.athenaconnect.query.Execution;
import io.github.athenaconnect.type.Column;
import io.github.athenaconnect.type.RowType;
import io.github.athenaconnect.type.TextValue;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * Reads a result from the pages of GetQueryResults.
 *
 * <p>The SDK's exceptions pass through {@link #atEnd} and {@link #next}, and leave the reader where it was. A position
 * is a row; its bytes only measure how much has been read: the bytes of the values' texts, and one for each value.
 */
final class PageResultReader implements ResultReader {
    private final PagedRows rows;
    private final RowValues values;
    private final RowType rowType;
    private final ResultFingerprint fingerprint;
    private ResultPosition position;
    private Optional<List<Optional<TextValue>>> current = Optional.empty();

    /** Reads {@code rows}, which begin at {@code from}. */
    PageResultReader(PagedRows rows, Execution execution, RowType rowType, ResultPosition from) {
        this.rows = rows;
        this.values = new RowValues(execution.result().kind(), rowType.sources().size());
        this.rowType = rowType;
        this.fingerprint = ResultFingerprint.ofPages(execution.id());
        this.position = from;
    }

    @Override
    public boolean atEnd() {
        current = Optional.empty();
        try {
            return !rows.hasNext();
        } catch (UnreadableResultException unreadable) {
            close();
            throw unreadable;
        }
    }

    @Override
    public Struct next() {
        if (atEnd()) {
            throw new NoSuchElementException(name() + " has no row " + (rows.row() + 1));
        }
        List<Optional<TextValue>> texts = values();
        current = Optional.of(texts);
        position = new ResultPosition(0, rows.row(), position.bytes() + size(texts));
        return decode(texts);
    }

    private List<Optional<TextValue>> values() {
        try {
            return values.of(rows.next());
        } catch (UnreadableResultException unreadable) {
            close();
            throw unreadable;
        }
    }

    private static long size(List<Optional<TextValue>> texts) {
        return texts.stream()
                .mapToLong(text -> 1 + text.map(TextValue::length).orElse(0))
                .sum();
    }

    private Struct decode(List<Optional<TextValue>> texts) {
        Struct row = new Struct(rowType.schema());
        for (Column column : rowType.columns()) {
            texts.get(column.index())
                    .ifPresent(text ->
                            column.put(row, ColumnValue.decode(fingerprint.location(), rows.row(), column, text)));
        }
        return row;
    }

    @Override
    public @Nullable String text(int column) {
        return texts().get(column).map(TextValue::toString).orElse(null);
    }

    @Override
    public RowPlace place() {
        List<Optional<TextValue>> unused = texts();
        return new RowPlace(fingerprint.location(), rows.row());
    }

    private List<Optional<TextValue>> texts() {
        return current.orElseThrow(() -> new IllegalStateException(name() + " is not at a row"));
    }

    private String name() {
        return "Result " + fingerprint.location();
    }

    @Override
    public ResultPosition position() {
        return position;
    }

    @Override
    public ResultFingerprint fingerprint() {
        return fingerprint;
    }

    @Override
    public void close() {
        rows.close();
    }
}
