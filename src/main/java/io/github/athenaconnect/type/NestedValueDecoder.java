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
            elements.forEach(each -> decoded.add(part(element, each)));
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
            Map<Object, @Nullable Object> decoded = new LinkedHashMap<>();
            for (Object each : (List<?>) map) {
                Map.Entry<?, ?> entry = (Map.Entry<?, ?>) each;
                decoded.put(key.decode(entry.getKey()), part(value, entry.getValue()));
            }
            return decoded;
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
                    row.put(field, decoders.get(field.index()).decode(part));
                }
            }
            return row;
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
