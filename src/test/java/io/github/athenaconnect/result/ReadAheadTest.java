package io.github.athenaconnect.result;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.athenaconnect.Chance;
import io.github.athenaconnect.fake.FakeS3;
import io.github.athenaconnect.fake.StalledStream;
import io.github.athenaconnect.query.Shard;
import io.github.athenaconnect.result.UnreadableResultException.Reason;
import io.github.athenaconnect.type.RowType;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;

/** Parts of an object that are fetched ahead of its reader, over several connections. */
@Timeout(120)
class ReadAheadTest {
    private static final RowType TYPE = TextRows.type("a");
    private static final List<List<String>> ROWS =
            IntStream.range(100, 200).mapToObj(Integer::toString).map(List::of).toList();
    private static final String HEADER = "\"a\"\n";

    /** Of 6 bytes a row. */
    private static final String CONTENT = content(ROWS);

    private static final int PART = 30;
    private static final int PARTS = 4;

    /** A row may have so many bytes; reads ask for a third of it. */
    private static final int ROW = 30;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ReadAhead ahead = new ReadAhead(PARTS, PART, threads);
    private final FakeS3 s3 = new FakeS3().put(Reading.LOCATION, CONTENT);

    private static String content(List<List<String>> rows) {
        return rows.stream().map(row -> "\"" + row.get(0) + "\"\n").reduce(HEADER, String::concat);
    }

    @AfterEach
    void nothingIsLeftBehind() {
        threads.shutdownNow();
        awaitNothingHeld(s3, ahead);
    }

    private static void awaitNothingHeld(FakeS3 s3, ReadAhead ahead) {
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> s3.openBodies() == 0 && ahead.taken() == 0);
    }

    private ResultReader open() {
        return open(ahead);
    }

    private ResultReader open(ReadAhead with) {
        return results(s3, ROW, with).open(ResultFormat.CSV, Reading.LOCATION, TYPE);
    }

    private static Results results(FakeS3 s3, int maximumRowBytes, ReadAhead ahead) {
        return new Results(
                s3,
                new ResultSettings(maximumRowBytes, Reading.ATTEMPTS, Optional.empty()),
                failures -> {},
                Shard.WHOLE,
                ahead);
    }

    private static void assertDeliversAll(ResultReader reader) {
        assertThat(TextRows.remaining(reader)).isEqualTo(ROWS);
        reader.close();
    }

    private List<GetObjectRequest> parts() {
        return s3.requests().stream().filter(ReadAheadTest::isPart).toList();
    }

    /** Only a part has an end. */
    private static boolean isPart(GetObjectRequest request) {
        return request.range() != null && !request.range().endsWith("-");
    }

    @Nested
    class AnyResult {
        static LongStream seeds() {
            return Chance.seeds(200);
        }

        /** The plain reader, whose own oracle is another library, is the oracle here. */
        @ParameterizedTest(name = "seed {0}")
        @MethodSource("seeds")
        void isReadAsOverOneConnectionWhateverItsPartsAndWhateverBreaks(long seed) {
            Random random = new Random(seed);
            RandomCsv csv = new RandomCsv(random);
            String content = csv.content();
            RowType type = TextRows.type(csv.columns());
            FakeS3 plain = new FakeS3().put(Reading.LOCATION, content);
            FakeS3 disturbed = plain.copy().delivering(broken(random));
            ReadAhead some = new ReadAhead(2 + random.nextInt(6), 1 + random.nextInt(300), executor(random));
            ResultReader oracle = results(plain, RandomCsv.MAXIMUM_ROW_BYTES, ReadAhead.none())
                    .open(ResultFormat.CSV, Reading.LOCATION, type);
            ResultReader reader = results(disturbed, RandomCsv.MAXIMUM_ROW_BYTES, some)
                    .open(ResultFormat.CSV, Reading.LOCATION, type);

            while (!oracle.atEnd()) {
                assertThat(TextRows.values(reader.next())).isEqualTo(TextRows.values(oracle.next()));
                assertThat(reader.position()).isEqualTo(oracle.position());
                if (random.nextInt(20) == 0) {
                    reader.close();
                    reader = results(disturbed, RandomCsv.MAXIMUM_ROW_BYTES, some)
                            .resume(ResultFormat.CSV, oracle.fingerprint(), type, oracle.position());
                }
            }

            assertThat(reader.atEnd()).isTrue();
            reader.close();
            awaitNothingHeld(disturbed, some);
        }

        private Executor executor(Random random) {
            return switch (random.nextInt(4)) {
                case 0 -> Runnable::run;
                case 1 -> never -> {};
                default -> threads;
            };
        }

        /** Bodies that come in pieces, and of which some end too early. Some byte arrives of each. */
        private static UnaryOperator<InputStream> broken(Random random) {
            return body -> {
                InputStream pieces =
                        Bodies.inPieces(() -> 1 + random.nextInt(100)).apply(body);
                return switch (random.nextInt(4)) {
                    case 0 -> Bodies.brokenAfter(1 + random.nextInt(200)).apply(pieces);
                    case 1 -> Bodies.endingAfter(1 + random.nextInt(200)).apply(pieces);
                    default -> pieces;
                };
            };
        }
    }

    @Nested
    class ASmallResult {
        private final ReadAhead unused = new ReadAhead(PARTS, CONTENT.length() / 4 + 1, work -> {
            throw new AssertionError("Fetched ahead");
        });

        @Test
        void isReadWithOneRequestAndNoOtherThread() {
            assertDeliversAll(open(unused));

            assertThat(s3.requests())
                    .singleElement()
                    .extracting(GetObjectRequest::range)
                    .isNull();
        }

        @Test
        void hasItsChecksumCompared() {
            assertDeliversAll(open(unused));

            assertThat(s3.requests())
                    .singleElement()
                    .extracting(GetObjectRequest::checksumMode)
                    .isEqualTo(ChecksumMode.ENABLED);
        }
    }

    @Nested
    class ALargeResult {
        /** No part has a byte before there are as many requests as there may be. */
        @Test
        void isFetchedOverSeveralConnectionsAtOnce() {
            CountDownLatch requested = new CountDownLatch(PARTS);
            s3.delivering(body -> s3.requests().size() == 1
                    ? body
                    : Bodies.notBefore(requested).apply(body));

            assertDeliversAll(open());
        }

        @Test
        void isFetchedInPartsWithoutGapOrOverlapBehindTheFirstAnswer() {
            assertDeliversAll(open());

            int begin = ROW / 3 + PART;
            assertThat(s3.requests().get(0).range()).isNull();
            assertThat(parts())
                    .extracting(GetObjectRequest::range)
                    .containsExactlyInAnyOrderElementsOf(IntStream.iterate(
                                    begin, from -> from < CONTENT.length(), from -> from + PART)
                            .mapToObj(from -> "bytes=" + from + "-" + (Math.min(from + PART, CONTENT.length()) - 1))
                            .toList());
        }

        @Test
        void isFetchedOnlyInTheStateThatWasFoundFirst() {
            assertDeliversAll(open());

            assertThat(parts())
                    .extracting(GetObjectRequest::ifMatch)
                    .containsOnly(FakeS3.tagOf(CONTENT.getBytes(UTF_8)));
        }

        @Test
        void isReadAllTheSameWhereNoThreadWorksAhead() {
            assertDeliversAll(open(new ReadAhead(PARTS, PART, never -> {})));
            assertDeliversAll(open(new ReadAhead(PARTS, PART, stopped -> {
                throw new RejectedExecutionException("shut down");
            })));
        }

        @Test
        void isResumedAtItsNextByteAndReadAheadFromThere() {
            ResultReader first = open();
            IntStream.range(0, 10).forEach(row -> first.next());
            first.close();
            awaitNothingHeld(s3, ahead);
            s3.requests().clear();

            ResultReader second =
                    results(s3, ROW, ahead).resume(ResultFormat.CSV, first.fingerprint(), TYPE, first.position());

            assertThat(TextRows.remaining(second)).isEqualTo(ROWS.subList(10, ROWS.size()));
            second.close();
            assertThat(s3.requests().get(0).range())
                    .isEqualTo("bytes=" + first.position().bytes() + "-");
            assertThat(parts()).isNotEmpty();
        }
    }

    @Nested
    class APart {
        @Test
        void thatBreaksOffIsContinuedAtItsNextByte() {
            AtomicInteger requests = new AtomicInteger();
            s3.delivering(body ->
                    requests.incrementAndGet() == 2 ? Bodies.brokenAfter(7).apply(body) : body);

            assertDeliversAll(open(new ReadAhead(PARTS, PART, Runnable::run)));

            int begin = ROW / 3 + PART;
            assertThat(parts())
                    .extracting(GetObjectRequest::range)
                    .startsWith(
                            "bytes=" + begin + "-" + (begin + PART - 1),
                            "bytes=" + (begin + 7) + "-" + (begin + PART - 1));
        }

        @Test
        void thatCannotBeHadFailsTheReaderWhenItComesThereAndNotBefore() {
            failParts();
            ResultReader reader = open(new ReadAhead(PARTS, PART, never -> {}));

            // Bytes 0 to 39 come over the first connection; the row that ends with them may need a look behind it.
            ROWS.subList(0, 5)
                    .forEach(row -> assertThat(TextRows.values(reader.next())).isEqualTo(row));
            assertThatThrownBy(() -> TextRows.remaining(reader))
                    .hasMessageContaining("from byte 40 on in 3 attempts")
                    .extracting("reason")
                    .isEqualTo(Reason.BROKEN);
            assertThat(reader.position().row()).isEqualTo(5);
        }

        @Test
        void thatCouldNotBeHadBeforeAnybodyWaitedForItIsAskedForAgain() {
            failParts();

            assertDeliversAll(open(new ReadAhead(PARTS, PART, Runnable::run)));

            assertThat(parts()).hasSizeGreaterThan(PARTS);
        }

        private void failParts() {
            s3.delivering(body -> {
                if (isPart(s3.requests().get(s3.requests().size() - 1))) {
                    throw FakeS3.error(503, "SlowDown");
                }
                return body;
            });
        }

        @Test
        void ofAnotherObjectIsRefused() {
            ResultReader reader = open(new ReadAhead(PARTS, PART, Runnable::run));
            s3.delivering(body -> {
                s3.put(Reading.LOCATION, CONTENT.replace('1', '2'));
                return body;
            });

            assertThatThrownBy(() -> TextRows.remaining(reader))
                    .extracting("reason")
                    .isEqualTo(Reason.CHANGED);
        }

        @Test
        void ofAnObjectThatHasGoneSaysSo() {
            ResultReader reader = open(new ReadAhead(PARTS, PART, Runnable::run));
            s3.delivering(body -> {
                s3.remove(Reading.LOCATION);
                return body;
            });

            assertThatThrownBy(() -> TextRows.remaining(reader))
                    .extracting("reason")
                    .isEqualTo(Reason.GONE);
        }

        @Test
        void thatEndsInAnErrorOfTheMachineDoesNotLeaveTheReaderWaiting() {
            s3.delivering(body -> {
                if (s3.requests().size() > 1) {
                    throw new OutOfMemoryError("none left");
                }
                return body;
            });
            ResultReader reader = open();

            assertThatThrownBy(() -> TextRows.remaining(reader)).hasMessage("none left");
            reader.close();
        }
    }

    @Nested
    class AReaderThatWaitsForAPart {
        private final ResultReader reader = open();
        private final FutureTask<?> rows = new FutureTask<>(() -> TextRows.remaining(reader));
        private final Thread reading = new Thread(rows, "reading");

        private void waitForBodies(UnaryOperator<InputStream> stalled) {
            s3.delivering(body -> s3.requests().size() == 1 ? body : stalled.apply(body));
            reading.start();
            await().until(() -> s3.requests().size() == 1 + PARTS && reading.getState() == Thread.State.WAITING);
        }

        @Test
        void endsAtOnceWhenItIsClosed() {
            waitForBodies(StalledStream::new);

            reader.close();

            assertThatThrownBy(rows::get).cause().extracting("reason").isEqualTo(Reason.CLOSED);
        }

        /** Bodies that do not notice that they are cut. */
        @Test
        void givesItsRoomBackOnlyWhenNobodyWritesToItAnyMore() {
            CountDownLatch release = new CountDownLatch(1);
            waitForBodies(Bodies.waitingFor(release));

            reader.close();

            assertThat(ahead.taken()).isEqualTo(PARTS);
            release.countDown();
            await().until(() -> ahead.taken() == 0);
        }

        @Test
        void endsWhenItsThreadIsInterrupted() {
            waitForBodies(StalledStream::new);

            reading.interrupt();

            assertThatThrownBy(rows::get).cause().extracting("reason").isEqualTo(Reason.CLOSED);
        }
    }

    @Nested
    class SeveralResults {
        @Test
        void shareTheRoomAndAreAllRead() {
            List<ResultReader> readers =
                    Stream.generate(ReadAheadTest.this::open).limit(200).toList();
            int most = 0;

            for (List<String> expected : ROWS) {
                for (ResultReader reader : readers) {
                    assertThat(TextRows.values(reader.next())).isEqualTo(expected);
                    most = Math.max(most, ahead.taken());
                }
            }

            assertThat(most).isBetween(1, PARTS);
            readers.forEach(ResultReader::close);
        }

        @Test
        void leaveRoomForOneThatComesLater() {
            ResultReader first = open();
            IntStream.range(0, 20).forEach(row -> first.next());
            assertThat(ahead.taken()).isEqualTo(PARTS);

            ResultReader second = open();
            int parts = parts().size();
            for (int row = 0; row < 40; row++) {
                first.next();
                second.next();
            }

            assertThat(parts().size()).isGreaterThan(parts);
            assertThat(ahead.take(PARTS / 2)).as("each has its half").isEmpty();
            first.close();
            assertThat(TextRows.remaining(second)).hasSize(ROWS.size() - 40);
            second.close();
        }
    }

    @Nested
    class TheMemoryOfATask {
        private static final int MEBIBYTE = 1024 * 1024;

        /** Of everything that was fetched and is no row yet, at any moment. */
        @Test
        void isBoundedForARowOf32MegabytesToo() {
            ReadingMemory memory = new ReadingMemory(64L * MEBIBYTE);
            ReadAhead sixteen = ReadAhead.within(memory.ahead(), Runnable::run);
            String large = "7".repeat(32 * MEBIBYTE);
            String small = ("\"" + "1".repeat(1021) + "\"\n").repeat(20 * 1024);
            AtomicInteger fetched = new AtomicInteger();
            s3.put(Reading.LOCATION, HEADER + small + "\"" + large + "\"\n" + small);
            s3.delivering(Bodies.counted(fetched::addAndGet));
            ResultReader reader = results(s3, memory.row(), sixteen).open(ResultFormat.CSV, Reading.LOCATION, TYPE);

            long most = 0;
            long longest = 0;
            while (!reader.atEnd()) {
                long begin = reader.position().bytes();
                longest = Math.max(
                        longest, String.valueOf(reader.next().get("field0")).length());
                most = Math.max(most, fetched.get() - begin);
            }
            reader.close();

            assertThat(longest).isEqualTo(large.length());
            assertThat(most).isBetween(48L * MEBIBYTE - sixteen.partBytes(), memory.bytes());
            assertThat(fetched)
                    .as("nothing twice")
                    .hasValueLessThan((int) reader.position().bytes() + MEBIBYTE);
        }

        @Test
        void isSharedSoThatArraysFitAlsoWhileARowGrows() {
            LongStream.of(1024, 8192, MEBIBYTE, 8L * MEBIBYTE, 64L * MEBIBYTE, 1L << 33)
                    .forEach(bytes -> {
                        ReadingMemory memory = new ReadingMemory(bytes);
                        assertThat(memory.ahead() + memory.row() + memory.row() / 3L)
                                .isLessThanOrEqualTo(bytes);
                    });
            assertThat(new ReadingMemory(Long.MAX_VALUE).row()).isEqualTo(Integer.MAX_VALUE - 8);
        }

        @Test
        void isTooLittleToFetchAheadWhereItIsSmall() {
            assertThat(ReadAhead.within(2L * MEBIBYTE - 1, threads).worthwhile())
                    .isEqualTo(Long.MAX_VALUE);
            assertThat(ReadAhead.within(2L * MEBIBYTE, threads).worthwhile()).isLessThan(4L * MEBIBYTE);
        }

        @Test
        void makesLargerPartsWhereItIsLargeButNotMore() {
            assertThat(ReadAhead.within(64L * MEBIBYTE, threads).partBytes())
                    .isBetween(4 * MEBIBYTE - 100, 4 * MEBIBYTE);
            assertThat(ReadAhead.within(Long.MAX_VALUE, threads).partBytes())
                    .isBetween(8 * MEBIBYTE - 100, 8 * MEBIBYTE);
        }
    }
}
