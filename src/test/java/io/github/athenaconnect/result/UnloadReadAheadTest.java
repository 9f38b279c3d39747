package io.github.athenaconnect.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.athenaconnect.Chance;
import io.github.athenaconnect.fake.FakeS3;
import io.github.athenaconnect.fake.StalledStream;
import io.github.athenaconnect.result.UnreadableResultException.Reason;
import java.io.InputStream;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;

/** Parts of the files of an UNLOAD that are fetched ahead of their reader, over several connections. */
@Timeout(120)
class UnloadReadAheadTest {
    private static final MessageType SCHEMA = MessageTypeParser.parseMessageType(
            "message row { optional int64 id; optional binary text (STRING); optional int32 few; }");
    private static final int ROWS = 8_000;

    /** Of three row groups, the texts of which take most of it; its last 64 KiB are fetched with its end. */
    private static final byte[] FILE = ParquetBytes.of(
            SCHEMA,
            LongStream.range(0, ROWS).mapToObj(UnloadReadAheadTest::row),
            writer -> writer.withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
                    .withDictionaryEncoding(false)
                    .withPageSize(5_000)
                    .withRowGroupRowCountLimit(ROWS / 3));

    /** Fits a row group, which is about 130 KB. */
    private static final int LARGE_WINDOW = 1 << 20;

    /** Fits no row group, but the smallest part of each column. */
    private static final int SMALL_WINDOW = 80_000;

    private static final int PART = 20_000;
    private static final int PARTS = 4;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ReadAhead ahead = new ReadAhead(PARTS, PART, threads);

    private static Group row(long id) {
        return new SimpleGroup(SCHEMA).append("id", id).append("text", text(id)).append("few", (int) (id % 3));
    }

    private static String text(long id) {
        return Long.toString(id).repeat(8 + (int) (id % 5));
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
        awaitNothingTaken(ahead);
    }

    private static void awaitNothingTaken(ReadAhead some) {
        await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).until(() -> some.taken() == 0);
    }

    private UnloadReading reading(int window, byte[]... files) {
        return new UnloadReading(window, files).ahead(ahead);
    }

    private static void assertDeliversAll(UnloadReading reading, int files) {
        ResultReader reader = reading.open().reader();
        for (long row = 0; row < (long) files * ROWS; row++) {
            assertNextIs(reader, row % ROWS);
        }
        assertThat(reader.atEnd()).isTrue();
        reader.close();
        await().until(() -> reading.s3.openBodies() == 0);
    }

    private static void assertNextIs(ResultReader reader, long id) {
        assertThat(reader.next())
                .satisfies(row -> assertThat(row.getInt64("id")).isEqualTo(id))
                .satisfies(row -> assertThat(row.getString("text")).isEqualTo(text(id)))
                .satisfies(row -> assertThat(row.getInt32("few")).isEqualTo((int) (id % 3)));
    }

    private static List<GetObjectRequest> ranges(UnloadReading reading) {
        return reading.s3.requests().stream()
                .filter(request -> request.range() != null && !request.range().startsWith("bytes=-"))
                .toList();
    }

    private static long begin(GetObjectRequest request) {
        return Long.parseLong(ends(request)[0]);
    }

    private static long end(GetObjectRequest request) {
        return Long.parseLong(ends(request)[1]) + 1;
    }

    private static String[] ends(GetObjectRequest request) {
        return request.range().substring("bytes=".length()).split("-", 2);
    }

    @Nested
    class AnyFile {
        static LongStream seeds() {
            return Chance.seeds(40);
        }

        @ParameterizedTest(name = "seed {0}")
        @MethodSource("seeds")
        void isReadAsOverOneConnectionWhateverItsPartsAndWhateverBreaks(long seed) {
            Random random = new Random(seed);
            ReadAhead some = new ReadAhead(2 + random.nextInt(6), 3_000 + random.nextInt(60_000), executor(random));
            UnloadReading reading =
                    new UnloadReading(random.nextBoolean() ? SMALL_WINDOW : LARGE_WINDOW, FILE, FILE).ahead(some);
            reading.s3.delivering(broken(random));
            ResultReader reader = reading.open().reader();

            for (long row = 0; row < 2 * ROWS; row++) {
                assertNextIs(reader, row % ROWS);
                if (random.nextInt(2_000) == 0) {
                    reader.close();
                    reader = reading.resume(reader.fingerprint(), reader.position())
                            .reader();
                }
            }

            assertThat(reader.atEnd()).isTrue();
            reader.close();
            awaitNothingTaken(some);
        }

        private Executor executor(Random random) {
            return switch (random.nextInt(4)) {
                case 0 -> Runnable::run;
                case 1 -> never -> {};
                default -> threads;
            };
        }

        /** Bodies of which some break. Some byte arrives of each. */
        private static UnaryOperator<InputStream> broken(Random random) {
            return body -> random.nextInt(4) == 0
                    ? Bodies.brokenAfter(1 + random.nextInt(20_000)).apply(body)
                    : body;
        }
    }

    @Nested
    class ALargeFile {
        /** No range has a byte before there are as many requests as there may be. */
        @ParameterizedTest
        @ValueSource(ints = {SMALL_WINDOW, LARGE_WINDOW})
        void isFetchedOverSeveralConnectionsAtOnce(int window) {
            UnloadReading reading = reading(window, FILE);
            CountDownLatch requested = new CountDownLatch(PARTS);
            reading.s3.delivering(body -> ranges(reading).isEmpty()
                    ? body
                    : Bodies.notBefore(requested).apply(body));

            assertDeliversAll(reading, 1);
        }

        @ParameterizedTest
        @ValueSource(ints = {SMALL_WINDOW, LARGE_WINDOW})
        void isFetchedInRangesOfTheStateThatWasFoundFirstNoneOfThemTwice(int window) {
            UnloadReading reading = reading(window, FILE);

            assertDeliversAll(reading, 1);

            assertThat(ranges(reading)).extracting(GetObjectRequest::ifMatch).containsOnly(FakeS3.tagOf(FILE));
            List<GetObjectRequest> sorted = ranges(reading).stream()
                    .sorted(Comparator.comparing(UnloadReadAheadTest::begin))
                    .toList();
            IntStream.range(1, sorted.size())
                    .forEach(index ->
                            assertThat(begin(sorted.get(index))).isGreaterThanOrEqualTo(end(sorted.get(index - 1))));
        }

        @ParameterizedTest
        @ValueSource(ints = {SMALL_WINDOW, LARGE_WINDOW})
        void isFetchedFurtherWhileItsFirstRowsAreDelivered(int window) {
            UnloadReading reading = reading(window, FILE);
            ResultReader reader = reading.open().reader();

            assertNextIs(reader, 0);

            assertThat(ahead.taken()).isEqualTo(PARTS);
            reader.close();
        }

        @Test
        void isReadAllTheSameWhereNoThreadWorksAhead() {
            assertDeliversAll(reading(LARGE_WINDOW, FILE).ahead(new ReadAhead(PARTS, PART, never -> {})), 1);
            assertDeliversAll(
                    reading(LARGE_WINDOW, FILE).ahead(new ReadAhead(PARTS, PART, stopped -> {
                        throw new RejectedExecutionException("shut down");
                    })),
                    1);
        }

        @Test
        void isFetchedWithOneRequestARowGroupWhereOthersLeaveNoRoom() {
            IntStream.range(0, PARTS).forEach(other -> ahead.join());
            UnloadReading reading = reading(LARGE_WINDOW, FILE);

            assertDeliversAll(reading, 1);

            assertThat(ranges(reading)).hasSize(3);
        }
    }

    @Test
    void aSmallFileIsReadWithoutAnotherThread() {
        UnloadReading reading = new UnloadReading(LARGE_WINDOW, FILE)
                .ahead(new ReadAhead(PARTS, FILE.length / 4 + 1, work -> {
                    throw new AssertionError("Fetched ahead");
                }));

        assertDeliversAll(reading, 1);
    }

    @Test
    void aFileThatIsReadHoldsNothingAnyMore() {
        UnloadReading reading = reading(SMALL_WINDOW, FILE);
        ResultReader reader = reading.open().reader();

        LongStream.range(0, ROWS).forEach(row -> assertNextIs(reader, row));

        assertThat(ahead.taken()).isZero();
        reader.close();
    }

    @Test
    void aFileBehindOthersIsFetchedAheadAsTheFirstIs() {
        UnloadReading reading = reading(LARGE_WINDOW, FILE, FILE, FILE, FILE);
        ResultReader reader = reading.open().reader();

        for (long row = 0; row < 3 * ROWS + 1; row++) {
            assertNextIs(reader, row % ROWS);
        }

        assertThat(ahead.taken()).isEqualTo(PARTS);
        reader.close();
    }

    @Nested
    class APart {
        @Test
        void thatCannotBeHadFailsTheReaderWhenItComesThereAndNotBefore() {
            UnloadReading reading = reading(LARGE_WINDOW, FILE).ahead(new ReadAhead(PARTS, PART, never -> {}));
            ResultReader reader = reading.open().reader();
            assertNextIs(reader, 0);
            reading.s3.delivering(body -> {
                throw FakeS3.error(503, "SlowDown");
            });

            LongStream.range(1, ROWS / 3).forEach(row -> assertNextIs(reader, row));
            assertThatThrownBy(() -> UnloadReading.remaining(reader))
                    .hasMessageContainingAll(UnloadReading.file(0), "in 3 attempts")
                    .extracting("reason")
                    .isEqualTo(Reason.BROKEN);
        }

        @Test
        void thatCouldNotBeHadBeforeAnybodyWaitedForItIsAskedForAgain() {
            UnloadReading reading = reading(LARGE_WINDOW, FILE).ahead(new ReadAhead(PARTS, PART, Runnable::run));
            ResultReader reader = reading.open().reader();
            UnaryOperator<InputStream> failing = body -> {
                throw FakeS3.error(503, "SlowDown");
            };
            IntStream.range(0, UnloadReading.ATTEMPTS).forEach(once -> reading.s3.failNext(failing));

            LongStream.range(0, ROWS).forEach(row -> assertNextIs(reader, row));

            reader.close();
        }

        @Test
        void ofAnotherFileIsRefused() {
            UnloadReading reading = reading(LARGE_WINDOW, FILE);
            ResultReader reader = reading.open().reader();
            assertNextIs(reader, 0);
            byte[] other = FILE.clone();
            other[100]++;
            reading.s3.put(UnloadReading.file(0), other);

            assertThatThrownBy(() -> UnloadReading.remaining(reader))
                    .hasMessageContaining(UnloadReading.file(0))
                    .extracting("reason")
                    .isEqualTo(Reason.CHANGED);
        }
    }

    @Nested
    class AReaderThatWaitsForAPart {
        private final UnloadReading reading = reading(LARGE_WINDOW, FILE);
        private final ResultReader reader = reading.open().reader();
        private final FutureTask<?> rows = new FutureTask<>(() -> UnloadReading.remaining(reader));
        private final Thread thread = new Thread(rows, "reading");

        private void waitForBodies() {
            reading.s3.delivering(StalledStream::new);
            thread.start();
            await().until(() -> ranges(reading).size() == PARTS && thread.getState() == Thread.State.WAITING);
        }

        @Test
        void endsAtOnceWhenItIsClosed() {
            waitForBodies();

            reader.close();

            assertThatThrownBy(rows::get).cause().extracting("reason").isEqualTo(Reason.CLOSED);
        }

        @Test
        void endsWhenItsThreadIsInterrupted() {
            waitForBodies();

            thread.interrupt();

            assertThatThrownBy(rows::get).cause().extracting("reason").isEqualTo(Reason.CLOSED);
            reader.close();
        }
    }

    @Test
    void severalResultsShareTheRoomAndAreAllRead() {
        List<ResultReader> readers = IntStream.range(0, 20)
                .mapToObj(index -> reading(SMALL_WINDOW, FILE).open().reader())
                .toList();
        int most = 0;

        for (long row = 0; row < ROWS; row++) {
            for (ResultReader reader : readers) {
                assertThat(reader.next().getInt64("id")).isEqualTo(row);
            }
            most = Math.max(most, ahead.taken());
        }

        assertThat(most).isBetween(1, PARTS);
        readers.forEach(ResultReader::close);
    }
}
