package io.github.athenaconnect.result.parquet;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ColumnPath;

/** The pages of one row group, column by column, fetched as {@link RowGroupRanges} says. */
final class RowGroupPages implements PageReadStore {
    private final long rows;
    private final Map<ColumnPath, PageReader> columns = new HashMap<>();

    RowGroupPages(FileBytes file, BlockMetaData rowGroup, int window, int maximumPageBytes) {
        this.rows = rowGroup.getRowCount();
        RowGroupRanges ranges = new RowGroupRanges(rowGroup, window);
        FileRange all = ranges.whole();
        if (!ranges.areWithin(file.length())) {
            throw UnusableFileException.malformed(
                    "a row group within the file's " + file.length() + " bytes",
                    "one from " + all.begin() + " to " + all.end());
        }
        Optional<ChunkBytes.Fetched> whole = ranges.areOne()
                ? Optional.of(ChunkBytes.fetch(file, all.begin(), (int) (all.end() - all.begin())))
                : Optional.empty();
        PageMemory memory = new PageMemory(rowGroup.getColumns().size(), maximumPageBytes);
        if (whole.isEmpty()) {
            memory.take(ranges.bytesAtOnce(), "of the whole row group");
        }
        for (ColumnChunkMetaData chunk : rowGroup.getColumns()) {
            ChunkBytes bytes = new ChunkBytes(
                    file, chunk.getStartingPos(), RowGroupRanges.endOf(chunk), ranges.partOf(chunk), whole);
            columns.put(chunk.getPath(), new ColumnPages(chunk, bytes, maximumPageBytes, memory));
        }
    }

    @Override
    public PageReader getPageReader(ColumnDescriptor column) {
        PageReader reader = columns.get(ColumnPath.get(column.getPath()));
        if (reader == null) {
            throw UnusableFileException.malformed(
                    "pages of column " + String.join(".", column.getPath()), "a row group without");
        }
        return reader;
    }

    @Override
    public long getRowCount() {
        return rows;
    }
}
