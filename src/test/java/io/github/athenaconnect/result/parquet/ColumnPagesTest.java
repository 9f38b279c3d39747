package io.github.athenaconnect.result.parquet;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ColumnPath;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.parquet.schema.PrimitiveType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnPagesTest {
    private static final PrimitiveType TYPE = MessageTypeParser.parseMessageType("message row { optional int64 v; }")
            .getType(0)
            .asPrimitiveType();

    /** The library makes room for as many as the page says. */
    @Test
    void aDictionaryOfMoreValuesThanBytesIsRefused() throws IOException {
        PageHeader header = new PageHeader(PageType.DICTIONARY_PAGE, 8, 8);
        header.setDictionary_page_header(new DictionaryPageHeader(Integer.MAX_VALUE, Encoding.PLAIN));
        ByteArrayOutputStream page = new ByteArrayOutputStream();
        Util.writePageHeader(header, page);
        page.write(new byte[8]);

        assertThatThrownBy(() -> pages(page.toByteArray()).readDictionaryPage())
                .isInstanceOf(UnusableFileException.class)
                .hasMessageContainingAll("8 bytes", "2147483647 values");
    }

    @ParameterizedTest
    @CsvSource({"9, 0", "0, 9", "5, 4", "2147483647, 2147483647", "-1, 5", "5, -1"})
    void levelsOfMoreBytesThanTheirPageAreRefusedBeforeThereIsRoomForThem(int repetition, int definition)
            throws IOException {
        PageHeader header = new PageHeader(PageType.DATA_PAGE_V2, 8, 8);
        header.setData_page_header_v2(new DataPageHeaderV2(1, 0, 1, Encoding.PLAIN, definition, repetition));
        ByteArrayOutputStream page = new ByteArrayOutputStream();
        Util.writePageHeader(header, page);
        page.write(new byte[8]);

        assertThatThrownBy(() -> pages(page.toByteArray()).readPage())
                .isInstanceOf(UnusableFileException.class)
                .hasMessageContainingAll("the 8 bytes of their page", repetition + " and " + definition + " bytes");
    }

    /** One that is not packed is held as it is, and nobody compares that with what it says it unpacks to. */
    @Test
    void aPageIsCountedByWhatIsHeldOfItWhateverItSays() throws IOException {
        PageHeader header = new PageHeader(PageType.DATA_PAGE, 1, 900);
        header.setData_page_header(new DataPageHeader(1, Encoding.PLAIN, Encoding.RLE, Encoding.RLE));
        ByteArrayOutputStream page = new ByteArrayOutputStream();
        Util.writePageHeader(header, page);
        page.write(new byte[900]);
        PageMemory almostFull = new PageMemory(1, 1000);
        almostFull.take(1000 + PageMemory.USUAL_BYTES - 500, "another");

        assertThatThrownBy(() -> pages(page.toByteArray(), almostFull).readPage())
                .isInstanceOf(UnusableFileException.class)
                .hasMessageContaining("at the same time");
    }

    private static ColumnPages pages(byte[] bytes) {
        return pages(bytes, new PageMemory(1, 1000));
    }

    private static ColumnPages pages(byte[] bytes, PageMemory memory) {
        FileBytes file = new FileBytes() {
            @Override
            public long length() {
                return bytes.length;
            }

            @Override
            public void read(long position, byte[] into) {
                System.arraycopy(bytes, (int) position, into, 0, into.length);
            }
        };
        ColumnChunkMetaData chunk = ColumnChunkMetaData.get(
                ColumnPath.get("v"),
                TYPE,
                CompressionCodecName.UNCOMPRESSED,
                null,
                Set.of(),
                null,
                0,
                0,
                1,
                bytes.length,
                bytes.length);
        return new ColumnPages(chunk, new ChunkBytes(file, 0, bytes.length, 100, Optional.empty()), 1000, memory);
    }
}
