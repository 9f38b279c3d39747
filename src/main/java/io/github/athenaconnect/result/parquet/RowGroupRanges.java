package io.github.athenaconnect.result.parquet;

import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;

/**
 * Which bytes of a row group are fetched at a time.
 *
 * <p>A row group that fits into the window is fetched at once. Of a larger one every column has as large a part of the
 * window as of the row group, so that all come to the end of theirs at about the same row.
 */
final class RowGroupRanges {
    /** Less than this is not worth a request; so many columns as to need it may exceed the window. */
    private static final int SMALLEST_PART = 64 * 1024;

    private final List<ColumnChunkMetaData> chunks;
    private final int window;
    private final FileRange whole;
    private final double size;

    RowGroupRanges(BlockMetaData rowGroup, int window) {
        this.chunks = rowGroup.getColumns();
        this.window = window;
        this.whole = new FileRange(
                chunks.stream()
                        .mapToLong(ColumnChunkMetaData::getStartingPos)
                        .min()
                        .orElse(0),
                chunks.stream().mapToLong(RowGroupRanges::endOf).max().orElse(0));
        this.size = chunks.stream()
                .mapToDouble(ColumnChunkMetaData::getTotalSize)
                .map(chunk -> Math.max(chunk, 0))
                .sum();
    }

    static long endOf(ColumnChunkMetaData chunk) {
        return chunk.getStartingPos() + chunk.getTotalSize();
    }

    /** From the first byte of any column to the last. */
    FileRange whole() {
        return whole;
    }

    boolean areWithin(long length) {
        return whole.begin() >= 0 && whole.end() >= whole.begin() && whole.end() <= length;
    }

    boolean areOne() {
        return whole.end() - whole.begin() <= window;
    }

    /** How much is fetched at a time of a column that is not fetched with the others. */
    int partOf(ColumnChunkMetaData chunk) {
        // Of all chunks and not of the span: in a damaged file each may claim all of that.
        double share = chunk.getTotalSize() / size;
        return Math.max(SMALLEST_PART, (int) (share * window));
    }

    /** How much is held at a time of all columns, where each is fetched by itself. */
    long bytesAtOnce() {
        return chunks.stream()
                .mapToLong(chunk -> Math.max(0, Math.min(partOf(chunk), chunk.getTotalSize())))
                .sum();
    }

    /** All of them, in about the order in which they are needed. */
    Stream<FileRange> inOrder() {
        return areOne()
                ? Stream.of(whole)
                : LongStream.iterate(0, round -> round + 1)
                        .mapToObj(this::ofRound)
                        .takeWhile(ranges -> !ranges.isEmpty())
                        .flatMap(List::stream);
    }

    private List<FileRange> ofRound(long round) {
        return chunks.stream()
                .map(chunk -> {
                    long begin = chunk.getStartingPos() + round * partOf(chunk);
                    return new FileRange(begin, Math.min(begin + partOf(chunk), endOf(chunk)));
                })
                .filter(range -> !range.isEmpty())
                .toList();
    }
}
