package io.github.athenaconnect.localstack.engine.trino;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.athenaconnect.localstack.engine.EngineFailure;
import io.github.athenaconnect.localstack.engine.ErrorName;
import java.util.Arrays;
import java.util.Optional;

/** Trino's errors in Athena's words. Athena passes most of them on as they are. */
final class TrinoFailure {
    private TrinoFailure() {}

    /** Reads the {@code error} of an answer; a name Athena's table lacks becomes the general one of its kind. */
    static EngineFailure of(JsonNode error) {
        String name = error.path("errorName").asText();
        String message = error.path("message").asText();
        return known(name)
                .map(known -> new EngineFailure(known, message))
                .orElseGet(() ->
                        new EngineFailure(general(error.path("errorType").asText()), name + ": " + message));
    }

    private static Optional<ErrorName> known(String name) {
        return Arrays.stream(ErrorName.values())
                .filter(known -> known.name().equals(name))
                .findFirst();
    }

    private static ErrorName general(String errorType) {
        return switch (errorType) {
            case "USER_ERROR" -> ErrorName.GENERIC_USER_ERROR;
            case "INSUFFICIENT_RESOURCES" -> ErrorName.EXCEEDED_RESOURCES;
            default -> ErrorName.GENERIC_INTERNAL_ERROR;
        };
    }
}
