package io.github.athenaconnect.localstack.athena.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.athenaconnect.localstack.access.AccessKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A service on 127.0.0.1 that speaks AWS JSON 1.1. */
public final class JsonService implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JsonService.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    static {
        // The JDK's server sends head and body in two packets; without this, each answer waits 40 ms for an ACK.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer http;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "localstack-athena-http");
        thread.setDaemon(true);
        return thread;
    });
    private final String targetPrefix;
    private final SignatureCheck signatures;
    private final Operations operations;

    /** What the service can do. */
    public interface Operations {
        /**
         * Does one operation.
         *
         * @param name such as {@code StartQueryExecution}
         * @return the answer, as JSON
         */
        JsonNode call(String name, JsonNode request, AccessKey caller) throws RequestRefused;
    }

    private JsonService(HttpServer http, String targetPrefix, SignatureCheck signatures, Operations operations) {
        this.http = http;
        this.targetPrefix = targetPrefix;
        this.signatures = signatures;
        this.operations = operations;
    }

    /** Starts a service at a port of its own choice. */
    public static JsonService start(String targetPrefix, SignatureCheck signatures, Operations operations) {
        try {
            HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            JsonService service = new JsonService(http, targetPrefix, signatures, operations);
            http.setExecutor(service.threads);
            http.createContext("/", service::handle);
            http.start();
            return service;
        } catch (IOException e) {
            throw new UncheckedIOException("The service for " + targetPrefix + " did not start", e);
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
            byte[] body = exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
            exchange.getResponseHeaders()
                    .set("x-amzn-RequestId", UUID.randomUUID().toString());
            try {
                send(exchange, 200, answer(exchange, body));
            } catch (RequestRefused refused) {
                send(exchange, refused.status(), refused.body());
            } catch (RuntimeException e) {
                LOG.error("Answering an Athena request failed", e);
                send(exchange, 500, RequestRefused.internal().body());
            }
        }
    }

    private JsonNode answer(HttpExchange exchange, byte[] body) throws RequestRefused, IOException {
        AccessKey caller = signatures.caller(exchange.getRequestHeaders(), body);
        String target = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
        if (!target.startsWith(targetPrefix + ".")) {
            throw RequestRefused.unreadable("UnknownOperationException", "Not an operation of this service: " + target);
        }
        String operation = target.substring(targetPrefix.length() + 1);
        try {
            JsonNode request = JSON.readTree(body);
            RequestRules.check(operation, request);
            return operations.call(operation, request, caller);
        } catch (JsonProcessingException e) {
            throw RequestRefused.unreadable("SerializationException", "The request is not JSON");
        }
    }

    private static void send(HttpExchange exchange, int status, JsonNode answer) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(answer);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
