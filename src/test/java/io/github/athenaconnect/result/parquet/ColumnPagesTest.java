package io.github.athenaconnect.result.parquet;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
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

    private static ColumnPages pages(byte[] bytes) {
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
        return new ColumnPages(chunk, new ChunkBytes(file, 0, bytes.length, 100, Optional.empty()), 1000);
    }
}
