package io.github.athenaconnect.result;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever stands in a file that an UNLOAD is said to have left: rows, or a refusal that names the file. */
class ParquetFuzz {
    private static final int MAXIMUM_BYTES = 1 << 16;
    private static final int MANY_ROWS = 1000;

    private static final MessageType SCHEMA = MessageTypeParser.parseMessageType("""
            message row {
              optional int64 id;
              optional binary note (STRING);
              optional int64 price (DECIMAL(12,2));
              optional int96 seen;
              optional group tags (LIST) { repeated group list { optional binary element (STRING); } }
              optional group counts (MAP) { repeated group key_value { required int32 key; optional double value; } }
              optional group place { optional boolean known; optional float height; }
            }""");

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "30s")
    void everyFileIsReadOrRefused(byte[] input) {
        try (ResultReader reader =
                new UnloadReading(MAXIMUM_BYTES, input).open().reader()) {
            for (int rows = 0; rows < MANY_ROWS && !reader.atEnd(); rows++) {
                next(reader);
            }
        } catch (UnreadableResultException refused) {
            assertThat(refused).hasMessageStartingWith("Result s3://results/");
        }
    }

    private static void next(ResultReader reader) {
        try {
            reader.next().validate();
        } catch (UndecodableRowException refused) {
            assertThat(refused).hasMessageContaining(UnloadReading.file(0));
        }
    }

    static Stream<byte[]> seeds() {
        Stream<UnaryOperator<ExampleParquetWriter.Builder>> packed = Stream.of(
                        CompressionCodecName.UNCOMPRESSED, CompressionCodecName.GZIP, CompressionCodecName.SNAPPY)
                .map(codec -> writer -> writer.withCompressionCodec(codec));
        UnaryOperator<ExampleParquetWriter.Builder> ofTheSecondVersion =
                writer -> writer.withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
                        .withWriterVersion(WriterVersion.PARQUET_2_0)
                        .withDictionaryEncoding(false);
        return Stream.concat(packed, Stream.of(ofTheSecondVersion))
                .map(way -> ParquetBytes.of(SCHEMA, IntStream.range(0, 4).mapToObj(ParquetFuzz::row), way));
    }

    private static Group row(int number) {
        Group row = new SimpleGroup(SCHEMA).append("id", (long) number);
        if (number > 0) {
            row.append("note", "note").append("price", 1250L);
            row.add("seen", Binary.fromConstantByteArray(new byte[12]));
            Group tags = row.addGroup("tags");
            List.of("a", "b").forEach(tag -> tags.addGroup(0).append("element", tag));
            row.addGroup("counts").addGroup(0).append("key", number).append("value", 0.5);
            row.addGroup("place").append("known", true);
        }
        return row;
    }
}
