package io.github.athenaconnect.type;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.athenaconnect.type.ValueType.ArrayOf;
import io.github.athenaconnect.type.ValueType.MapOf;
import io.github.athenaconnect.type.ValueType.Part;
import io.github.athenaconnect.type.ValueType.RowOf;
import io.github.athenaconnect.type.ValueType.Scalar;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Random types with parts, and random values of them as {@link ValueDecoder} takes them. */
record RandomNested(RandomText random, List<Scalar> scalars) {
    /** Types whose text begins where it ends. */
    static final List<Scalar> CLOSED = List.of(
            Scalar.of("integer"),
            Scalar.of("boolean"),
            Scalar.of("double"),
            new Scalar("decimal", 10, 2),
            Scalar.of("date"),
            Scalar.of("timestamp"));

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final List<String> WORDS = List.of("", "null", "a", ", ", "=", "], [", "b=1", "{", "}", "ž\"\\\n🦉");

    /** A type with parts, {@code depth} deep at most. */
    ValueType nested(int depth) {
        return switch (random.below(3)) {
            case 0 -> new ArrayOf(any(depth - 1));
            case 1 -> new MapOf(random.oneOf(scalars), any(depth - 1));
            default ->
                new RowOf(IntStream.rangeClosed(0, random.below(3))
                        .mapToObj(index -> new Part(List.of("a", "b", "c").get(index), any(depth - 1)))
                        .toList());
        };
    }

    private ValueType any(int depth) {
        return depth == 0 || random.below(2) == 0 ? random.oneOf(scalars) : nested(depth);
    }

    /** A value that is not NULL. */
    Object value(ValueType type) {
        if (type instanceof ArrayOf array) {
            return several(array.element());
        }
        if (type instanceof MapOf map) {
            return entries(map);
        }
        if (type instanceof RowOf row) {
            return row.parts().stream().map(part -> nullable(part.type())).toArray();
        }
        return scalar(((Scalar) type).typeName());
    }

    private Object nullable(ValueType type) {
        return random.below(6) == 0 ? null : value(type);
    }

    private List<Object> several(ValueType type) {
        List<Object> values = new ArrayList<>();
        for (int count = random.below(4); count > 0; count--) {
            values.add(nullable(type));
        }
        return values;
    }

    private List<Map.Entry<Object, Object>> entries(MapOf type) {
        List<Map.Entry<Object, Object>> entries = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        for (int count = random.below(4); count > 0; count--) {
            Object key = value(type.key());
            if (keys.add(ValueText.of(type.key().typeName(), key))) {
                entries.add(new SimpleImmutableEntry<>(key, nullable(type.value())));
            }
        }
        return entries;
    }

    private Object scalar(String type) {
        return switch (type) {
            case "integer" -> random.within(Integer.MAX_VALUE);
            case "boolean" -> random.below(2) == 0;
            case "double" -> random.anyDouble();
            case "decimal" -> random.decimal(10, 2);
            case "date" -> random.within(1_000_000);
            case "timestamp" -> new LocalMoment(random.within(100_000_000_000L), random.below(1_000) * 1_000_000_000L);
            case "varbinary" -> random.bytes(2);
            default -> text().getBytes(StandardCharsets.UTF_8);
        };
    }

    private String text() {
        return random.oneOf(WORDS) + (random.below(2) == 0 ? "" : random.oneOf(WORDS));
    }

    /** What CAST AS JSON makes of a value. */
    static String json(ValueType type, Object value) {
        if (value == null) {
            return "null";
        }
        if (type instanceof ArrayOf array) {
            return ((List<?>) value)
                    .stream().map(each -> json(array.element(), each)).collect(Collectors.joining(",", "[", "]"));
        }
        if (type instanceof MapOf map) {
            return ((List<?>) value)
                    .stream()
                            .map(each -> (Map.Entry<?, ?>) each)
                            .map(each -> quoted(ValueText.of(map.key().typeName(), each.getKey())) + ":"
                                    + json(map.value(), each.getValue()))
                            .collect(Collectors.joining(",", "{", "}"));
        }
        if (type instanceof RowOf row) {
            return IntStream.range(0, row.parts().size())
                    .mapToObj(index -> quoted(row.parts().get(index).name()) + ":"
                            + json(row.parts().get(index).type(), ((Object[]) value)[index]))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        String text = ValueText.of(type.typeName(), value);
        boolean finite = !(value instanceof Double number) || Double.isFinite(number);
        boolean plain = value instanceof Boolean
                || (value instanceof Number && finite && !type.typeName().equals("date"));
        return !plain ? quoted(text) : value instanceof BigDecimal ? value.toString() : text;
    }

    private static String quoted(String text) {
        try {
            return MAPPER.writeValueAsString(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
