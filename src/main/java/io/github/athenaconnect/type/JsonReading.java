package io.github.athenaconnect.type;

import java.io.IOException;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.thirdparty.jackson.core.JsonParser;
import software.amazon.awssdk.thirdparty.jackson.core.JsonToken;

/**
 * Reads one JSON value by a declared type; each step begins at a value's first token and ends at its last.
 *
 * @param json what {@code parser} reads
 */
record JsonReading(String json, JsonParser parser) {
    @Nullable Object value(ValueType type) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        if (type instanceof ValueType.ArrayOf array) {
            return array(array);
        }
        if (type instanceof ValueType.MapOf map) {
            return map(map);
        }
        return type instanceof ValueType.RowOf row ? row(row) : new JsonPart(this, (ValueType.Scalar) type).text();
    }

    private List<@Nullable Object> array(ValueType.ArrayOf type) throws IOException {
        require(JsonToken.START_ARRAY, "an array", type);
        List<@Nullable Object> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value(type.element()));
        }
        return elements;
    }

    private List<Map.Entry<Object, @Nullable Object>> map(ValueType.MapOf type) throws IOException {
        require(JsonToken.START_OBJECT, "an object", type);
        if (!(type.key() instanceof ValueType.Scalar)) {
            throw refusal("keys without parts, as JSON has no others, for " + TypeText.of(type));
        }
        List<Map.Entry<Object, @Nullable Object>> entries = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            TextValue key = TextValue.of(parser.currentName());
            parser.nextToken();
            entries.add(new AbstractMap.SimpleImmutableEntry<>(key, value(type.value())));
        }
        return entries;
    }

    private @Nullable Object[] row(ValueType.RowOf type) throws IOException {
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            return rowWithoutNames(type);
        }
        require(JsonToken.START_OBJECT, "an object", type);
        @Nullable Object[] fields = new @Nullable Object[type.parts().size()];
        Set<Integer> seen = new HashSet<>();
        @Nullable FieldLookup lookup = null;
        for (int place = 0; parser.nextToken() != JsonToken.END_OBJECT; place++) {
            // Of a row without names every field is called "" in JSON.
            String name = parser.currentName().isEmpty() ? ValueType.Part.unnamed(place) : parser.currentName();
            int index = place;
            // Mostly fields come in their order, so that nothing has to be looked up.
            if (!isAt(place, name, type)) {
                lookup = lookup == null ? lookup(type) : lookup;
                index = lookup.find(name).orElseThrow(() -> refusal("a field of " + TypeText.of(type)));
            }
            if (!seen.add(index)) {
                throw refusal("a field once in an object for " + TypeText.of(type));
            }
            parser.nextToken();
            fields[index] = value(type.parts().get(index).type());
        }
        return fields;
    }

    private static boolean isAt(int place, String name, ValueType.RowOf type) {
        return place < type.parts().size() && type.parts().get(place).name().equals(name);
    }

    private static FieldLookup lookup(ValueType.RowOf type) {
        return new FieldLookup(type.parts().stream().map(ValueType.Part::name).toList());
    }

    /** Athena's engine 2 wrote rows as arrays. */
    private @Nullable Object[] rowWithoutNames(ValueType.RowOf type) throws IOException {
        List<@Nullable Object> fields = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (fields.size() == type.parts().size()) {
                throw refusal("an array of " + type.parts().size() + " values for " + TypeText.of(type));
            }
            fields.add(value(type.parts().get(fields.size()).type()));
        }
        if (fields.size() < type.parts().size()) {
            throw refusal("an array of " + type.parts().size() + " values for " + TypeText.of(type));
        }
        return fields.toArray(new @Nullable Object[0]);
    }

    private void require(JsonToken token, String expected, ValueType type) {
        if (parser.currentToken() != token) {
            throw refusal(expected + " in JSON for " + TypeText.of(type));
        }
    }

    UndecodableTextException refusal(String expected) {
        int begin = (int) parser.currentTokenLocation().getCharOffset();
        return new UndecodableTextException("Expected " + expected + ", found at character " + (begin + 1) + " "
                + Excerpt.of(json.substring(begin)));
    }
}
