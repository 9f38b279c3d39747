package io.github.athenaconnect.localstack.engine.trino;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Optional;

/** One answer of Trino's client protocol: perhaps columns, perhaps rows, and where the next answer is. */
record Answer(JsonNode json) {
    /** Where the next answer is; empty when this is the last. */
    Optional<URI> next() {
        return Optional.ofNullable(json.get("nextUri")).map(uri -> URI.create(uri.asText()));
    }

    /** The columns, once the statement is planned. */
    Optional<JsonNode> columns() {
        return Optional.ofNullable(json.get("columns"));
    }

    /** The rows of this answer: an array of arrays, empty more often than not. */
    JsonNode rows() {
        return json.path("data");
    }

    /** How many rows the statement has written so far; zero for a query. */
    long updateCount() {
        return json.path("updateCount").asLong();
    }
}
