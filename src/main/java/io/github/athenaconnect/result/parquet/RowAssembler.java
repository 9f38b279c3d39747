package io.github.athenaconnect.result.parquet;

import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/** Puts rows together of the values that the library hands out column by column; counts their size. */
final class RowAssembler extends RecordMaterializer<@Nullable Object[]> {
    private final ByteCount bytes;
    private final Converters.OfRow root;
    private @Nullable Object[] row = new Object[0];

    /**
     * For rows of this schema.
     *
     * @param maximumRowBytes what the values of one row may take
     */
    RowAssembler(MessageType schema, int maximumRowBytes) {
        bytes = new ByteCount(maximumRowBytes);
        root = new Converters.OfRow(schema, values -> row = (@Nullable Object[]) values, bytes);
    }

    /** Begins a row; {@code number} is for the message of its refusal. */
    void begin(long number) {
        bytes.begin(number);
    }

    /** The size of all values so far. */
    long bytes() {
        return bytes.count;
    }

    @Override
    public @Nullable Object[] getCurrentRecord() {
        return row;
    }

    @Override
    public GroupConverter getRootConverter() {
        return root;
    }

    /**
     * A count that converters share, and that ends a row which takes too much: a few bytes of a page can say that a value is
     * there a billion times.
     */
    static final class ByteCount {
        private final int maximumRowBytes;
        private long count;
        private long limit;
        private long row;

        ByteCount(int maximumRowBytes) {
            this.maximumRowBytes = maximumRowBytes;
        }

        void begin(long number) {
            row = number;
            limit = count + maximumRowBytes;
        }

        void add(int more) {
            count += more;
            if (count > limit) {
                throw UnusableFileException.tooLarge("has in row " + row + " more than the " + maximumRowBytes
                        + " bytes that may be held in memory; raise buffer.max.bytes.");
            }
        }
    }
}
