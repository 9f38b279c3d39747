package io.github.athenaconnect.localstack.connect;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A connector class that a worker can run.
 *
 * @param className the name for {@code connector.class}
 * @param type {@code source} or {@code sink}
 * @param version what the connector says of itself
 */
public record ConnectorPlugin(String className, String type, String version) {
    static ConnectorPlugin of(JsonNode plugin) {
        return new ConnectorPlugin(
                plugin.path("class").asText(),
                plugin.path("type").asText(),
                plugin.path("version").asText());
    }
}
