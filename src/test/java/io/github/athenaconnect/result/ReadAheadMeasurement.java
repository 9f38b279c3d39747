package io.github.athenaconnect.result;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.athenaconnect.query.Shard;
import io.github.athenaconnect.type.RowType;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Measures by hand how fast an object is read from a server that gives each connection so much: over one connection and
 * with parts fetched ahead, alternating. Arguments: megabytes a second of a connection, milliseconds to the first byte.
 */
final class ReadAheadMeasurement {
    private static final int MEBIBYTE = 1 << 20;
    private static final int ROUNDS = 5;
    private static final RowType TYPE = TextRows.type("a", "b", "c", "d");
    private static final byte[] OBJECT = ("\"a\",\"b\",\"c\",\"d\"\n"
                    + ("\"" + "1".repeat(240) + "\",\"" + "2".repeat(240) + "\",\"3\",\"4\"\n").repeat(512 * 1024))
            .getBytes(UTF_8);

    private ReadAheadMeasurement() {}

    public static void main(String[] arguments) throws IOException {
        long nanosPerMebibyte = (long) (1e9 * MEBIBYTE / (1e6 * Double.parseDouble(arguments[0])));
        long nanosToFirstByte = 1_000_000L * Long.parseLong(arguments[1]);
        ExecutorService threads = Executors.newCachedThreadPool();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> answer(exchange, nanosToFirstByte, nanosPerMebibyte));
        server.start();
        try (S3Client s3 = client(server.getAddress().getPort())) {
            ReadAhead ahead = ReadAhead.within(new ReadingMemory(64L * MEBIBYTE).ahead(), threads);
            for (int round = 0; round < ROUNDS; round++) {
                System.out.printf(
                        "MB/s: bytes %.0f, ahead %.0f; rows %.0f, ahead %.0f%n",
                        bytes(s3, ReadAhead.none()), bytes(s3, ahead), rows(s3, ReadAhead.none()), rows(s3, ahead));
            }
        } finally {
            server.stop(0);
            threads.shutdownNow();
        }
    }

    private static double bytes(S3Client s3, ReadAhead ahead) {
        byte[] buffer = new byte[MEBIBYTE / 4];
        ObjectOpener opener = new ObjectOpener(s3, S3Location.parse(Reading.LOCATION), Optional.empty());
        long begin = System.nanoTime();
        try (ResultObject object = new ResultObject(opener, 3, failures -> {}, 0, Optional.empty(), ahead)) {
            int count = 0;
            while (count >= 0) {
                count = object.read(buffer, 0, buffer.length);
            }
        }
        return 1e3 * OBJECT.length / (System.nanoTime() - begin);
    }

    private static double rows(S3Client s3, ReadAhead ahead) {
        ResultSettings settings = new ResultSettings(MEBIBYTE, 3, Optional.empty());
        long begin = System.nanoTime();
        try (ResultReader reader = new Results(s3, settings, failures -> {}, Shard.WHOLE, ahead)
                .open(ResultFormat.CSV, Reading.LOCATION, TYPE)) {
            while (!reader.atEnd()) {
                reader.next();
            }
        }
        return 1e3 * OBJECT.length / (System.nanoTime() - begin);
    }

    private static S3Client client(int port) {
        return S3Client.builder()
                .endpointOverride(URI.create("http://127.0.0.1:" + port))
                .region(Region.EU_WEST_1)
                .forcePathStyle(true)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .httpClientBuilder(Apache5HttpClient.builder().maxConnections(200))
                .build();
    }

    private static void answer(HttpExchange exchange, long nanosToFirstByte, long nanosPerMebibyte) {
        try (exchange) {
            LockSupport.parkNanos(nanosToFirstByte);
            Matcher range = Pattern.compile("bytes=(\\d+)-(\\d+)")
                    .matcher(Optional.ofNullable(exchange.getRequestHeaders().getFirst("Range"))
                            .orElse(""));
            boolean part = range.matches();
            int from = part ? Integer.parseInt(range.group(1)) : 0;
            int to = part ? Integer.parseInt(range.group(2)) + 1 : OBJECT.length;
            exchange.getResponseHeaders().add("ETag", "\"1\"");
            exchange.getResponseHeaders().add("Content-Range", "bytes " + from + "-" + (to - 1) + "/" + OBJECT.length);
            exchange.sendResponseHeaders(part ? 206 : 200, to - from);
            send(exchange.getResponseBody(), from, to, nanosPerMebibyte);
        } catch (IOException cut) {
            // The reader has what it wants of this answer.
        }
    }

    private static void send(OutputStream body, int from, int to, long nanosPerMebibyte) throws IOException {
        long begin = System.nanoTime();
        for (int at = from; at < to; at += MEBIBYTE / 16) {
            body.write(OBJECT, at, Math.min(MEBIBYTE / 16, to - at));
            long due = begin + (at - from) * nanosPerMebibyte / MEBIBYTE;
            LockSupport.parkNanos(due - System.nanoTime());
        }
    }
}
