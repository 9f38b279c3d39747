package io.github.athenaconnect.result.parquet;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ColumnPath;

/**
 * The pages of one row group, column by column.
 *
 * <p>A row group that fits into the window is fetched with one request. Of a larger one every column has its own part of
 * the window and fetches that much at a time.
 */
final class RowGroupPages implements PageReadStore {
    /** Less than this is not worth a request; so many columns as to need it may exceed the window. */
    private static final int SMALLEST_PART = 64 * 1024;

    private final long rows;
    private final Map<ColumnPath, PageReader> columns = new HashMap<>();

    RowGroupPages(FileBytes file, BlockMetaData rowGroup, int window, int maximumPageBytes) {
        this.rows = rowGroup.getRowCount();
        List<ColumnChunkMetaData> chunks = rowGroup.getColumns();
        long begin = chunks.stream()
                .mapToLong(ColumnChunkMetaData::getStartingPos)
                .min()
                .orElse(0);
        long end = chunks.stream().mapToLong(RowGroupPages::endOf).max().orElse(0);
        if (begin < 0 || end < begin || end > file.length()) {
            throw UnusableFileException.malformed(
                    "a row group within the file's " + file.length() + " bytes", "one from " + begin + " to " + end);
        }
        boolean atOnce = end - begin <= window;
        Optional<ChunkBytes.Fetched> whole =
                atOnce ? Optional.of(ChunkBytes.fetch(file, begin, (int) (end - begin))) : Optional.empty();
        int part = Math.max(SMALLEST_PART, window / Math.max(1, chunks.size()));
        for (ColumnChunkMetaData chunk : chunks) {
            ChunkBytes bytes = new ChunkBytes(file, chunk.getStartingPos(), endOf(chunk), part, whole);
            columns.put(chunk.getPath(), new ColumnPages(chunk, bytes, maximumPageBytes));
        }
    }

    private static long endOf(ColumnChunkMetaData chunk) {
        return chunk.getStartingPos() + chunk.getTotalSize();
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
