package io.github.athenaconnect.result.parquet;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.xerial.snappy.Snappy;

/**
 * Unpacks the pages of a file: gzip by the JDK, Snappy and Zstandard by the libraries that kafka-clients brings along for
 * Kafka's own records, so that nothing native is shipped.
 */
final class Unpacking {
    private Unpacking() {}

    /** The {@code size} bytes that were packed. */
    static byte[] unpack(CompressionCodecName codec, byte[] packed, int size) throws IOException {
        if (size == 0) {
            return new byte[0];
        }
        try {
            return switch (codec) {
                case UNCOMPRESSED -> packed;
                case GZIP -> gzip(packed, size);
                case SNAPPY -> SnappyLibrary.unpack(packed, size);
                case ZSTD -> exactly(ZstandardLibrary.unpack(packed, size), size);
                case LZO, BROTLI, LZ4, LZ4_RAW ->
                    throw UnusableFileException.unpackable(
                            "is packed with " + codec + ", which this connector cannot unpack; let it run the UNLOAD"
                                    + " itself, which packs with a codec that it can.",
                            null);
            };
        } catch (LinkageError missing) {
            throw UnusableFileException.unpackable(
                    "is packed with " + codec + ", whose library this worker lacks or cannot load (" + missing
                            + "); put back the one that comes with kafka-clients, and let java.io.tmpdir allow native"
                            + " libraries.",
                    missing);
        }
    }

    private static byte[] gzip(byte[] packed, int size) throws IOException {
        try (GZIPInputStream stream = new GZIPInputStream(new ByteArrayInputStream(packed), BUFFER)) {
            return exactly(stream.readNBytes(size), size);
        }
    }

    private static final int BUFFER = 8 * 1024;

    private static byte[] exactly(byte[] unpacked, int size) throws EOFException {
        requireSize(unpacked.length, size);
        return unpacked;
    }

    private static void requireSize(int found, int size) throws EOFException {
        if (found != size) {
            throw new EOFException("expected a page of " + size + " bytes, found " + found);
        }
    }

    /** Loaded only when it is needed, as it may not be there. */
    private static final class SnappyLibrary {
        /** The library makes as much room as the bytes themselves ask for, whatever the page may have. */
        static byte[] unpack(byte[] packed, int size) throws IOException {
            requireSize(Snappy.uncompressedLength(packed), size);
            return Snappy.uncompress(packed);
        }
    }

    /** Loaded only when it is needed, as it may not be there. */
    private static final class ZstandardLibrary {
        static byte[] unpack(byte[] packed, int size) {
            return Zstd.decompress(packed, size);
        }
    }
}
