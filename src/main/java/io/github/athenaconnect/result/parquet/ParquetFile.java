package io.github.athenaconnect.result.parquet;

import io.github.athenaconnect.type.ValueType;
import java.util.List;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.schema.MessageType;

/** One Parquet file whose description has been read. Not for use by several threads. */
public final class ParquetFile {
    private final FileBytes bytes;
    private final ParquetMetadata description;
    private final List<ValueType.Part> columns;
    private final int window;
    private final int maximumBytes;

    private ParquetFile(FileBytes bytes, ParquetMetadata description, int window, int maximumBytes) {
        this.maximumBytes = maximumBytes;
        this.bytes = bytes;
        this.description = description;
        this.columns = FileTypes.columns(schema());
        this.window = window;
    }

    /**
     * Reads the description of a file, from its end.
     *
     * @param window packed bytes of a row group to hold at once, 1 or more
     * @param maximumBytes what the description may have, or a page of one column, unpacked, or the values of a row; 1 or
     *     more
     * @throws UnusableFileException if it is none, or too large
     */
    public static ParquetFile open(FileBytes bytes, int window, int maximumBytes) {
        return new ParquetFile(bytes, FileFooter.read(bytes, maximumBytes), window, maximumBytes);
    }

    /**
     * The columns, in order.
     *
     * @return what tells a file of the same rows from any other, too: two equal lists are read alike
     */
    public List<ValueType.Part> columns() {
        return columns;
    }

    /** How many rows there are. */
    public long rows() {
        return description.getBlocks().stream()
                .mapToLong(BlockMetaData::getRowCount)
                .sum();
    }

    /**
     * The rows behind the first {@code skipped}; row groups that are skipped as a whole are not fetched.
     *
     * @param skipped 0 to {@link #rows}
     */
    public FileRows rowsBehind(long skipped) {
        return new FileRows(this, skipped);
    }

    MessageType schema() {
        return details().getSchema();
    }

    FileMetaData details() {
        return description.getFileMetaData();
    }

    List<BlockMetaData> rowGroups() {
        return description.getBlocks();
    }

    int maximumRowBytes() {
        return maximumBytes;
    }

    /** Foretells to whom the bytes belong that all is read from row group {@code first} on. */
    void expectAllFrom(int first) {
        long length = bytes.length();
        bytes.expect(rowGroups().stream()
                .skip(first)
                .filter(rowGroup -> rowGroup.getRowCount() > 0)
                .map(rowGroup -> new RowGroupRanges(rowGroup, window))
                .takeWhile(ranges -> ranges.areWithin(length))
                .flatMap(RowGroupRanges::inOrder));
    }

    RowGroupPages pagesOf(BlockMetaData rowGroup) {
        return new RowGroupPages(bytes, rowGroup, window, maximumBytes);
    }
}
