package io.github.athenaconnect.localstack.connect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/** Between JSON and the values of the REST interface. */
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    /** The tree of {@code text}; a missing node for a blank one, as requests without an answer have. */
    static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not JSON: " + text, e);
        }
    }

    static Map<String, String> texts(JsonNode object) {
        return MAPPER.convertValue(object, new TypeReference<LinkedHashMap<String, String>>() {});
    }

    static Map<String, Object> values(JsonNode object) {
        return MAPPER.convertValue(object, new TypeReference<LinkedHashMap<String, Object>>() {});
    }

    static JsonNode tree(Map<String, ?> object) {
        return MAPPER.valueToTree(object);
    }
}
