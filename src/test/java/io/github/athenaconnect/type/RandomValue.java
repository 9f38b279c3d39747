package io.github.athenaconnect.type;

import io.github.athenaconnect.type.ValueType.ArrayOf;
import io.github.athenaconnect.type.ValueType.MapOf;
import io.github.athenaconnect.type.ValueType.Part;
import io.github.athenaconnect.type.ValueType.RowOf;
import io.github.athenaconnect.type.ValueType.Scalar;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Types known down to their parts, and values of them as {@link ValueDecoder} takes them. */
final class RandomValue {
    private static final List<Scalar> SCALARS = List.of(
            Scalar.of("boolean"),
            Scalar.of("tinyint"),
            Scalar.of("smallint"),
            Scalar.of("integer"),
            Scalar.of("bigint"),
            Scalar.of("real"),
            Scalar.of("double"),
            new Scalar("decimal", 10, 2),
            new Scalar("decimal", 38, 0),
            Scalar.of("date"),
            Scalar.of("timestamp"),
            Scalar.of("varchar"),
            Scalar.of("varbinary"));

    private static final long MILLION = 1_000_000;
    private static final long MILLIS = 1_000_000_000L;

    private final RandomText random;
    private final List<String> names;

    /** Names its columns and fields as one of {@code names}. */
    RandomValue(RandomText random, List<String> names) {
        this.random = random;
        this.names = names;
    }

    /** The columns of a result. */
    List<Part> columns() {
        return parts(4, 3);
    }

    private List<Part> parts(int most, int depth) {
        List<Part> parts = new ArrayList<>();
        Set<String> used = new HashSet<>();
        for (int count = 1 + random.below(most); count > 0; count--) {
            String name = random.oneOf(names);
            if (used.add(name)) {
                parts.add(new Part(name, type(depth)));
            }
        }
        return parts;
    }

    private ValueType type(int depth) {
        return switch (depth == 0 ? 0 : random.below(6)) {
            case 3 -> new ArrayOf(type(depth - 1));
            case 4 ->
                new MapOf(random.below(3) == 0 ? Scalar.of("varchar") : type(random.below(depth)), type(depth - 1));
            case 5 -> new RowOf(parts(3, depth - 1));
            default -> random.oneOf(SCALARS);
        };
    }

    /** A value, null for NULL. */
    @Nullable Object valueOrNull(ValueType type) {
        return random.below(5) == 0 ? null : value(type);
    }

    private Object value(ValueType type) {
        if (type instanceof ArrayOf array) {
            List<Object> elements = new ArrayList<>();
            for (int count = random.below(3); count > 0; count--) {
                elements.add(valueOrNull(array.element()));
            }
            return elements;
        }
        if (type instanceof MapOf map) {
            return entries(map);
        }
        if (type instanceof RowOf row) {
            return row.parts().stream().map(part -> valueOrNull(part.type())).toArray();
        }
        return scalar((Scalar) type);
    }

    /** At most one: of two random keys nobody knows whether they are the same. */
    private List<Map.Entry<Object, Object>> entries(MapOf map) {
        List<Map.Entry<Object, Object>> entries = new ArrayList<>();
        if (random.below(4) > 0) {
            entries.add(new SimpleImmutableEntry<>(value(map.key()), valueOrNull(map.value())));
        }
        return entries;
    }

    private Object scalar(Scalar type) {
        return switch (type.typeName()) {
            case "boolean" -> random.below(2) == 0;
            case "tinyint" -> random.within(Byte.MAX_VALUE);
            case "smallint" -> random.within(Short.MAX_VALUE);
            case "integer" -> random.within(Integer.MAX_VALUE);
            case "bigint" -> random.anyLong();
            case "real" -> 1 + random.below(1000) / 8f;
            case "double" -> 1 + random.below(1000) / 64d;
            case "decimal" -> random.decimal(type.precision(), type.scale());
            case "date" -> random.within(MILLION);
            case "timestamp" -> new LocalMoment(random.within(100_000 * MILLION), random.below(1000) * MILLIS);
            case "varchar" -> random.digits(random.below(4)).getBytes(java.nio.charset.StandardCharsets.UTF_8);
            case "varbinary" -> random.bytes(5);
            default -> throw new IllegalArgumentException(type.typeName());
        };
    }
}
