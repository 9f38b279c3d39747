package io.github.athenaconnect.result;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.schema.MessageType;
import org.xerial.snappy.Snappy;

/** Parquet files in memory, by the writer of the Parquet project. */
public final class ParquetBytes {
    private ParquetBytes() {}

    /** A file of these rows. */
    public static byte[] of(MessageType schema, Stream<Group> rows) {
        return of(schema, rows, writer -> writer);
    }

    /** A file of these rows, written in a way of its own. */
    public static byte[] of(MessageType schema, Stream<Group> rows, UnaryOperator<ExampleParquetWriter.Builder> way) {
        Memory memory = new Memory();
        ExampleParquetWriter.Builder builder = ExampleParquetWriter.builder(memory)
                .withConf(new PlainParquetConfiguration())
                .withType(schema)
                .withCodecFactory(new Packing())
                .withCompressionCodec(CompressionCodecName.GZIP);
        try (ParquetWriter<Group> writer = way.apply(builder).build()) {
            for (Group row : (Iterable<Group>) rows::iterator) {
                writer.write(row);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return memory.bytes.toByteArray();
    }

    private static final class Memory implements OutputFile {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public PositionOutputStream create(long blockSize) {
            return new PositionOutputStream() {
                @Override
                public long getPos() {
                    return bytes.size();
                }

                @Override
                public void write(int value) {
                    bytes.write(value);
                }

                @Override
                public void write(byte[] values, int from, int count) {
                    bytes.write(values, from, count);
                }
            };
        }

        @Override
        public PositionOutputStream createOrOverwrite(long blockSize) {
            return create(blockSize);
        }

        @Override
        public boolean supportsBlockSize() {
            return false;
        }

        @Override
        public long defaultBlockSize() {
            return 0;
        }
    }

    private static final class Packing implements CompressionCodecFactory {
        @Override
        public BytesInputCompressor getCompressor(CompressionCodecName codec) {
            return new BytesInputCompressor() {
                @Override
                public BytesInput compress(BytesInput bytes) throws IOException {
                    return BytesInput.from(packed(codec, bytes.toInputStream().readAllBytes()));
                }

                @Override
                public CompressionCodecName getCodecName() {
                    return codec;
                }

                @Override
                public void release() {}
            };
        }

        private static byte[] packed(CompressionCodecName codec, byte[] bytes) throws IOException {
            return switch (codec) {
                case GZIP -> gzip(bytes);
                case SNAPPY -> Snappy.compress(bytes);
                case ZSTD -> Zstd.compress(bytes);
                // Nobody is to unpack these.
                default -> bytes;
            };
        }

        private static byte[] gzip(byte[] bytes) throws IOException {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
                gzip.write(bytes);
            }
            return packed.toByteArray();
        }

        @Override
        public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
            return new BytesInputDecompressor() {
                @Override
                public BytesInput decompress(BytesInput bytes, int size) {
                    throw new UnsupportedOperationException();
                }

                @Override
                public void decompress(ByteBuffer from, int fromSize, ByteBuffer to, int toSize) {
                    throw new UnsupportedOperationException();
                }

                @Override
                public void release() {}
            };
        }

        @Override
        public void release() {}
    }
}
