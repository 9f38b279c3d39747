package io.github.athenaconnect.result.parquet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Util;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;

/**
 * Reads what a Parquet file says of itself at its end: the description, its length in four bytes, and the word PAR1
 * (apache/parquet-format, README, "File format").
 */
final class FileFooter {
    private static final int TRAILER = 8;
    private static final String MAGIC = "PAR1";

    private FileFooter() {}

    /**
     * The description of a file.
     *
     * @param maximumBytes more than which a description may not have
     */
    static ParquetMetadata read(FileBytes file, int maximumBytes) {
        long length = file.length();
        if (length < TRAILER) {
            throw UnusableFileException.malformed("a Parquet file", length + " bytes");
        }
        ByteBuffer trailer =
                ByteBuffer.wrap(bytes(file, length - TRAILER, TRAILER)).order(ByteOrder.LITTLE_ENDIAN);
        int size = trailer.getInt();
        String word = StandardCharsets.US_ASCII.decode(trailer).toString();
        if (!word.equals(MAGIC) || size < 0 || size > length - TRAILER) {
            throw UnusableFileException.malformed("a Parquet file, which ends with " + MAGIC, "another end");
        }
        if (size > maximumBytes) {
            throw UnusableFileException.tooLarge("describes itself in " + size + " bytes, more than the " + maximumBytes
                    + " that may be held in memory; raise buffer.max.bytes.");
        }
        return parsed(bytes(file, length - TRAILER - size, size));
    }

    private static byte[] bytes(FileBytes file, long position, int count) {
        byte[] bytes = new byte[count];
        file.read(position, bytes);
        return bytes;
    }

    /**
     * The library throws whatever comes to hand when a description makes no sense. It makes room for as many elements of a
     * list, and as many bytes of a text, as the description says there are, so it is told how many there can be.
     */
    private static ParquetMetadata parsed(byte[] description) {
        try {
            FileMetaData read =
                    Util.readFileMetaData(new ByteArrayInputStream(description), Math.max(description.length, 1));
            SchemaSize.requireUsual(read.getSchema());
            return new ParquetMetadataConverter().fromParquetMetadata(read);
        } catch (UnusableFileException unusable) {
            throw unusable;
        } catch (IOException | RuntimeException senseless) {
            throw UnusableFileException.damaged(senseless);
        }
    }
}
