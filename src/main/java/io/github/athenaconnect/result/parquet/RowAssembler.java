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
     * there a billion times. What is counted is the size of values; what ends a row is the memory that they take, of which a
     * small value's object has more.
     */
    static final class ByteCount {
        /** What an object takes before it holds anything, with the place that refers to it. */
        private static final int OBJECT = 24;

        private static final int FIELD = 8;

        private final int maximumRowBytes;
        private long count;
        private long weight;
        private long row;

        ByteCount(int maximumRowBytes) {
            this.maximumRowBytes = maximumRowBytes;
        }

        void begin(long number) {
            row = number;
            weight = 0;
        }

        /** Counts a value of so many bytes. */
        void add(int more) {
            count += more;
            weigh((long) more + OBJECT);
        }

        /** Counts a wrapper of so many fields around the element of an array, NULL or not: of it stays the element's place. */
        void addWrapper(int fields) {
            count += fields;
            weigh(FIELD);
        }

        /** Counts a row of so many fields. */
        void addRow(int fields) {
            count += fields;
            weigh(OBJECT + (long) FIELD * fields);
        }

        private void weigh(long more) {
            weight += more;
            if (weight > maximumRowBytes) {
                throw UnusableFileException.tooLarge("has in row " + row + " more than the " + maximumRowBytes
                        + " bytes that may be held in memory; raise buffer.max.bytes.");
            }
        }
    }
}
