package io.github.athenaconnect.result;

import io.github.athenaconnect.result.parquet.FileRows;
import io.github.athenaconnect.type.Column;
import io.github.athenaconnect.type.RowType;
import io.github.athenaconnect.type.UndecodableTextException;
import io.github.athenaconnect.type.ValueRowType;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * Reads the Parquet files of an UNLOAD one after the other, in the order of their list.
 *
 * <p>A position's object is the file's index in that list and its row a row of that file, so that reading resumes there
 * without a look at the files before. Its byte is no place in any file: it counts what the values of all rows so far
 * took, unpacked, by which others measure what they hold.
 */
final class UnloadResultReader implements ResultReader {
    private final UnloadedResult result;
    private final ValueRowType type;
    private ResultPosition position;
    private long bytesBefore;
    private long rowsBefore;
    private Optional<FileRows> rows = Optional.empty();
    private @Nullable Object @Nullable [] current;

    /** Reads from {@code from}, to whose file {@code result} has been opened, if it has files. */
    UnloadResultReader(UnloadedResult result, ValueRowType type, ResultPosition from) {
        this.result = result;
        this.type = type;
        this.position = from;
        this.rowsBefore = from.rowsBefore();
    }

    @Override
    public boolean atEnd() {
        return closingOnFailure(() -> {
            current = null;
            return rowsToCome().isEmpty();
        });
    }

    @Override
    public Struct next() {
        FileRows ahead = closingOnFailure(this::rowsToCome)
                .orElseThrow(() -> new NoSuchElementException(
                        "Result " + fingerprint().location() + " has no row behind " + position));
        @Nullable Object[] values = closingOnFailure(() -> file().next(ahead));
        current = values;
        position = new ResultPosition(result.index(), ahead.row(), bytesBefore + ahead.bytes(), rowsBefore);
        return decoded(values);
    }

    @Override
    public @Nullable String text(int column) {
        Object value = values()[column];
        return value == null ? null : type.decoders().get(column).text(value);
    }

    @Override
    public RowPlace place() {
        @Nullable Object[] unused = values();
        return new RowPlace(file().location().toString(), position.row());
    }

    private @Nullable Object[] values() {
        @Nullable Object[] values = current;
        if (values == null) {
            throw new IllegalStateException("Result " + fingerprint().location() + " is not at a row");
        }
        return values;
    }

    /** The rows of the file that has the next one, or nothing behind the last. */
    private Optional<FileRows> rowsToCome() {
        result.requireOpen();
        if (rows.isEmpty() && result.file().isPresent()) {
            begin(file(), position.row());
        }
        while (rows.isPresent() && rows.get().atEnd() && result.hasNext()) {
            rowsBefore += rows.get().row();
            rows = Optional.empty();
            begin(result.next(), 0);
        }
        return rows.filter(left -> !left.atEnd());
    }

    private void begin(UnloadedFile file, long skipped) {
        bytesBefore = position.bytes();
        rows = Optional.of(file.begin(skipped));
    }

    private UnloadedFile file() {
        return result.file().orElseThrow();
    }

    private Struct decoded(@Nullable Object[] values) {
        RowType rowType = type.rowType();
        Struct row = new Struct(rowType.schema());
        for (Column column : rowType.columns()) {
            Object value = values[column.index()];
            if (value != null) {
                column.put(row, decoded(column, value));
            }
        }
        return row;
    }

    private @Nullable Object decoded(Column column, Object value) {
        try {
            return type.decoders().get(column.index()).decode(value);
        } catch (UndecodableTextException undecodable) {
            throw new UndecodableRowException(
                    "Result " + file().location() + ", row " + position.row() + ", column \""
                            + column.source().name() + "\" of type "
                            + column.source().typeName() + ": "
                            + undecodable.getMessage(),
                    column.source().name(),
                    undecodable);
        }
    }

    @Override
    public ResultPosition position() {
        return position;
    }

    @Override
    public ResultFingerprint fingerprint() {
        return result.fingerprint();
    }

    @Override
    public void close() {
        result.close();
    }

    private <T> T closingOnFailure(Supplier<T> step) {
        try {
            return step.get();
        } catch (UnreadableResultException unreadable) {
            close();
            throw unreadable;
        }
    }
}
