package io.github.athenaconnect.example;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.athenaconnect.AthenaSourceConnector;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.runtime.SourceConnectorConfig;

/**
 * A connector as an example has it.
 *
 * @param config its configuration with its name, references to config providers as they were written
 */
record ConnectorExample(Map<String, String> config) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What a worker takes from its config providers; the connector's own placeholders have no colon. */
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{[\\w-]+:[^}]*}");

    private static final Pattern TOPIC_CREATION =
            Pattern.compile("topic\\.creation\\.(groups|[\\w-]+\\.(include|exclude|replication\\.factor|partitions"
                    + "|cleanup\\.policy|retention\\.ms|min\\.insync\\.replicas))");

    static ConnectorExample ofProperties(String file) {
        return new ConnectorExample(ExampleFiles.properties(file));
    }

    /** The body of {@code POST /connectors}. */
    static ConnectorExample ofRequest(String file) {
        try {
            JsonNode request = JSON.readTree(ExampleFiles.text(file));
            return of(request.required("name").textValue(), request.required("config"));
        } catch (com.fasterxml.jackson.core.JsonProcessingException malformed) {
            throw new IllegalStateException(file + " is no JSON", malformed);
        }
    }

    static ConnectorExample of(String name, JsonNode values) {
        Map<String, String> config = new LinkedHashMap<>(Map.of("name", name));
        values.properties().forEach(entry -> config.put(entry.getKey(), text(entry.getValue())));
        return new ConnectorExample(config);
    }

    private static String text(JsonNode value) {
        assertThat(value.isValueNode()).as("%s is one value", value).isTrue();
        return value.asText();
    }

    ConnectorExample with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(config);
        all.putAll(more);
        return new ConnectorExample(all);
    }

    /** The connector takes it, with examples in the places of secrets and without a question to AWS. */
    void assertAccepted() {
        Map<String, String> resolved = config.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> REFERENCE.matcher(entry.getValue()).replaceAll("example")));
        resolved.put("validation", "config");

        assertThat(new AthenaSourceConnector().validate(resolved).configValues())
                .flatExtracting(ConfigValue::errorMessages)
                .isEmpty();
        assertThat(unknownKeys()).isEmpty();
    }

    /** Keys that mean nothing to the connector, nor to Connect, nor to the producer: misspelt ones. */
    private Set<String> unknownKeys() {
        Set<String> unknown = new TreeSet<>(config.keySet());
        // Unknown keys of these prefixes are errors of the connector itself.
        List.of("aws.", "athena.", "query.").forEach(prefix -> unknown.removeIf(key -> key.startsWith(prefix)));
        unknown.removeAll(new AthenaSourceConnector().config().names());
        unknown.removeAll(SourceConnectorConfig.configDef().names());
        ProducerConfig.configNames().forEach(key -> unknown.remove("producer.override." + key));
        unknown.removeIf(key -> TOPIC_CREATION.matcher(key).matches());
        return unknown;
    }

    /** The same as the body of {@code POST /connectors}, one key a line. */
    String asRequest() {
        Map<String, String> values = new LinkedHashMap<>(config);
        String name = values.remove("name");
        return values.entrySet().stream()
                .map(entry -> "    " + quoted(entry.getKey()) + ": " + quoted(entry.getValue()))
                .collect(Collectors.joining(
                        ",\n", "{\n  \"name\": " + quoted(name) + ",\n  \"config\": {\n", "\n  }\n}\n"));
    }

    private static String quoted(String text) {
        return JSON.getNodeFactory().textNode(text).toString();
    }
}
