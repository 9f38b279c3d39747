package io.github.athenaconnect.type;

import java.util.Map;
import java.util.Optional;

/**
 * The types none of whose texts has a comma, an equals sign, a bracket or a brace in it, with what refuses a text that is
 * none of the type.
 *
 * <p>No refusal depends on a mode: which reading of a text is the right one is not for {@code timestamp.mode} to say.
 */
final class ClosedTypes {
    private static final Map<String, TextDecoder> CHECKS = Map.ofEntries(
            Map.entry("boolean", new BooleanDecoder()),
            Map.entry("tinyint", IntegerDecoder.TINYINT),
            Map.entry("smallint", IntegerDecoder.SMALLINT),
            Map.entry("integer", IntegerDecoder.INTEGER),
            Map.entry("bigint", IntegerDecoder.BIGINT),
            Map.entry("real", new RealDecoder()),
            Map.entry("double", new DoubleDecoder()),
            Map.entry("date", new DateDecoder()),
            Map.entry("time", text -> LocalMoment.ofTime(text.toString())),
            Map.entry("time with time zone", ClosedTypes::something),
            Map.entry("timestamp", text -> LocalMoment.ofTimestamp(text.toString())),
            Map.entry("timestamp with time zone", ClosedTypes::zonedTimestamp),
            Map.entry("varbinary", new BinaryDecoder()),
            Map.entry("uuid", ClosedTypes::something),
            Map.entry("ipaddress", ClosedTypes::something),
            Map.entry("interval year to month", ClosedTypes::something),
            Map.entry("interval day to second", ClosedTypes::something));

    private ClosedTypes() {}

    /** What refuses other texts than those of the type; nothing for a type that is not closed. */
    static Optional<TextDecoder> check(ValueType.Scalar type) {
        return type.typeName().equals("decimal")
                ? Optional.of(new DecimalDecoder(type.precision(), type.scale()))
                : Optional.ofNullable(CHECKS.get(type.typeName()));
    }

    /** The zone may be one that this worker's Java does not know. */
    private static Object zonedTimestamp(TextValue text) {
        TextCursor cursor = new TextCursor(text, "a timestamp with time zone");
        LocalMoment local = LocalMoment.read(cursor);
        if (cursor.rest().isBlank()) {
            throw cursor.mismatch();
        }
        return local;
    }

    private static Object something(TextValue text) {
        if (text.length() == 0) {
            throw UndecodableTextException.of("a text", text);
        }
        return text;
    }
}
