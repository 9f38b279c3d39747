package io.github.athenaconnect.localstack.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.athenaconnect.localstack.http.StallingProxy.Stall;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How much of an object gets through a proxy that falls silent in its body. */
@Timeout(120)
class StallingProxyTest {
    private static final int OBJECT = 1000;
    private static final int STALL_AFTER = 300;

    /** For how long a client here waits for a byte that does not come. */
    private static final int SILENCE_MILLIS = 200;

    private HttpServer server;
    private StallingProxy proxy;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String range = exchange.getRequestHeaders().getFirst("Range");
            int begin = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
            exchange.sendResponseHeaders(range == null ? 200 : 206, OBJECT - begin);
            exchange.getResponseBody().write(new byte[OBJECT - begin]);
            exchange.close();
        });
        server.start();
        proxy = StallingProxy.before(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
    }

    @AfterEach
    void stop() {
        proxy.close();
        server.stop(0);
    }

    private Socket ask(String headers) throws IOException {
        Socket client =
                new Socket(InetAddress.getLoopbackAddress(), proxy.endpoint().getPort());
        client.getOutputStream()
                .write(("GET /a HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n").getBytes(StandardCharsets.US_ASCII));
        return client;
    }

    /** Bytes behind the head of the answer: as many as are wanted or, if they do not come, as do. */
    private static int body(Socket client, int wanted) throws IOException {
        InputStream in = client.getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.read());
        }
        client.setSoTimeout(SILENCE_MILLIS);
        int count = 0;
        try {
            while (count < wanted && in.read() >= 0) {
                count++;
            }
        } catch (SocketTimeoutException silence) {
            assertThat(count).isLessThan(wanted);
        }
        return count;
    }

    @Test
    void aBodyEndsWhereItIsToAndGoesOnWhenItIsLetThrough() throws IOException {
        proxy.stall(Stall.MID_BODY, STALL_AFTER);
        try (Socket client = ask("")) {
            assertThat(body(client, STALL_AFTER)).isEqualTo(STALL_AFTER);

            proxy.release();

            client.setSoTimeout(0);
            assertThat(client.getInputStream().readNBytes(OBJECT - STALL_AFTER)).hasSize(OBJECT - STALL_AFTER);
        }
    }

    @Test
    void whoGivesUpAndAsksForTheRestGetsNoMoreOfTheObject() throws IOException {
        proxy.stall(Stall.MID_BODY, STALL_AFTER);
        try (Socket client = ask("Range: bytes=200-\r\n")) {
            assertThat(body(client, OBJECT)).isLessThanOrEqualTo(STALL_AFTER - 200);
        }
        try (Socket client = ask("Range: bytes=300-\r\n")) {
            assertThat(body(client, OBJECT)).isZero();
        }
    }
}
