package io.github.athenaconnect.result;

import io.github.athenaconnect.result.UnreadableResultException.Reason;
import io.github.athenaconnect.result.parquet.FileRows;
import io.github.athenaconnect.result.parquet.ParquetFile;
import io.github.athenaconnect.result.parquet.UnusableFileException;
import io.github.athenaconnect.type.ValueType;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One file of an UNLOAD: what goes wrong in it is told with its name. Not for use by several threads, except {@link #close}. */
final class UnloadedFile implements AutoCloseable {
    private final ObjectRanges object;
    private final int window;
    private final int maximumPageBytes;
    private @Nullable ParquetFile file;
    private @Nullable FileRows rows;

    /**
     * Prepares reading; nothing is fetched yet.
     *
     * @param window packed bytes to hold at once
     * @param maximumPageBytes bytes that a page of one column may have
     */
    UnloadedFile(ObjectRanges object, int window, int maximumPageBytes) {
        this.object = object;
        this.window = window;
        this.maximumPageBytes = maximumPageBytes;
    }

    S3Location location() {
        return object.location();
    }

    /** The columns. */
    List<ValueType.Part> columns() {
        return sound(() -> file().columns());
    }

    /** Goes behind the first {@code skipped} rows. */
    FileRows begin(long skipped) {
        return sound(() -> {
            if (skipped > file().rows()) {
                throw new UnreadableResultException(
                        Reason.CHANGED,
                        "Result " + location() + " ends too early to resume: expected at least " + skipped
                                + " rows, found " + file().rows() + "; check the stored offset of this query.");
            }
            FileRows begun = file().rowsBehind(skipped);
            rows = begun;
            return begun;
        });
    }

    /** The next row of the rows begun. */
    @Nullable Object[] next(FileRows begun) {
        return sound(begun::next);
    }

    private ParquetFile file() {
        ParquetFile opened = file;
        if (opened == null) {
            opened = ParquetFile.open(object, window, maximumPageBytes);
            file = opened;
        }
        return opened;
    }

    /**
     * The Parquet library throws anything at bytes that make no sense, and wraps what it catches: what this connector's
     * own hands threw is looked for below.
     */
    private <T> T sound(Supplier<T> step) {
        object.requireOpen();
        try {
            return step.get();
        } catch (RuntimeException thrown) {
            for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
                if (cause instanceof UnreadableResultException unreadable) {
                    throw unreadable;
                }
                if (cause instanceof UnusableFileException unusable) {
                    throw unreadable(unusable);
                }
            }
            throw new UnreadableResultException(
                    Reason.MALFORMED,
                    "Result " + location() + (rows == null ? "" : ", behind row " + rows.row())
                            + ", is not a file as Athena writes it: " + thrown
                            + "; check that nothing else writes to this object, and run the query again.",
                    thrown);
        }
    }

    private UnreadableResultException unreadable(UnusableFileException unusable) {
        return new UnreadableResultException(
                unusable.isTooLarge() ? Reason.TOO_LARGE : Reason.MALFORMED,
                "Result " + location() + " " + unusable.getMessage(),
                unusable);
    }

    @Override
    public void close() {
        object.close();
    }
}
