package io.github.athenaconnect.result.parquet;

import io.github.athenaconnect.type.Excerpt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.jspecify.annotations.Nullable;

/** The pages of one column in one row group, in order, each fetched and unpacked when it is asked for. */
final class ColumnPages implements PageReader {
    private static final ParquetMetadataConverter NAMES = new ParquetMetadataConverter();

    private final ColumnChunkMetaData chunk;
    private final ChunkBytes bytes;
    private final int maximumPageBytes;
    private final PageMemory memory;
    private long pageBytes;
    private Optional<PageHeader> pending = Optional.empty();
    private long valuesRead;

    /**
     * The pages of {@code chunk}, which stand in {@code bytes}.
     *
     * @param memory shared by the columns of a row group
     */
    ColumnPages(ColumnChunkMetaData chunk, ChunkBytes bytes, int maximumPageBytes, PageMemory memory) {
        this.memory = memory;
        this.chunk = chunk;
        this.bytes = bytes;
        this.maximumPageBytes = maximumPageBytes;
    }

    @Override
    public long getTotalValueCount() {
        return chunk.getValueCount();
    }

    /** The dictionary, if the column begins with one; to be asked for before the first page. */
    @Override
    public @Nullable DictionaryPage readDictionaryPage() {
        try {
            PageHeader header = header();
            if (header.type != PageType.DICTIONARY_PAGE) {
                pending = Optional.of(header);
                return null;
            }
            requireRoomFor(header.dictionary_page_header.num_values, header.uncompressed_page_size);
            memory.take(PageMemory.ofDictionary(largest(header), header.dictionary_page_header.num_values), name());
            return new DictionaryPage(
                    unpacked(header.compressed_page_size, header.uncompressed_page_size),
                    header.uncompressed_page_size,
                    header.dictionary_page_header.num_values,
                    NAMES.getEncoding(header.dictionary_page_header.encoding));
        } catch (IOException senseless) {
            throw new UncheckedIOException(senseless);
        }
    }

    /** The library makes room for as many values as the page says, each of which takes a byte at least. */
    private static void requireRoomFor(int values, int bytes) {
        if (values > bytes) {
            throw UnusableFileException.malformed(
                    "no more values in a dictionary than its " + bytes + " bytes can be", values + " values");
        }
    }

    @Override
    public @Nullable DataPage readPage() {
        try {
            while (valuesRead < chunk.getValueCount()) {
                PageHeader header = header();
                if (header.type == PageType.DATA_PAGE) {
                    return first(header, header.data_page_header);
                }
                if (header.type == PageType.DATA_PAGE_V2) {
                    return second(header, header.data_page_header_v2);
                }
                bytes.next(header.compressed_page_size);
            }
            return null;
        } catch (IOException senseless) {
            throw new UncheckedIOException(senseless);
        }
    }

    private PageHeader header() throws IOException {
        if (pending.isPresent()) {
            PageHeader header = pending.get();
            pending = Optional.empty();
            return header;
        }
        PageHeader header = PageHeaders.read(bytes, maximumPageBytes);
        int size = largest(header);
        if (size > maximumPageBytes) {
            throw UnusableFileException.tooLarge("has a page of " + size + " bytes in column "
                    + name() + ", more than the " + maximumPageBytes
                    + " that may be held in memory; raise buffer.max.bytes.");
        }
        return header;
    }

    /** What is held of a page: as it was packed, and unpacked, which may be the same bytes whatever it says. */
    private static int largest(PageHeader header) {
        return Math.max(header.compressed_page_size, header.uncompressed_page_size);
    }

    private String name() {
        return Excerpt.of(chunk.getPath().toDotString());
    }

    /** The page before is let go of when the next one is asked for. */
    private void replacePage(int size) {
        memory.giveBack(pageBytes);
        pageBytes = Math.max(size, 0);
        memory.take(pageBytes, name());
    }

    /** A page whose levels are packed together with its values. */
    private DataPage first(PageHeader header, DataPageHeader data) throws IOException {
        valuesRead += data.num_values;
        replacePage(largest(header));
        if (DeltaPages.isOne(encoding(data.encoding))) {
            throw UnusableFileException.malformed("differences in pages of the second version only", "a first one");
        }
        return new DataPageV1(
                unpacked(header.compressed_page_size, header.uncompressed_page_size),
                data.num_values,
                header.uncompressed_page_size,
                null,
                NAMES.getEncoding(data.repetition_level_encoding),
                NAMES.getEncoding(data.definition_level_encoding),
                encoding(data.encoding));
    }

    /** How many bytes the levels take, of those that the page has. */
    private static int levels(PageHeader header, DataPageHeaderV2 data) {
        long levels = (long) data.repetition_levels_byte_length + data.definition_levels_byte_length;
        if (data.repetition_levels_byte_length < 0
                || data.definition_levels_byte_length < 0
                || levels > header.compressed_page_size) {
            throw UnusableFileException.malformed(
                    "levels of no more than the " + header.compressed_page_size + " bytes of their page",
                    data.repetition_levels_byte_length + " and " + data.definition_levels_byte_length + " bytes");
        }
        return (int) levels;
    }

    /** A page whose levels come before its values and are not packed. */
    private DataPage second(PageHeader header, DataPageHeaderV2 data) throws IOException {
        valuesRead += data.num_values;
        replacePage(largest(header));
        int levels = levels(header, data);
        BytesInput repetition = BytesInput.from(bytes.next(data.repetition_levels_byte_length));
        BytesInput definition = BytesInput.from(bytes.next(data.definition_levels_byte_length));
        int packed = header.compressed_page_size - levels;
        byte[] values = bytes.next(packed);
        if (data.is_compressed) {
            values = Unpacking.unpack(chunk.getCodec(), values, header.uncompressed_page_size - levels);
        }
        Encoding encoding = encoding(data.encoding);
        if (DeltaPages.isOne(encoding)) {
            DeltaPages.requireRoomFor(encoding, values, maximumPageBytes);
        }
        return DataPageV2.uncompressed(
                data.num_rows,
                data.num_nulls,
                data.num_values,
                repetition,
                definition,
                encoding,
                BytesInput.from(values),
                null);
    }

    /**
     * How a page's values are encoded. Where it says, by a flipped bit, that they are differences, the library takes the next
     * bytes for their number and makes room for so many.
     */
    private Encoding encoding(org.apache.parquet.format.Encoding code) {
        Encoding encoding = NAMES.getEncoding(code);
        if (DeltaPages.isOne(encoding) && !chunk.getEncodings().contains(encoding)) {
            throw UnusableFileException.malformed(
                    "pages of the encodings that its description names, " + chunk.getEncodings(), encoding.name());
        }
        return encoding;
    }

    private BytesInput unpacked(int packed, int size) throws IOException {
        return BytesInput.from(Unpacking.unpack(chunk.getCodec(), bytes.next(packed), size));
    }
}
