package io.github.athenaconnect.type;

import java.util.function.Function;
import org.apache.kafka.connect.data.Date;
import org.jspecify.annotations.Nullable;

/**
 * Decodes a value without parts to what the same value becomes when it comes as text.
 *
 * @param typeName Athena's name of the type
 * @param decoding makes the schema's value
 */
record ScalarValueDecoder(String typeName, Function<Object, @Nullable Object> decoding) implements ValueDecoder {
    /** The decoder that agrees with {@code decoder}, which decodes the texts of this type. */
    static ScalarValueDecoder of(String typeName, TextDecoder decoder) {
        return new ScalarValueDecoder(typeName, decoding(typeName, decoder));
    }

    @Override
    public @Nullable Object decode(Object value) {
        return decoding.apply(value);
    }

    @Override
    public String text(Object value) {
        return ValueText.of(typeName, value);
    }

    /** What takes no decision about the value is done without its text, which would cost more than all the rest. */
    private static Function<Object, @Nullable Object> decoding(String typeName, TextDecoder decoder) {
        if (decoder instanceof IntegerDecoder integer && !typeName.equals("decimal")) {
            return value -> integer.boxing().apply((Long) value);
        }
        if (decoder instanceof TimestampDecoder timestamp) {
            return value -> counted((LocalMoment) value, timestamp.unit());
        }
        return switch (typeName) {
            case "boolean", "real", "double", "varbinary" -> value -> value;
            case "date" -> value -> Date.toLogical(Date.SCHEMA, Math.toIntExact((Long) value));
            case "decimal" ->
                decoder instanceof DecimalDecoder ? value -> value : value -> fromText(typeName, decoder, value);
            default -> value -> fromText(typeName, decoder, value);
        };
    }

    private static Object counted(LocalMoment moment, EpochUnit unit) {
        return unit.value(moment.epochSecond(), moment.picos(), () -> TextValue.of(moment.text()));
    }

    private static @Nullable Object fromText(String typeName, TextDecoder decoder, Object value) {
        return decoder.decode(
                value instanceof byte[] utf8
                        ? new TextValue().at(utf8, 0, utf8.length)
                        : TextValue.of(ValueText.of(typeName, value)));
    }
}
