package io.github.athenaconnect.result;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.github.athenaconnect.MachineTime;
import io.github.athenaconnect.query.Shard;
import io.github.athenaconnect.result.UnreadableResultException.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** The real client against answers that break off, stall or are damaged: that its exceptions are those we expect. */
@Timeout(120)
class HttpTest {
    private static final String CONTENT = "\"a\"\n\"1\"\n\"2\"\n\"3\"\n";
    private static final List<List<String>> ROWS = List.of(List.of("1"), List.of("2"), List.of("3"));
    private static final int CUT = CONTENT.indexOf("2");

    /** So large that a body of it does not fit into the buffers between server and client. */
    private static final int LARGE_ROWS = 100_000;

    private static final String LARGE = "\"a\"\n" + ("\"" + "1".repeat(98) + "\"\n").repeat(LARGE_ROWS);
    private static final int PART = 1 << 20;

    private final CountDownLatch stopped = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> ranges = new CopyOnWriteArrayList<>();
    private final Set<InetSocketAddress> clients = ConcurrentHashMap.newKeySet();
    private HttpServer server;
    private S3Client s3;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
        s3 = S3Client.builder()
                .endpointOverride(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
                .region(Region.EU_WEST_1)
                .forcePathStyle(true)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .httpClientBuilder(Apache5HttpClient.builder().socketTimeout(Duration.ofMinutes(1)))
                .build();
    }

    @AfterEach
    void stop() {
        stopped.countDown();
        s3.close();
        server.stop(0);
        threads.shutdown();
    }

    private ResultReader reader(HttpHandler answer) {
        return reader(s3, answer);
    }

    private ResultReader reader(S3Client client, HttpHandler answer) {
        return reader(client, ReadAhead.none(), answer);
    }

    private ResultReader reader(S3Client client, ReadAhead ahead, HttpHandler answer) {
        server.createContext("/", exchange -> {
            try (exchange) {
                clients.add(exchange.getRemoteAddress());
                ranges.add(String.valueOf(exchange.getRequestHeaders().getFirst("Range")));
                exchange.getResponseHeaders().add("ETag", "\"1\"");
                answer.handle(exchange);
            }
        });
        ResultSettings settings = new ResultSettings(1 << 20, 3, Optional.empty());
        return new Results(client, settings, failures -> {}, Shard.WHOLE, ahead)
                .open(ResultFormat.CSV, Reading.LOCATION, TextRows.type("a"));
    }

    @Test
    void answerThatBreaksOffIsContinuedWhereItBroke() {
        ResultReader reader = reader(exchange -> {
            if (ranges.size() == 1) {
                send(exchange, 200, CONTENT.length(), CONTENT.substring(0, CUT));
            } else {
                String range = "bytes " + CUT + "-" + (CONTENT.length() - 1) + "/" + CONTENT.length();
                exchange.getResponseHeaders().add("Content-Range", range);
                send(exchange, 206, CONTENT.length() - CUT, CONTENT.substring(CUT));
            }
        });

        assertThat(TextRows.remaining(reader)).isEqualTo(ROWS);
        assertThat(ranges).containsExactly("null", "bytes=" + CUT + "-");
    }

    @Test
    void serverThatIgnoresRangesIsNotContinuedWithTheWrongBytes() {
        ResultReader reader = reader(exchange ->
                send(exchange, 200, CONTENT.length(), ranges.size() == 1 ? CONTENT.substring(0, CUT) : CONTENT));

        assertThatThrownBy(() -> TextRows.remaining(reader))
                .hasMessageContaining("expected the bytes from " + CUT + " on, S3 sent Content-Range null")
                .extracting("reason")
                .isEqualTo(Reason.MALFORMED);
    }

    @Test
    void answerOfTheRightChecksumIsAccepted() {
        assertThat(TextRows.remaining(reader(exchange -> sendWithChecksumOf(exchange, CONTENT))))
                .isEqualTo(ROWS);
    }

    @Test
    void answerOfAnotherChecksumIsDamaged() {
        ResultReader reader = reader(exchange -> sendWithChecksumOf(exchange, CONTENT.replace('3', '4')));

        assertThatThrownBy(() -> TextRows.remaining(reader))
                .hasMessageContaining("its last byte has arrived, but")
                .hasMessageContaining("checksum")
                .extracting("reason")
                .isEqualTo(Reason.MALFORMED);
    }

    /** The limit is for the beginning of the answer, also on a slow machine; a large result may take hours. */
    @Test
    void aTimeLimitOfTheCallDoesNotCutABodyThatTakesLonger() {
        S3Client limited = S3Client.builder()
                .endpointOverride(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
                .region(Region.EU_WEST_1)
                .forcePathStyle(true)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .overrideConfiguration(limit -> limit.apiCallTimeout(Duration.ofSeconds(3)))
                .httpClientBuilder(Apache5HttpClient.builder())
                .build();
        try (limited) {
            ResultReader reader = reader(limited, exchange -> {
                exchange.sendResponseHeaders(200, CONTENT.length());
                for (byte one : CONTENT.getBytes(UTF_8)) {
                    exchange.getResponseBody().write(one);
                    exchange.getResponseBody().flush();
                    pause();
                }
            });

            assertThat(TextRows.remaining(reader)).isEqualTo(ROWS);
            assertThat(ranges).containsExactly("null");
        }
    }

    /** Sixteen of them are longer than the limit. */
    private void pause() {
        try {
            assertThat(stopped.await(250, TimeUnit.MILLISECONDS)).isFalse();
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void closingFromAnotherThreadEndsTheWaitForAStalledServerAtOnce() throws Exception {
        ResultReader reader = reader(exchange -> {
            exchange.sendResponseHeaders(200, CONTENT.length());
            exchange.getResponseBody().write(CONTENT.substring(0, CUT).getBytes(UTF_8));
            exchange.getResponseBody().flush();
            awaitStop();
        });
        assertThat(TextRows.values(reader.next())).containsExactly("1");
        FutureTask<?> next = new FutureTask<>(reader::next);
        Thread reading = new Thread(next, "reading");
        reading.start();
        await().until(() -> isInSocket(reading));

        try (MachineTime time = MachineTime.begin()) {
            reader.close();

            assertThatThrownBy(next::get).cause().extracting("reason").isEqualTo(Reason.CLOSED);
            assertThat(time.elapsed()).isLessThan(Duration.ofSeconds(2));
        }
    }

    @Test
    void partsAreAnsweredOverConnectionsThatServeAgain() {
        ReadAhead ahead = new ReadAhead(3, PART, threads);
        ResultReader reader = reader(s3, ahead, exchange -> sendRangeOf(exchange, LARGE));

        assertThat(TextRows.remaining(reader)).hasSize(LARGE_ROWS).last().isEqualTo(List.of("1".repeat(98)));

        assertThat(ranges).hasSize(1 + (LARGE.length() - 1) / PART);
        assertThat(clients).as("the first connection is cut").hasSizeLessThanOrEqualTo(1 + 3);
        assertThat(ahead.taken()).isZero();
    }

    @Test
    void closingFromAnotherThreadEndsAllPartsOfAStalledServerAtOnce() throws Exception {
        ReadAhead ahead = new ReadAhead(3, PART, threads);
        ResultReader reader = reader(s3, ahead, exchange -> {
            if (ranges.size() == 1) {
                sendRangeOf(exchange, LARGE);
            } else {
                beginRangeOf(exchange, LARGE);
                exchange.getResponseBody().write('1');
                exchange.getResponseBody().flush();
                awaitStop();
            }
        });
        FutureTask<?> rows = new FutureTask<>(() -> TextRows.remaining(reader));
        Thread reading = new Thread(rows, "reading");
        reading.start();
        await().until(() -> ranges.size() == 4 && reading.getState() == Thread.State.WAITING);

        try (MachineTime time = MachineTime.begin()) {
            reader.close();

            assertThatThrownBy(rows::get).cause().extracting("reason").isEqualTo(Reason.CLOSED);
            await().until(() -> ahead.taken() == 0);
            assertThat(time.elapsed()).isLessThan(Duration.ofSeconds(2));
        }
    }

    private static void sendRangeOf(HttpExchange exchange, String content) throws IOException {
        Range range = beginRangeOf(exchange, content);
        exchange.getResponseBody().write(content.substring(range.from, range.to).getBytes(UTF_8));
    }

    private static Range beginRangeOf(HttpExchange exchange, String content) throws IOException {
        String header = exchange.getRequestHeaders().getFirst("Range");
        if (header == null) {
            exchange.sendResponseHeaders(200, content.length());
            return new Range(0, content.length());
        }
        String[] ends = header.substring("bytes=".length()).split("-", 2);
        Range range = new Range(Integer.parseInt(ends[0]), Integer.parseInt(ends[1]) + 1);
        exchange.getResponseHeaders().add("Content-Range", "bytes " + ends[0] + "-" + ends[1] + "/" + content.length());
        exchange.sendResponseHeaders(206, range.to - range.from);
        return range;
    }

    private record Range(int from, int to) {}

    private static void sendWithChecksumOf(HttpExchange exchange, String checked) throws IOException {
        CRC32 checksum = new CRC32();
        checksum.update(checked.getBytes(UTF_8));
        byte[] bytes = ByteBuffer.allocate(Integer.BYTES)
                .putInt((int) checksum.getValue())
                .array();
        exchange.getResponseHeaders()
                .add("x-amz-checksum-crc32", Base64.getEncoder().encodeToString(bytes));
        send(exchange, 200, CONTENT.length(), CONTENT);
    }

    /** Announces {@code length} bytes and sends {@code body}; breaks the connection if that is less. */
    private static void send(HttpExchange exchange, int status, int length, String body) throws IOException {
        exchange.sendResponseHeaders(status, length);
        exchange.getResponseBody().write(body.getBytes(UTF_8));
    }

    private void awaitStop() {
        try {
            stopped.await();
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isInSocket(Thread thread) {
        return Arrays.stream(thread.getStackTrace())
                .anyMatch(frame -> frame.getClassName().endsWith("NioSocketImpl"));
    }
}
