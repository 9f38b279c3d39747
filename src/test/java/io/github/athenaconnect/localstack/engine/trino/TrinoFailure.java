package io.github.athenaconnect.localstack.engine.trino;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.athenaconnect.localstack.engine.EngineFailure;
import io.github.athenaconnect.localstack.engine.ErrorName;
import java.util.Arrays;
import java.util.Optional;

/** Trino's errors in Athena's words. Athena passes most of them on as they are. */
final class TrinoFailure {
    /** What Athena says whichever limit of memory or time was met. */
    private static final String EXHAUSTED = "Query exhausted resources at this scale factor";

    private TrinoFailure() {}

    /** Reads the {@code error} of an answer; a name Athena's table lacks becomes the general one of its kind. */
    static EngineFailure of(JsonNode error) {
        String name = error.path("errorName").asText();
        String message = error.path("message").asText();
        String errorType = error.path("errorType").asText();
        if (errorType.equals("INSUFFICIENT_RESOURCES")) {
            return new EngineFailure(ErrorName.EXCEEDED_RESOURCES, EXHAUSTED);
        }
        Optional<ErrorName> known = known(name);
        if (known.isEmpty()) {
            return new EngineFailure(general(errorType), name + ": " + message);
        }
        return new EngineFailure(known.get(), inAthenasWords(known.get(), message));
    }

    /** Athena does not tell a column that is missing from one the caller may not see. */
    private static String inAthenasWords(ErrorName name, String message) {
        return name == ErrorName.COLUMN_NOT_FOUND
                ? message + " or requester is not authorized to access requested resources"
                : message;
    }

    private static Optional<ErrorName> known(String name) {
        return Arrays.stream(ErrorName.values())
                .filter(known -> known.name().equals(name))
                .findFirst();
    }

    private static ErrorName general(String errorType) {
        return errorType.equals("USER_ERROR") ? ErrorName.GENERIC_USER_ERROR : ErrorName.GENERIC_INTERNAL_ERROR;
    }
}
