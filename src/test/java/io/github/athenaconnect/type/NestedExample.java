package io.github.athenaconnect.type;

import io.github.athenaconnect.type.ValueType.Part;
import java.util.List;

/**
 * A random value of a random type with parts, in every form in which a result may hold it.
 *
 * @param value as {@link ValueDecoder} takes it
 * @param text as Athena writes it, which can be read in one way only
 * @param json what CAST AS JSON makes of it
 */
public record NestedExample(ValueType type, Object value, String text, String json) {
    private static final int DEPTH = 3;

    /** An example of a column {@code v}, to be checked. */
    public interface Check {
        void of(NestedExample example);
    }

    /** Checks so many examples of a seed. */
    public static void check(long seed, int count, Check property) {
        int[] checked = new int[1];
        RandomText.repeatedly(seed, random -> {
            if (checked[0]++ < count) {
                property.of(next(new RandomNested(random, RandomNested.CLOSED)));
            }
        });
    }

    private static NestedExample next(RandomNested random) {
        ValueType type = random.nested(DEPTH);
        Object value = random.value(type);
        ValueDecoder decoder = ValueRowType.of(List.of(new Part("v", type)), settings(type))
                .decoders()
                .get(0);
        return new NestedExample(type, value, decoder.text(value), RandomNested.json(type, value));
    }

    /** With the type declared. */
    public TypeSettings settings() {
        return settings(type);
    }

    private static TypeSettings settings(ValueType type) {
        return new TypeSettings(
                "row",
                DecimalMode.DECIMAL,
                TimestampMode.MILLIS,
                FieldNames.AS_IS,
                AthenaTypeParameter.ADDED,
                DeclaredTypes.parse("v " + TypeText.of(type)));
    }
}
