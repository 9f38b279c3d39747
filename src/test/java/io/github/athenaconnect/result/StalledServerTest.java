package io.github.athenaconnect.result;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.athenaconnect.result.UnreadableResultException.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** The real client against a server that sends part of a result and then nothing, for longer than anybody waits. */
@Timeout(20)
class StalledServerTest {
    private static final String FIRST_PART = "\"a\"\n\"1\"\n\"2";
    private static final long ANNOUNCED = 1_000_000;

    private final CountDownLatch stopped = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;
    private S3Client s3;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::sendPart);
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

    @Test
    void closingFromAnotherThreadEndsTheWaitAtOnce() throws Exception {
        ResultSettings settings = new ResultSettings(1 << 20, 3, Optional.empty());
        ResultReader reader =
                new Results(s3, settings, failures -> {}).open(ResultFormat.CSV, Reading.LOCATION, TextRows.type("a"));
        assertThat(TextRows.values(reader.next())).containsExactly("1");

        FutureTask<?> next = new FutureTask<>(reader::next);
        Thread reading = new Thread(next, "reading");
        reading.start();
        await().until(() -> isInSocket(reading));
        long before = System.nanoTime();
        reader.close();

        assertThatThrownBy(next::get).cause().extracting("reason").isEqualTo(Reason.CLOSED);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
    }

    private static boolean isInSocket(Thread thread) {
        return Arrays.stream(thread.getStackTrace())
                .anyMatch(frame -> frame.getClassName().endsWith("NioSocketImpl"));
    }

    private void sendPart(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().add("ETag", "\"1\"");
            exchange.sendResponseHeaders(200, ANNOUNCED);
            exchange.getResponseBody().write(FIRST_PART.getBytes(UTF_8));
            exchange.getResponseBody().flush();
            stopped.await();
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
        }
    }
}
