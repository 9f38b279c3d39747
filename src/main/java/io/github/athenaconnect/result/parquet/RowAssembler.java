package io.github.athenaconnect.result.parquet;

import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/** Puts rows together of the values that the library hands out column by column; counts their size. */
final class RowAssembler extends RecordMaterializer<@Nullable Object[]> {
    private final ByteCount bytes = new ByteCount();
    private final Converters.OfRow root;
    private @Nullable Object[] row = new Object[0];

    RowAssembler(MessageType schema) {
        root = new Converters.OfRow(schema, values -> row = (@Nullable Object[]) values, bytes);
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

    /** A count that converters share. */
    static final class ByteCount {
        private long count;

        void add(int more) {
            count += more;
        }
    }
}
