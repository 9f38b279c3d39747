package io.github.athenaconnect.localstack.connect;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * JSON over HTTP: one parsed answer, one exception for every refusal. What a worker puts off is asked for again: while its group
 * rebalances, or the configuration of any connector has just changed, it does nothing of what it is told, and says so.
 */
final class JsonHttp {
    /** A worker gives up on a request after 90 s; its answer then says why. */
    private static final Duration LIMIT = Duration.ofSeconds(100);

    /** For how long a worker may put a request off. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Duration PAUSE = Duration.ofMillis(50);

    private final URI base;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    JsonHttp(URI base) {
        this.base = base;
    }

    JsonNode get(String path) {
        return send("GET", path, BodyPublishers.noBody());
    }

    JsonNode put(String path) {
        return send("PUT", path, BodyPublishers.noBody());
    }

    JsonNode put(String path, JsonNode body) {
        return send("PUT", path, BodyPublishers.ofString(body.toString()));
    }

    JsonNode post(String path) {
        return send("POST", path, BodyPublishers.noBody());
    }

    JsonNode post(String path, JsonNode body) {
        return send("POST", path, BodyPublishers.ofString(body.toString()));
    }

    JsonNode patch(String path, JsonNode body) {
        return send("PATCH", path, BodyPublishers.ofString(body.toString()));
    }

    JsonNode delete(String path) {
        return send("DELETE", path, BodyPublishers.noBody());
    }

    private JsonNode send(String method, String path, BodyPublisher body) {
        HttpRequest request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(LIMIT)
                .header("Content-Type", "application/json")
                .method(method, body)
                .build();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            HttpResponse<String> response = exchange(request);
            KeptOutput.answer(method + " " + path, response.statusCode(), response.body());
            if (response.statusCode() < 400) {
                return Json.parse(response.body());
            }
            ConnectRestException refusal =
                    new ConnectRestException(method + " " + request.uri(), response.statusCode(), response.body());
            if (!refusal.isForNow() || System.nanoTime() - end > 0) {
                throw refusal;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private HttpResponse<String> exchange(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException("No answer from " + request.uri(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for " + request.uri(), e);
        }
    }
}
