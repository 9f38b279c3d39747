package io.github.athenaconnect.localstack.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An HTTP server on 127.0.0.1 at a port of its own choice. */
public final class LoopbackServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LoopbackServer.class);

    static {
        // The JDK's server sends head and body in two packets; without this, each answer waits 40 ms for an ACK.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer http;
    private final ExecutorService threads;
    private final Service service;

    /** Answers requests, several at once. */
    public interface Service {
        /** Answers one request; an exception becomes status 500. */
        Answer answer(Request request) throws IOException;
    }

    private LoopbackServer(String name, HttpServer http, Service service) {
        this.http = http;
        this.service = service;
        this.threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "localstack-" + name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Starts a server.
     *
     * @param name for threads and messages
     */
    public static LoopbackServer start(String name, Service service) {
        try {
            HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            LoopbackServer server = new LoopbackServer(name, http, service);
            http.setExecutor(server.threads);
            http.createContext("/", server::handle);
            http.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("The server of " + name + " did not start", e);
        }
    }

    /** Where clients connect to. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Request request = new Request(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI(),
                    exchange.getRequestHeaders(),
                    exchange.getRequestBody().readAllBytes());
            send(exchange, answer(request));
        }
    }

    private Answer answer(Request request) throws IOException {
        try {
            return service.answer(request);
        } catch (RuntimeException e) {
            LOG.error("Answering {} {} failed", request.method(), request.path(), e);
            return Answer.text(500, "Internal server error");
        }
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", answer.contentType());
        exchange.getResponseHeaders().set("x-amzn-RequestId", UUID.randomUUID().toString());
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
