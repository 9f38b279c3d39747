package io.github.athenaconnect.localstack.engine.trino;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A type as Trino describes it.
 *
 * @param name without parameters, such as {@code decimal} or {@code row}
 * @param numbers the length of a varchar, precision and scale of a decimal
 * @param parts what a nested type is made of
 */
public record TypeSignature(String name, List<Integer> numbers, List<Part> parts) {
    public TypeSignature {
        numbers = List.copyOf(numbers);
        parts = List.copyOf(parts);
    }

    /**
     * One part of a nested type.
     *
     * @param name of a row's field, {@code field0} and so on where it has none; meaningless in other types
     */
    public record Part(String name, TypeSignature type) {}

    /** Reads the {@code typeSignature} of a column. */
    static TypeSignature of(JsonNode json) {
        List<Integer> numbers = new ArrayList<>();
        List<Part> parts = new ArrayList<>();
        for (JsonNode argument : json.path("arguments")) {
            JsonNode value = argument.path("value");
            String unnamed = "field" + parts.size();
            switch (argument.path("kind").asText()) {
                case "LONG" -> numbers.add(value.asInt());
                case "TYPE" -> parts.add(new Part(unnamed, of(value)));
                case "NAMED_TYPE" ->
                    parts.add(new Part(value.at("/fieldName/name").asText(unnamed), of(value.path("typeSignature"))));
                default -> throw new IllegalArgumentException("Trino sent a type of an unknown form: " + json);
            }
        }
        return new TypeSignature(json.path("rawType").asText(), numbers, parts);
    }
}
