package io.github.athenaconnect.type;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** Decodes values that have parts, each part by the decoder of its own type. */
sealed interface NestedValueDecoder extends ValueDecoder {
    private static @Nullable Object part(ValueDecoder decoder, @Nullable Object value) {
        return value == null ? null : decoder.decode(value);
    }

    private static String partText(ValueDecoder decoder, @Nullable Object value) {
        return value == null ? "null" : decoder.text(value);
    }

    /** An {@code array} as a {@code List}. */
    record OfArray(ValueDecoder element) implements NestedValueDecoder {
        @Override
        public Object decode(Object value) {
            List<?> elements = (List<?>) value;
            List<@Nullable Object> decoded = new ArrayList<>(elements.size());
            for (Object each : elements) {
                try {
                    decoded.add(part(element, each));
                } catch (UndecodableTextException e) {
                    throw e.in("element " + (decoded.size() + 1));
                }
            }
            return decoded;
        }

        @Override
        public String text(Object value) {
            return ((List<?>) value)
                    .stream().map(each -> partText(element, each)).collect(Collectors.joining(", ", "[", "]"));
        }
    }

    /** A {@code map} as a {@code Map} in the value's own order. */
    record OfMap(ValueDecoder key, ValueDecoder value) implements NestedValueDecoder {
        @Override
        public Object decode(Object map) {
            Map<@Nullable Object, @Nullable Object> decoded = new LinkedHashMap<>();
            for (Object each : (List<?>) map) {
                try {
                    put((Map.Entry<?, ?>) each, decoded);
                } catch (UndecodableTextException e) {
                    throw e.in("entry " + (decoded.size() + 1));
                }
            }
            return decoded;
        }

        /** Keys that differ may be one when decoded, such as times under a mode that cuts digits off. */
        private void put(Map.Entry<?, ?> entry, Map<@Nullable Object, @Nullable Object> decoded) {
            Object decodedKey = key.decode(entry.getKey());
            if (decoded.containsKey(decodedKey)) {
                throw new UndecodableTextException("Expected keys that differ, found "
                                + Excerpt.of(key.text(entry.getKey()))
                                + ", which is decoded to the same as another")
                        .advising("CAST the keys AS varchar, or leave all but one out, in the SQL");
            }
            decoded.put(decodedKey, part(value, entry.getValue()));
        }

        @Override
        public String text(Object map) {
            return ((List<?>) map)
                    .stream().map(each -> pairText((Map.Entry<?, ?>) each)).collect(Collectors.joining(", ", "{", "}"));
        }

        private String pairText(Map.Entry<?, ?> entry) {
            return key.text(entry.getKey()) + "=" + partText(value, entry.getValue());
        }
    }

    /**
     * A {@code row} as a {@code Struct}.
     *
     * @param names of the row's fields, which are those of the schema unless it has other names
     */
    record OfRow(Schema schema, List<String> names, List<ValueDecoder> decoders) implements NestedValueDecoder {
        public OfRow {
            names = List.copyOf(names);
            decoders = List.copyOf(decoders);
        }

        @Override
        public Object decode(Object value) {
            @Nullable Object[] parts = (@Nullable Object[]) value;
            Struct row = new Struct(schema);
            for (Field field : schema.fields()) {
                Object part = parts[field.index()];
                if (part != null) {
                    row.put(field, decoded(field, part));
                }
            }
            return row;
        }

        private @Nullable Object decoded(Field field, Object part) {
            try {
                return decoders.get(field.index()).decode(part);
            } catch (UndecodableTextException e) {
                throw e.in("field \"" + names.get(field.index()) + "\"");
            }
        }

        @Override
        public String text(Object value) {
            @Nullable Object[] parts = (@Nullable Object[]) value;
            return schema.fields().stream()
                    .map(field -> names.get(field.index()) + "="
                            + partText(decoders.get(field.index()), parts[field.index()]))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
    }
}
