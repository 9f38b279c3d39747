package io.github.athenaconnect.result;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.athenaconnect.result.UnreadableResultException.Reason;
import io.github.athenaconnect.type.DecimalMode;
import io.github.athenaconnect.type.Excerpt;
import io.github.athenaconnect.type.TimestampMode;
import io.github.athenaconnect.type.TypeSettings;
import io.github.athenaconnect.type.UnusableColumnsException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;

/** How rows are found in the files of an UNLOAD. */
class UnloadResultReaderTest {
    private static final MessageType SCHEMA =
            MessageTypeParser.parseMessageType("message row { optional int64 id; optional binary name (STRING); }");

    private static Group row(long id) {
        Group row = new SimpleGroup(SCHEMA);
        row.add("id", id);
        if (id % 3 != 0) {
            row.add("name", "name " + id);
        }
        return row;
    }

    /** A file of the rows {@code [from, to)} in row groups of at most five rows. */
    private static byte[] file(int from, int to) {
        return ParquetBytes.of(
                SCHEMA,
                LongStream.range(from, to).mapToObj(UnloadResultReaderTest::row),
                writer -> writer.withRowGroupRowCountLimit(5));
    }

    private static List<Long> ids(ResultReader reader) {
        return UnloadReading.remaining(reader).stream()
                .map(row -> row.getInt64("id"))
                .toList();
    }

    private static List<Long> numbers(int from, int to) {
        return LongStream.range(from, to).boxed().toList();
    }

    private final UnloadReading reading = new UnloadReading(file(0, 12), file(12, 12), file(12, 20));

    @Test
    void rowsOfAllFilesComeInTheOrderOfTheList() {
        List<Struct> rows = UnloadReading.remaining(reading.open().reader());

        assertThat(rows).extracting(row -> row.getInt64("id")).isEqualTo(numbers(0, 20));
        assertThat(rows).extracting(row -> row.getString("name")).startsWith(null, "name 1", "name 2", null);
    }

    @Test
    void positionTellsFileAndRowAndGrowsWithWhatTheRowsTake() {
        ResultReader reader = reading.open().reader();
        assertThat(reader.position()).isEqualTo(ResultPosition.START);

        long before = 0;
        for (int index = 0; index < 20; index++) {
            assertThat(reader.atEnd()).isFalse();
            reader.next();
            ResultPosition position = reader.position();
            assertThat(position.object()).isEqualTo(index < 12 ? 0 : 2);
            assertThat(position.row()).isEqualTo(index < 12 ? index + 1 : index - 11);
            assertThat(position.rowOfResult()).isEqualTo(index + 1);
            assertThat(position.bytes()).isGreaterThan(before);
            before = position.bytes();
        }
        assertThat(reader.atEnd()).isTrue();
        assertThatThrownBy(reader::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void itIsTheListThatIsKept() {
        String manifest = UnloadReading.file(0) + "\n" + UnloadReading.file(1) + "\n" + UnloadReading.file(2) + "\n";

        assertThat(reading.open().reader().fingerprint()).isEqualTo(UnloadReading.fingerprintOf(manifest));
    }

    @Test
    void anUnloadWithoutRowsHasNeitherFilesNorColumns() {
        OpenResult empty = new UnloadReading().open();

        assertThat(empty.rowType().columns()).isEmpty();
        assertThat(empty.reader().atEnd()).isTrue();
        assertThat(empty.reader().position()).isEqualTo(ResultPosition.START);
    }

    @ParameterizedTest
    @EnumSource(
            value = CompressionCodecName.class,
            names = {"UNCOMPRESSED", "GZIP", "SNAPPY", "ZSTD"})
    void everyCodecIsUnpacked(CompressionCodecName codec) {
        for (WriterVersion version : WriterVersion.values()) {
            byte[] file = ParquetBytes.of(
                    SCHEMA,
                    LongStream.range(0, 1000).mapToObj(UnloadResultReaderTest::row),
                    writer -> writer.withCompressionCodec(codec)
                            .withWriterVersion(version)
                            .withPageRowCountLimit(70)
                            .withRowGroupRowCountLimit(300));

            assertThat(ids(new UnloadReading(file).open().reader()))
                    .as("%s", version)
                    .isEqualTo(numbers(0, 1000));
        }
    }

    @Test
    void aCodecThatNobodyUnpacksIsNamed() {
        byte[] file = ParquetBytes.of(
                SCHEMA, Stream.of(row(1)), writer -> writer.withCompressionCodec(CompressionCodecName.LZ4_RAW));
        ResultReader reader = new UnloadReading(file).open().reader();

        assertThatThrownBy(reader::next)
                .isInstanceOf(UnreadableResultException.class)
                .hasMessageContainingAll(UnloadReading.file(0), "LZ4_RAW");
    }

    /** Bytes are fetched in windows far smaller than a row group, which itself is fetched in several. */
    @ParameterizedTest
    @ValueSource(ints = {70_000, 300_000, 1 << 26})
    void rowGroupsLargerThanTheMemoryAreReadInParts(int maximumBytes) {
        byte[] file = ParquetBytes.of(
                SCHEMA,
                LongStream.range(0, 60_000).mapToObj(UnloadResultReaderTest::row),
                writer -> writer.withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
                        .withDictionaryEncoding(false)
                        .withPageSize(10_000));
        UnloadReading large = new UnloadReading(maximumBytes, file);

        assertThat(ids(large.open().reader())).isEqualTo(numbers(0, 60_000));
        assertThat(large.s3.requests().stream().map(GetObjectRequest::range).skip(2))
                .as("the list, then the end of the file, then ranges of it")
                .allSatisfy(
                        range -> assertThat(lengthOf(range)).isLessThanOrEqualTo(Math.max(maximumBytes, 64 * 1024)));
        assertThat(large.s3.openBodies()).isZero();
    }

    private static long lengthOf(String range) {
        String[] ends = range.replace("bytes=", "").split("-", 2);
        return Long.parseLong(ends[1]) - Long.parseLong(ends[0]) + 1;
    }

    @Test
    void aSmallFileIsFetchedAtOnce() {
        UnloadReading small = new UnloadReading(file(0, 12));

        ids(small.open().reader());

        assertThat(small.s3.requests()).extracting(GetObjectRequest::range).containsExactly(null, "bytes=-65536");
    }

    @Test
    void aPageThatTakesTooMuchMemoryIsNamed() {
        UnloadReading tight = new UnloadReading(100, file(0, 12));

        assertThatThrownBy(tight::open)
                .hasMessageContainingAll(UnloadReading.file(0), "raise buffer.max.bytes")
                .extracting("reason")
                .isEqualTo(Reason.TOO_LARGE);
    }

    /** A file says a repeated value once, and how often it is there. */
    @Test
    void aRowThatUnpacksToMoreThanMayBeHeldIsRefusedBeforeItIs() {
        MessageType schema = MessageTypeParser.parseMessageType(
                "message row { optional group v (LIST) { repeated group list { optional binary element (STRING); } } }");
        Group row = new SimpleGroup(schema);
        Group list = row.addGroup("v");
        IntStream.range(0, 20_000).forEach(index -> list.addGroup(0).append("element", "the same text"));
        byte[] file = ParquetBytes.of(schema, Stream.of(new SimpleGroup(schema), row));
        assertThat(file).hasSizeLessThan(2_000);
        ResultReader tight = new UnloadReading(1 << 16, file).open().reader();
        tight.next();

        assertThatThrownBy(tight::next)
                .hasMessageContainingAll(UnloadReading.file(0), "row 2", "65536 bytes", "raise buffer.max.bytes")
                .extracting("reason")
                .isEqualTo(Reason.TOO_LARGE);
        assertThat(new UnloadReading(1 << 20, file).open().reader().next().getArray("v"))
                .isNull();
    }

    @Test
    void textIsThatOfTheRowLastReturned() {
        ResultReader reader = reading.open().reader();
        assertThatThrownBy(() -> reader.text(0)).isInstanceOf(IllegalStateException.class);

        reader.next();
        assertThat(reader.text(0)).isEqualTo("0");
        assertThat(reader.text(1)).isNull();
        reader.next();
        assertThat(reader.text(1)).isEqualTo("name 1");
    }

    @Test
    void aValueThatItsModeCannotHoldIsARowErrorBehindWhichReadingGoesOn() {
        MessageType schema =
                MessageTypeParser.parseMessageType("message row { optional int64 at (TIMESTAMP(MICROS,false)); }");
        byte[] file = ParquetBytes.of(
                schema,
                LongStream.of(1000, 1001, 2000).mapToObj(micros -> new SimpleGroup(schema).append("at", micros)));
        ResultReader reader = new UnloadReading(file).open().reader();
        reader.next();

        assertThatThrownBy(reader::next)
                .isInstanceOf(UndecodableRowException.class)
                .hasMessageContainingAll(
                        UnloadReading.file(0),
                        "row 2",
                        "\"at\"",
                        "1970-01-01 00:00:00.001001",
                        "timestamp.mode=micros");
        assertThat(reader.position().row()).isEqualTo(2);
        assertThat(reader.text(0)).isEqualTo("1970-01-01 00:00:00.001001");
        assertThat(reader.place()).isEqualTo(new RowPlace(UnloadReading.file(0), 2));
        assertThat(reader.next().get("at")).isEqualTo(Timestamp.toLogical(Timestamp.SCHEMA, 2));
    }

    @Nested
    class Resuming {
        private ResultFingerprint fingerprint() {
            return reading.open().reader().fingerprint();
        }

        @Test
        void atAnyRowGivesTheRowsBehindItAndCountsOn() {
            ResultReader whole = reading.open().reader();
            List<ResultPosition> places = new ArrayList<>(List.of(whole.position()));
            while (!whole.atEnd()) {
                whole.next();
                places.add(whole.position());
            }

            for (int index = 0; index < places.size(); index++) {
                ResultReader resumed =
                        reading.resume(fingerprint(), places.get(index)).reader();
                List<ResultPosition> passed = new ArrayList<>(List.of(resumed.position()));
                List<Long> ids = new ArrayList<>();
                while (!resumed.atEnd()) {
                    ids.add(resumed.next().getInt64("id"));
                    passed.add(resumed.position());
                }
                assertThat(ids).isEqualTo(numbers(index, 20));
                assertThat(passed).isEqualTo(places.subList(index, places.size()));
            }
        }

        @Test
        void fetchesNeitherEarlierFilesNorRowGroupsBehindIt() {
            byte[] file = ParquetBytes.of(
                    SCHEMA,
                    LongStream.range(0, 60_000).mapToObj(UnloadResultReaderTest::row),
                    writer -> writer.withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
                            .withDictionaryEncoding(false)
                            .withRowGroupRowCountLimit(20_000));
            UnloadReading large = new UnloadReading(1 << 26, file(0, 5), file);
            ResultFingerprint fingerprint = large.open().reader().fingerprint();
            large.s3.remove(UnloadReading.file(0));
            large.s3.requests().clear();

            ResultReader reader =
                    large.resume(fingerprint, new ResultPosition(1, 45_000, 7)).reader();

            assertThat(ids(reader)).isEqualTo(numbers(45_000, 60_000));
            assertThat(large.s3.requests().stream()
                            .map(GetObjectRequest::range)
                            .skip(2)
                            .mapToLong(UnloadResultReaderTest::lengthOf)
                            .sum())
                    .isLessThan(file.length / 2);
        }

        @Test
        void inAnotherListIsRefused() {
            ResultFingerprint before = fingerprint();
            reading.s3.put(UnloadReading.MANIFEST, UnloadReading.file(2) + "\n");

            assertThatThrownBy(() -> reading.resume(before, ResultPosition.START))
                    .hasMessageContaining(UnloadReading.MANIFEST)
                    .extracting("reason")
                    .isEqualTo(Reason.CHANGED);
        }

        @Test
        void behindTheLastRowOfAFileIsRefused() {
            ResultReader reader =
                    reading.resume(fingerprint(), new ResultPosition(0, 13, 0)).reader();

            assertThatThrownBy(reader::atEnd)
                    .hasMessageContainingAll("expected at least 13 rows, found 12", UnloadReading.file(0))
                    .extracting("reason")
                    .isEqualTo(Reason.CHANGED);
        }

        @Test
        void behindTheLastFileIsRefused() {
            assertThatThrownBy(() -> reading.resume(fingerprint(), new ResultPosition(3, 0, 0)))
                    .hasMessageContaining("expected at least 4, found 3")
                    .extracting("reason")
                    .isEqualTo(Reason.CHANGED);
        }
    }

    @Nested
    class TheList {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "s3://results/unload/other/part-0",
                    "s3://results/unload/daily",
                    "s3://results/unload/daily/",
                    "s3://elsewhere/unload/daily/part-0",
                    "part-0",
                    "\"s3://results/unload/daily/part-0\""
                })
        void mayNameOnlyWhatTheUnloadWrote(String entry) {
            reading.s3.put(UnloadReading.MANIFEST, UnloadReading.file(0) + "\n" + entry + "\n");
            reading.s3.requests().clear();

            assertThatThrownBy(reading::open)
                    .hasMessageContainingAll(UnloadReading.MANIFEST, UnloadReading.TARGET, Excerpt.of(entry))
                    .extracting("reason")
                    .isEqualTo(Reason.MALFORMED);
            assertThat(reading.s3.requests()).hasSize(1);
        }

        @Test
        void thatHasGoneIsMissing() {
            reading.s3.remove(UnloadReading.MANIFEST);

            assertThatThrownBy(reading::open)
                    .hasMessageContaining(UnloadReading.MANIFEST)
                    .extracting("reason")
                    .isEqualTo(Reason.GONE);
        }
    }

    @Test
    void filesOfOtherColumnsAreNotOneResult() {
        MessageType other = MessageTypeParser.parseMessageType("message row { optional int32 id; }");
        byte[] file = ParquetBytes.of(other, Stream.of(new SimpleGroup(other).append("id", 1)));
        ResultReader reader = new UnloadReading(file(0, 1), file).open().reader();
        reader.next();

        assertThatThrownBy(reader::atEnd)
                .hasMessageContainingAll(UnloadReading.file(1), "other columns")
                .extracting("reason")
                .isEqualTo(Reason.MALFORMED);
    }

    @Test
    void bytesThatAreNoParquetAreNamed() {
        for (byte[] nonsense : List.of("PAR1".getBytes(UTF_8), new byte[100], new byte[] {1})) {
            assertThatThrownBy(() -> new UnloadReading(nonsense).open())
                    .hasMessageContaining(UnloadReading.file(0))
                    .extracting("reason")
                    .isEqualTo(Reason.MALFORMED);
        }
    }

    /** Whatever byte is wrong: either the rows are read all the same, or the file is named; nothing else escapes. */
    @Test
    void damagedBytesNeverPassForAnotherError() {
        byte[] sound = file(0, 12);
        IntStream.range(0, sound.length).forEach(at -> {
            byte[] damaged = sound.clone();
            damaged[at] ^= 0x55;
            UnloadReading spoilt = new UnloadReading(damaged);
            try {
                UnloadReading.remaining(spoilt.open().reader());
            } catch (UnreadableResultException unreadable) {
                assertThat(unreadable).hasMessageContaining(UnloadReading.file(0));
            } catch (UndecodableRowException | UnusableColumnsException ofTheValues) {
                assertThat(ofTheValues).hasMessageNotContaining("null");
            }
        });
    }

    @Test
    void settingsOfTypesApply() {
        MessageType schema =
                MessageTypeParser.parseMessageType("message row { optional int64 price (DECIMAL(12,2)); }");
        byte[] file = ParquetBytes.of(schema, Stream.of(new SimpleGroup(schema).append("price", 1250L)));
        TypeSettings text = new TypeSettings("row", DecimalMode.STRING, TimestampMode.MILLIS);

        assertThat(new UnloadReading(file).with(text).open().reader().next().get("price"))
                .isEqualTo("12.50");
    }
}
