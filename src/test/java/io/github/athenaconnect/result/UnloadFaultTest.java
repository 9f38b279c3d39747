package io.github.athenaconnect.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.athenaconnect.fake.FakeS3;
import io.github.athenaconnect.result.UnreadableResultException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;

/** What goes wrong between the reader of an UNLOAD's files and S3. */
@Timeout(120)
class UnloadFaultTest {
    private static final int ROWS = 30_000;
    private static final MessageType SCHEMA = MessageTypeParser.parseMessageType("message row { optional int64 id; }");

    /** Larger than what is fetched with a file's end, in three row groups. */
    private static final byte[] FILE = ParquetBytes.of(
            SCHEMA,
            LongStream.range(0, ROWS).mapToObj(id -> new SimpleGroup(SCHEMA).append("id", id)),
            writer -> writer.withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
                    .withDictionaryEncoding(false)
                    .withRowGroupRowCountLimit(ROWS / 3));

    private final UnloadReading reading = new UnloadReading(FILE, FILE);
    private final FakeS3 s3 = reading.s3;

    private static long count(ResultReader reader) {
        long sum = 0;
        while (!reader.atEnd()) {
            assertThat(reader.next().getInt64("id")).isEqualTo(sum % ROWS);
            sum++;
        }
        return sum;
    }

    private static long rest(ResultReader reader) {
        return UnloadReading.remaining(reader).size();
    }

    /** A reader that has returned one row, and has the end of the first file and its first row group behind it. */
    private ResultReader begun() {
        ResultReader reader = reading.open().reader();
        reader.next();
        return reader;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void connectionsThatBreakAtAnyByteAreContinuedThere(long seed) {
        Random random = new Random(seed);
        s3.delivering(body -> random.nextInt(3) > 0
                ? Bodies.brokenAfter(1 + random.nextInt(20_000)).apply(body)
                : body);

        assertThat(count(reading.open().reader())).as("seed %d", seed).isEqualTo(2 * ROWS);
        assertThat(s3.openBodies()).isZero();
    }

    @Test
    void aRangeThatBreaksOffIsAskedForFromThereInTheSameObject() {
        ResultReader reader = begun();
        s3.requests().clear();
        s3.failNext(Bodies.brokenAfter(1000));

        IntStream.range(1, ROWS / 3 + 1).forEach(row -> reader.next());

        String first = s3.requests().get(0).range().replace("bytes=", "");
        long begin = Long.parseLong(first.split("-", 2)[0]);
        assertThat(s3.requests().get(1).range()).isEqualTo("bytes=" + (begin + 1000) + "-" + first.split("-", 2)[1]);
        assertThat(s3.requests()).extracting(request -> request.ifMatch()).containsOnly(FakeS3.tagOf(FILE));
    }

    @Test
    void aFileThatIsReplacedWhileItIsReadIsRefused() {
        ResultReader reader = begun();
        s3.put(
                UnloadReading.file(0),
                ParquetBytes.of(
                        SCHEMA, LongStream.range(0, 9).mapToObj(id -> new SimpleGroup(SCHEMA).append("id", id))));

        assertThatThrownBy(() -> rest(reader))
                .hasMessageContaining(UnloadReading.file(0))
                .extracting("reason")
                .isEqualTo(Reason.CHANGED);
        ResultPosition reached = reader.position();
        assertThat(reached.row()).isEqualTo(ROWS / 3);
    }

    @Test
    void aFileThatHasGoneIsMissing() {
        s3.remove(UnloadReading.file(1));
        ResultReader reader = reading.open().reader();

        assertThatThrownBy(() -> count(reader))
                .hasMessageContaining(UnloadReading.file(1))
                .extracting("reason")
                .isEqualTo(Reason.GONE);
        assertThat(reader.position().row()).isEqualTo(ROWS);
        assertThatThrownBy(reader::atEnd).extracting("reason").isEqualTo(Reason.CLOSED);
    }

    @Test
    void aFileThatMayNotBeReadNamesTheRight() {
        ResultReader reader = begun();
        s3.failNext(FakeS3.error(403, "AccessDenied"));

        assertThatThrownBy(() -> rest(reader))
                .hasMessageContainingAll(UnloadReading.file(0), "s3:GetObject")
                .extracting("reason")
                .isEqualTo(Reason.DENIED);
    }

    @Test
    void whatDoesNotPassIsGivenUpAfterSomeAttempts() {
        ResultReader reader = begun();
        IntStream.range(0, UnloadReading.ATTEMPTS).forEach(once -> s3.failNext(SdkClientException.create("no route")));

        assertThatThrownBy(() -> rest(reader))
                .hasMessageContainingAll(UnloadReading.file(0), "in 3 attempts", "no route")
                .extracting("reason")
                .isEqualTo(Reason.BROKEN);
    }

    @Test
    void aClosedReaderReturnsNothingMore() {
        ResultReader reader = begun();

        reader.close();
        reader.close();

        assertThatThrownBy(reader::atEnd).extracting("reason").isEqualTo(Reason.CLOSED);
        assertThatThrownBy(reader::next).extracting("reason").isEqualTo(Reason.CLOSED);
    }

    @Test
    void closingFromAnotherThreadEndsTheWaitForAStalledAnswerAtOnce() throws Exception {
        ResultReader reader = begun();
        CountDownLatch stalled = new CountDownLatch(1);
        s3.failNext(body -> new StalledBody(stalled));
        FutureTask<Long> rest = new FutureTask<>(() -> rest(reader));
        new Thread(rest, "reading").start();
        stalled.await();

        reader.close();

        assertThatThrownBy(rest::get).cause().extracting("reason").isEqualTo(Reason.CLOSED);
    }

    /** Sends nothing until it is closed, as an aborted connection would. */
    private static final class StalledBody extends InputStream {
        private final CountDownLatch stalled;
        private final CountDownLatch closed = new CountDownLatch(1);

        StalledBody(CountDownLatch stalled) {
            this.stalled = stalled;
        }

        @Override
        public int read() throws IOException {
            stalled.countDown();
            try {
                closed.await();
            } catch (InterruptedException interruption) {
                Thread.currentThread().interrupt();
            }
            throw new IOException("Socket closed");
        }

        @Override
        public int read(byte[] into, int from, int count) throws IOException {
            return read();
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }
}
