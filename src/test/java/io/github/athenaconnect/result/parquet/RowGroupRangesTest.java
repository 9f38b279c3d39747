package io.github.athenaconnect.result.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.IntStream;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ColumnPath;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.parquet.schema.PrimitiveType;
import org.junit.jupiter.api.Test;

class RowGroupRangesTest {
    private static final int WINDOW = 1 << 20;
    private static final PrimitiveType TYPE = MessageTypeParser.parseMessageType("message row { optional int64 v; }")
            .getType(0)
            .asPrimitiveType();

    private static ColumnChunkMetaData chunk(String column, long begin, long size) {
        return ColumnChunkMetaData.get(
                ColumnPath.get(column),
                TYPE,
                CompressionCodecName.UNCOMPRESSED,
                null,
                Set.of(),
                null,
                begin,
                0,
                1,
                size,
                size);
    }

    private static RowGroupRanges ranges(BlockMetaData rowGroup) {
        return new RowGroupRanges(rowGroup, WINDOW);
    }

    @Test
    void ofALargeRowGroupEachColumnHasAsLargeAPartOfTheWindowAsOfTheRowGroup() {
        BlockMetaData rowGroup = new BlockMetaData();
        ColumnChunkMetaData small = chunk("small", 4, 4 * WINDOW);
        ColumnChunkMetaData large = chunk("large", 4 + 4 * WINDOW, 12 * WINDOW);
        rowGroup.addColumn(small);
        rowGroup.addColumn(large);

        assertThat(ranges(rowGroup).partOf(small)).isEqualTo(WINDOW / 4);
        assertThat(ranges(rowGroup).partOf(large)).isEqualTo(WINDOW / 4 * 3);
    }

    /** Only in a damaged file. */
    @Test
    void columnsThatClaimTheSameBytesShareTheWindowAllTheSame() {
        BlockMetaData rowGroup = new BlockMetaData();
        IntStream.range(0, 8).forEach(index -> rowGroup.addColumn(chunk("c" + index, 4, 4 * WINDOW)));

        assertThat(rowGroup.getColumns().stream()
                        .mapToLong(ranges(rowGroup)::partOf)
                        .sum())
                .isEqualTo(WINDOW);
    }
}
