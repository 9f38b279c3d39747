package io.github.athenaconnect.localstack.engine.trino;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.athenaconnect.localstack.engine.EngineFailure;
import io.github.athenaconnect.localstack.engine.ErrorName;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Trino's client protocol: a statement is posted, then each answer names the next until one does not. Safe for many
 * threads.
 *
 * <p>No client capabilities are declared, so Trino shows times with three digits, as Athena does.
 */
final class StatementClient {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI statements;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    StatementClient(URI server) {
        this.statements = server.resolve("/v1/statement");
    }

    /** Hands a statement over; the answer comes before the statement has begun. */
    Answer start(TrinoStatement statement) throws EngineFailure {
        HttpRequest.Builder request = HttpRequest.newBuilder(statements)
                .header("X-Trino-User", "athena")
                .header("X-Trino-Catalog", TrinoEngine.CATALOG)
                .header("X-Trino-Schema", URLEncoder.encode(statement.database(), StandardCharsets.UTF_8))
                .header("X-Trino-Time-Zone", "UTC")
                .header("X-Trino-Session", String.join(",", statement.session()))
                .POST(BodyPublishers.ofString(statement.text()));
        statement.prepared().ifPresent(prepared -> request.header("X-Trino-Prepared-Statement", prepared));
        return answerTo(request.build());
    }

    /** The answer after the given one, waiting for it up to a second; empty if the given one was the last. */
    Optional<Answer> after(Answer answer) throws EngineFailure {
        if (answer.next().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(answerTo(HttpRequest.newBuilder(answer.next().get()).build()));
    }

    /** Runs a statement to its end and returns its last answer; for statements whose rows nobody wants. */
    Answer finish(TrinoStatement statement) throws EngineFailure {
        Answer last = start(statement);
        for (Optional<Answer> next = after(last); next.isPresent(); next = after(last)) {
            last = next.get();
        }
        return last;
    }

    /** Ends the statement that would have answered at this address; one that has ended stays as it is. */
    void cancel(URI next) {
        HttpRequest request = HttpRequest.newBuilder(next).DELETE().build();
        // A server that cannot be reached has ended, and the statement with it.
        http.sendAsync(request, BodyHandlers.discarding())
                .exceptionally(unreachable -> null)
                .join();
    }

    private Answer answerTo(HttpRequest request) throws EngineFailure {
        HttpResponse<String> response = send(request);
        if (response.statusCode() != 200) {
            throw new EngineFailure(
                    ErrorName.GENERIC_INTERNAL_ERROR,
                    "Trino answered " + response.statusCode() + " at " + request.uri() + ": " + response.body());
        }
        JsonNode json = parsed(response.body());
        if (json.has("error")) {
            throw TrinoFailure.of(json.get("error"));
        }
        return new Answer(json);
    }

    private HttpResponse<String> send(HttpRequest request) throws EngineFailure {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new EngineFailure(ErrorName.GENERIC_INTERNAL_ERROR, "Trino did not answer", failure);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new EngineFailure(ErrorName.GENERIC_INTERNAL_ERROR, "Interrupted", interruption);
        }
    }

    private static JsonNode parsed(String body) throws EngineFailure {
        try {
            return JSON.readTree(body);
        } catch (IOException failure) {
            throw new EngineFailure(ErrorName.GENERIC_INTERNAL_ERROR, "Trino answered no JSON", failure);
        }
    }
}
