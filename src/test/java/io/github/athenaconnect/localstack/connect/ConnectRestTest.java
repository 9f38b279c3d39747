package io.github.athenaconnect.localstack.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a worker puts off is not taken for a refusal, and a refusal not for something that is put off. */
class ConnectRestTest {
    private static final String REBALANCE =
            "Cannot complete request momentarily due to stale configuration (typically caused by a concurrent config change)";

    private final AtomicInteger requests = new AtomicInteger();
    private HttpServer worker;
    private ConnectRest rest;

    @BeforeEach
    void listen() throws IOException {
        worker = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        worker.start();
        rest = new ConnectRest(
                URI.create("http://127.0.0.1:" + worker.getAddress().getPort() + "/"));
    }

    @AfterEach
    void stop() {
        worker.stop(0);
    }

    /** Refuses the first requests, then answers with an empty list. */
    private void refuses(int refusals, String message) {
        worker.createContext("/", exchange -> {
            boolean refused = requests.incrementAndGet() <= refusals;
            byte[] body = (refused ? "{\"error_code\":409,\"message\":\"" + message + "\"}" : "[]")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(refused ? 409 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    @Test
    void whatIsPutOffByARebalanceIsAskedForAgain() {
        refuses(2, REBALANCE);

        assertThat(rest.connectors()).isEmpty();
        assertThat(requests).hasValue(3);
    }

    @Test
    void aConnectorIsCreatedOnceTheRebalanceIsOver() {
        refuses(1, REBALANCE);

        rest.create("shop", Map.of("connector.class", "Any"));

        assertThat(requests).hasValue(2);
    }

    @Test
    void aNameThatIsTakenIsRefusedAtOnce() {
        refuses(1, "Connector shop already exists");

        assertThatThrownBy(() -> rest.create("shop", Map.of("connector.class", "Any")))
                .isInstanceOf(ConnectRestException.class)
                .hasMessageContaining("already exists");
        assertThat(requests).hasValue(1);
    }
}
