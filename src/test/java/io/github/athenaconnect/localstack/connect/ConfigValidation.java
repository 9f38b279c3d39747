package io.github.athenaconnect.localstack.connect;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * What a connector thinks of a configuration.
 *
 * @param errorCount number of all errors
 * @param keys every key that was judged, in the order of the answer
 */
public record ConfigValidation(int errorCount, List<Key> keys) {

    static ConfigValidation of(JsonNode answer) {
        return new ConfigValidation(
                answer.path("error_count").asInt(),
                StreamSupport.stream(answer.path("configs").spliterator(), false)
                        .map(config -> Key.of(config.path("value")))
                        .toList());
    }

    /** The keys that are wrong, each with its errors. */
    public Map<String, List<String>> errors() {
        return keys.stream()
                .filter(key -> !key.errors().isEmpty())
                .collect(Collectors.toMap(Key::name, Key::errors, (one, other) -> one, LinkedHashMap::new));
    }

    /**
     * One key.
     *
     * @param name its name
     * @param value the value given, or the default; null where there is none
     * @param recommended the values the connector suggests
     * @param visible whether the key matters, the others being as they are
     * @param errors what is wrong with it
     */
    public record Key(String name, String value, List<String> recommended, boolean visible, List<String> errors) {
        static Key of(JsonNode value) {
            return new Key(
                    value.path("name").asText(),
                    value.path("value").textValue(),
                    texts(value.path("recommended_values")),
                    value.path("visible").asBoolean(),
                    texts(value.path("errors")));
        }

        private static List<String> texts(JsonNode array) {
            return StreamSupport.stream(array.spliterator(), false)
                    .map(JsonNode::asText)
                    .toList();
        }
    }
}
