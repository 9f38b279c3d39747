package io.github.athenaconnect.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.athenaconnect.result.UnreadableResultException.Reason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Struct;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parquet files that somebody has made to take time or memory without end. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileParquetTest {
    private static final int MEBIBYTE = 1 << 20;

    private static final int DICTIONARY_VALUES = 63;

    /** Less than what is claimed, more than the classes take that the first test of a JVM loads. */
    private static final int ROOM = 48 * MEBIBYTE;

    /** What a row may have at the default of {@code buffer.max.bytes}. */
    private static final int LARGEST_ROW = new ReadingMemory(64 * MEBIBYTE).row();

    private static OpenResult open(byte[] file) {
        return new UnloadReading(LARGEST_ROW, file).open();
    }

    /** A list of a footer says how many elements it has; the library makes room for them before it reads the first. */
    @ParameterizedTest
    @ValueSource(longs = {90_000_000, 1_000_000_000, 0xFFFF_FFFFL})
    void aDescriptionThatClaimsMoreElementsThanItHasBytesCostsNoMoreThanThese(long elements) {
        byte[] file = file(bytes(0x15, 2, 0x19, 0xFC), varint(elements));

        assertThat(Allocation.of(() -> assertRefused(file, Reason.MALFORMED))).isLessThan(ROOM);
    }

    @Test
    void aDescriptionThatClaimsALongerTextThanItHasBytesCostsNoMoreThanThese() {
        byte[] file = file(bytes(0x68), varint(90_000_000));

        assertThat(Allocation.of(() -> assertRefused(file, Reason.MALFORMED))).isLessThan(ROOM);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MAX_VALUE, Integer.MIN_VALUE, -1, 1 << 30})
    void aDescriptionThatClaimsToBeLongerThanItsFileIsRefused(int length) {
        ByteBuffer trailer =
                ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putInt(length);
        trailer.put("PAR1".getBytes(StandardCharsets.US_ASCII));

        assertRefused(trailer.array(), Reason.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(ints = {101, 1_000, 100_000})
    void typesThatAreDeeperThanAStackAreRefused(int depth) throws IOException {
        List<SchemaElement> schema = new ArrayList<>();
        for (int level = 0; level < depth; level++) {
            schema.add(element("a\n" + level).setNum_children(1));
        }
        schema.add(element("leaf").setType(Type.INT32));

        assertThatThrownBy(() -> open(described(schema)))
                .hasMessageContaining("expected ")
                .hasMessageMatching(".*(types at most 100 groups deep|a schema of at most 40000 elements).*")
                .extracting("reason")
                .isEqualTo(Reason.MALFORMED);
    }

    @Test
    void typesThatAreAsDeepAsAnyAreRead() throws IOException {
        List<SchemaElement> schema = new ArrayList<>();
        for (int level = 0; level < 98; level++) {
            schema.add(element("a").setNum_children(1));
        }
        schema.add(element("leaf").setType(Type.INT32));

        assertThat(open(described(schema)).columns().toString()).contains("a row(a row(a row(");
    }

    @Test
    void aMillionColumnsAreRefused() throws IOException {
        List<SchemaElement> schema = new ArrayList<>(List.of(element("row").setNum_children(1_000_000)));
        IntStream.range(0, 1_000_000).forEach(index -> schema.add(element("c").setType(Type.INT32)));

        assertThatThrownBy(() -> open(described(schema)))
                .hasMessageContaining("expected a schema of at most 40000 elements, found 1000001 elements");
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MAX_VALUE, Integer.MIN_VALUE, -1, 2})
    void aGroupThatClaimsOtherPartsThanItHasIsRefusedOrEmpty(int children) throws IOException {
        byte[] file = described(
                List.of(element("row").setNum_children(children), element("c").setType(Type.INT32)));
        if (children > 0) {
            assertRefused(file, Reason.MALFORMED);
        } else {
            assertThat(open(file).reader().atEnd()).isTrue();
        }
    }

    /** Thirty kilobytes that unpack to thirty mebibytes, of which each of forty columns is said to be made. */
    @Test
    void pagesOfManyColumnsThatUnpackToMoreThanMayBeHeldTogetherAreRefusedBeforeTheyAre() throws IOException {
        byte[] file = repeated(fileOfOneValue(30 * MEBIBYTE), 40);
        assertThat(file.length).isLessThan(100_000);
        ResultReader reader = open(file).reader();

        long allocated = Allocation.of(() -> assertThatThrownBy(reader::next)
                .hasMessageContainingAll(UnloadReading.file(0), "at the same time", "raise buffer.max.bytes")
                .extracting("reason")
                .isEqualTo(Reason.TOO_LARGE));

        assertThat(allocated).isLessThan(400L * MEBIBYTE);
    }

    @Test
    void aPageThatUnpacksToMoreThanARowMayHaveIsRefusedBeforeItIs() {
        byte[] file = fileOfOneValue(60 * MEBIBYTE);
        ResultReader reader = open(file).reader();

        assertThat(Allocation.of(() -> assertThatThrownBy(reader::next)
                        .hasMessageContainingAll("has a page of", "raise buffer.max.bytes")))
                .isLessThan(ROOM);
    }

    /** Usual pages, in as many columns as one likes, are no reason to refuse a file. */
    @Test
    void pagesOfAMebibyteAreReadInEachOfManyColumns() throws IOException {
        ResultReader reader = open(repeated(fileOfOneValue(MEBIBYTE - 100), 20)).reader();

        assertThat(reader.next().schema().fields()).hasSize(20);
        assertThat(reader.atEnd()).isTrue();
    }

    /** As a table of many columns of texts has them, each with about as many distinct ones as a dictionary takes. */
    @Test
    void fullDictionariesOfFourHundredColumnsAreReadByDefault() throws IOException {
        ResultReader reader = open(fullDictionaries(400)).reader();

        for (int row = 0; row < 2 * DICTIONARY_VALUES; row++) {
            Struct values = reader.next();
            assertThat(values.schema().fields()).hasSize(400);
            assertThat(values.getBytes("c")).isEqualTo(dictionaryValue(row));
            assertThat(values.getBytes("c399")).isEqualTo(dictionaryValue(row));
        }
        assertThat(reader.atEnd()).isTrue();
    }

    @Test
    void fullDictionariesOfMoreColumnsThanTheirMemoryAllowsAreRefused() throws IOException {
        ResultReader reader =
                new UnloadReading(MEBIBYTE, fullDictionaries(400)).open().reader();

        assertThatThrownBy(reader::next)
                .hasMessageContainingAll("at the same time", "column \"c2", "raise buffer.max.bytes")
                .extracting("reason")
                .isEqualTo(Reason.TOO_LARGE);
    }

    /** Each value is there twice, or its writer would do without a dictionary. */
    private static byte[] fullDictionaries(int columns) throws IOException {
        MessageType schema = MessageTypeParser.parseMessageType("message row { optional binary c; }");
        byte[] file = ParquetBytes.of(
                schema,
                IntStream.range(0, 2 * DICTIONARY_VALUES)
                        .mapToObj(row -> new SimpleGroup(schema)
                                .append("c", Binary.fromConstantByteArray(dictionaryValue(row)))));
        return repeated(file, columns);
    }

    /** A dictionary of a mebibyte has 63 of these, and their lengths. */
    private static byte[] dictionaryValue(int row) {
        byte[] value = new byte[16 * 1024];
        Arrays.fill(value, (byte) (row % DICTIONARY_VALUES));
        return value;
    }

    /** A run of levels says in a few bytes how often NULL is there. */
    @Test
    void aRowOfMoreNullsThanMayBeHeldIsRefused() {
        MessageType schema = MessageTypeParser.parseMessageType(
                "message row { optional group v (LIST) { repeated group list { optional int64 element; } } }");
        Group row = new SimpleGroup(schema);
        Group list = row.addGroup("v");
        IntStream.range(0, 160_000).forEach(index -> list.addGroup(0));
        byte[] file = ParquetBytes.of(schema, Stream.of(row));

        assertThatThrownBy(
                        () -> new UnloadReading(MEBIBYTE, file).open().reader().next())
                .hasMessageContainingAll("row 1", "1048576 bytes", "raise buffer.max.bytes");
        assertThat((List<?>) new UnloadReading(2 * MEBIBYTE, file)
                        .open()
                        .reader()
                        .next()
                        .get("v"))
                .hasSize(160_000);
    }

    /** As array_agg makes them: what is weighed is what is held. */
    @Test
    void aLongArrayThatIsHeldEasilyIsRead() {
        MessageType schema = MessageTypeParser.parseMessageType(
                "message row { optional group v (LIST) { repeated group list { optional int64 element; } } }");
        Group row = new SimpleGroup(schema);
        Group list = row.addGroup("v");
        LongStream.range(0, 700_000).forEach(number -> list.addGroup(0).append("element", number));

        assertThat((List<?>) open(ParquetBytes.of(schema, Stream.of(row)))
                        .reader()
                        .next()
                        .get("v"))
                .hasSize(700_000);
    }

    /** A page of differences says how many there are; the library makes room for them before it reads the first. */
    @Test
    void differencesThatClaimMoreThanMayBeHeldAreRefusedBeforeThereIsRoomForThem() {
        MessageType schema = MessageTypeParser.parseMessageType("message row { required int64 n; required binary t; }");
        byte[] file = ParquetBytes.of(
                schema,
                IntStream.range(0, 1000)
                        .mapToObj(index -> new SimpleGroup(schema)
                                .append("n", index * 7919L)
                                .append("t", Binary.fromString("text " + index * 31))),
                writer -> writer.withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
                        .withWriterVersion(WriterVersion.PARQUET_2_0)
                        .withDictionaryEncoding(false));
        ResultReader sound = open(file).reader();
        for (long index = 0; index < 1000; index++) {
            assertThat(sound.next().get("n")).isEqualTo(index * 7919L);
        }

        // Blocks of 128 in 4 parts, 1,000 values: now a hundred million in the room of the next number as well.
        byte[] claiming = replaced(file, bytes(0x80, 1, 4, 0xE8, 7), bytes(0x80, 1, 4, 0xFF, 0x7F));
        byte[] more = replaced(file, bytes(0x80, 1, 4, 0xE8, 7), bytes(0x80, 1, 4, 0xE8, 0x87));
        ResultReader few = new UnloadReading(1 << 16, claiming).open().reader();
        ResultReader many = open(more).reader();

        assertThatThrownBy(few::next).hasMessageContaining("expected at most 8192 values of a page");
        assertThat(Allocation.of(() -> assertThatThrownBy(many::next)
                        .isInstanceOf(UnreadableResultException.class)
                        .hasMessageContaining(UnloadReading.file(0))))
                .isLessThan(64L * MEBIBYTE);
    }

    /** The same bytes with the first of some replaced by as many others. */
    private static byte[] replaced(byte[] file, byte[] some, byte[] others) {
        byte[] replaced = file.clone();
        int at = IntStream.range(0, file.length - some.length)
                .filter(index -> Arrays.equals(file, index, index + some.length, some, 0, some.length))
                .findFirst()
                .orElseThrow();
        System.arraycopy(others, 0, replaced, at, others.length);
        return replaced;
    }

    private static void assertRefused(byte[] file, Reason reason) {
        assertThatThrownBy(() -> open(file))
                .isInstanceOf(UnreadableResultException.class)
                .hasMessageContaining(UnloadReading.file(0))
                .extracting("reason")
                .isEqualTo(reason);
    }

    private static SchemaElement element(String name) {
        return new SchemaElement(name).setRepetition_type(FieldRepetitionType.OPTIONAL);
    }

    private static byte[] fileOfOneValue(int bytes) {
        MessageType schema = MessageTypeParser.parseMessageType("message row { optional binary c; }");
        Group row = new SimpleGroup(schema).append("c", Binary.fromConstantByteArray(new byte[bytes]));
        return ParquetBytes.of(schema, Stream.of(row), writer -> writer.withDictionaryEncoding(false));
    }

    /** The same file with its only column there so often, all of them in the same bytes. */
    private static byte[] repeated(byte[] file, int columns) throws IOException {
        int length = ByteBuffer.wrap(file, file.length - 8, 4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .getInt();
        int begin = file.length - 8 - length;
        FileMetaData description = Util.readFileMetaData(new ByteArrayInputStream(file, begin, length));
        SchemaElement only = description.getSchema().get(1);
        RowGroup rows = description.getRow_groups().get(0);
        ColumnChunk chunk = rows.getColumns().get(0);
        description.getSchema().get(0).setNum_children(columns);
        for (int index = 1; index < columns; index++) {
            description.addToSchema(new SchemaElement(only).setName("c" + index));
            ColumnChunk same = new ColumnChunk(chunk);
            same.getMeta_data().setPath_in_schema(List.of("c" + index));
            rows.addToColumns(same);
        }
        description.unsetColumn_orders();
        return file(Arrays.copyOfRange(file, 4, begin), written(description));
    }

    private static byte[] described(List<SchemaElement> schema) throws IOException {
        return file(written(new FileMetaData(1, schema, 0, new ArrayList<>())));
    }

    private static byte[] written(FileMetaData description) throws IOException {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        Util.writeFileMetaData(description, written);
        return written.toByteArray();
    }

    /** A file of which the last part, or all of them if they are a description together, describes the rest. */
    private static byte[] file(byte[]... parts) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes("PAR1".getBytes(StandardCharsets.US_ASCII));
        Stream.of(parts).forEach(file::writeBytes);
        boolean rows = parts.length > 1 && parts[0].length > 4;
        int length = rows
                ? parts[1].length
                : Stream.of(parts).mapToInt(part -> part.length).sum();
        file.writeBytes(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(length)
                .array());
        file.writeBytes("PAR1".getBytes(StandardCharsets.US_ASCII));
        return file.toByteArray();
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int index = 0; index < values.length; index++) {
            bytes[index] = (byte) values[index];
        }
        return bytes;
    }

    /** A number as Thrift's compact protocol writes it. */
    private static byte[] varint(long number) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        long left = number;
        while (left >= 0x80) {
            bytes.write((int) ((left & 0x7f) | 0x80));
            left >>>= 7;
        }
        bytes.write((int) left);
        return bytes.toByteArray();
    }
}
