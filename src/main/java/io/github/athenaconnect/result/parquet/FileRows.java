package io.github.athenaconnect.result.parquet;

import java.util.List;
import java.util.Optional;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one file one after the other, a row group at a time. Mutable: it knows how far it has come.
 *
 * <p>Errors of the bytes' owner pass through, perhaps as the cause of another: the library wraps what it catches.
 */
public final class FileRows {
    private final ParquetFile file;
    private final MessageColumnIO assembly;
    private final RowAssembler assembler;
    private final long rows;
    private Optional<RecordReader<@Nullable Object[]>> group = Optional.empty();
    private int nextGroup;
    private long leftInGroup;
    private long row;
    private long skippedBytes;

    FileRows(ParquetFile file, long skipped) {
        this.file = file;
        this.assembly = new ColumnIOFactory(file.details().getCreatedBy(), false).getColumnIO(file.schema());
        this.assembler = new RowAssembler(file.schema(), file.maximumRowBytes());
        this.rows = file.rows();
        skip(skipped);
    }

    /** Whether every row has been returned; fetches nothing. */
    public boolean atEnd() {
        return row == rows;
    }

    /** How many rows of the file are behind, skipped ones included. */
    public long row() {
        return row;
    }

    /** How many bytes the values took that were returned, unpacked; grows with every row. */
    public long bytes() {
        return assembler.bytes() - skippedBytes;
    }

    /**
     * The next row, which must be there: one value for each column, as {@link io.github.athenaconnect.type.ValueDecoder}
     * takes them, null for NULL.
     */
    public @Nullable Object[] next() {
        while (leftInGroup == 0) {
            BlockMetaData rowGroup = file.rowGroups().get(nextGroup);
            nextGroup++;
            leftInGroup = rowGroup.getRowCount();
            // Dropped before the next one is fetched, so that there is never more than one in memory.
            group = Optional.empty();
            group = leftInGroup == 0
                    ? Optional.empty()
                    : Optional.of(assembly.getRecordReader(file.pagesOf(rowGroup), assembler));
        }
        assembler.begin(row + 1);
        @Nullable Object[] values = group.orElseThrow().read();
        leftInGroup--;
        row++;
        return values;
    }

    private void skip(long count) {
        List<BlockMetaData> groups = file.rowGroups();
        while (nextGroup < groups.size() && groups.get(nextGroup).getRowCount() <= count - row) {
            row += groups.get(nextGroup).getRowCount();
            nextGroup++;
        }
        file.expectAllFrom(nextGroup);
        while (row < count) {
            next();
        }
        skippedBytes = assembler.bytes();
    }
}
