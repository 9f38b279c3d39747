package io.github.athenaconnect.localstack.demo;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A connector as it is posted to a worker.
 *
 * @param name its name
 * @param config its configuration, in the order of the file
 */
record ConnectorFile(String name, Map<String, String> config) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    static ConnectorFile read(Path file) {
        try {
            JsonNode root = MAPPER.readTree(file.toFile());
            return new ConnectorFile(
                    root.required("name").textValue(),
                    MAPPER.convertValue(
                            root.required("config"), new TypeReference<LinkedHashMap<String, String>>() {}));
        } catch (IOException e) {
            throw new UncheckedIOException("The connector in " + file + " cannot be read", e);
        }
    }

    /** The same connector with {@code values} in place of its own. */
    ConnectorFile with(Map<String, String> values) {
        Map<String, String> changed = new LinkedHashMap<>(config);
        changed.putAll(values);
        return new ConnectorFile(name, changed);
    }

    /** The names of its queries. */
    List<String> queries() {
        return List.of(config.get("queries").split(","));
    }

    /** A setting of one query. */
    String ofQuery(String query, String key) {
        return config.get("query." + query + "." + key);
    }

    /** The topics its queries go to, each once. */
    List<String> topics() {
        return queries().stream()
                .map(query -> ofQuery(query, "topic"))
                .distinct()
                .toList();
    }
}
