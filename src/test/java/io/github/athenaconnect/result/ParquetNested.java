package io.github.athenaconnect.result;

import io.github.athenaconnect.type.LocalMoment;
import io.github.athenaconnect.type.ValueType;
import io.github.athenaconnect.type.ValueType.ArrayOf;
import io.github.athenaconnect.type.ValueType.MapOf;
import io.github.athenaconnect.type.ValueType.Part;
import io.github.athenaconnect.type.ValueType.RowOf;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** Parquet files of values with parts, in the form that Athena's engine gives lists and maps. */
final class ParquetNested {
    private static final long MILLIS_PER_SECOND = 1000;
    private static final long PICOS_PER_MILLI = 1_000_000_000L;

    private ParquetNested() {}

    /** A file of a column {@code v}, with this value in its first and third row and NULL between. */
    static byte[] file(ValueType type, Object value) {
        MessageType schema = MessageTypeParser.parseMessageType("message row { " + field("optional", "v", type) + " }");
        List<Group> rows = List.of(new SimpleGroup(schema), new SimpleGroup(schema), new SimpleGroup(schema));
        add(rows.get(0), "v", type, value);
        add(rows.get(2), "v", type, value);
        return ParquetBytes.of(schema, rows.stream());
    }

    private static String field(String presence, String name, ValueType type) {
        if (type instanceof ArrayOf array) {
            return presence + " group " + name + " (LIST) { repeated group list { "
                    + field("optional", "element", array.element()) + " } }";
        }
        if (type instanceof MapOf map) {
            return presence + " group " + name + " (MAP) { repeated group key_value { "
                    + field("required", "key", map.key()) + " " + field("optional", "value", map.value()) + " } }";
        }
        if (type instanceof RowOf row) {
            return row.parts().stream()
                    .map(part -> field("optional", part.name(), part.type()))
                    .collect(Collectors.joining(" ", presence + " group " + name + " { ", " }"));
        }
        return switch (type.typeName()) {
            case "integer" -> presence + " int32 " + name + ";";
            case "date" -> presence + " int32 " + name + " (DATE);";
            case "decimal" -> presence + " int64 " + name + " (DECIMAL(10,2));";
            case "timestamp" -> presence + " int64 " + name + " (TIMESTAMP(MILLIS,false));";
            default -> presence + " " + type.typeName() + " " + name + ";";
        };
    }

    private static void add(Group into, String name, ValueType type, Object value) {
        if (value == null) {
            return;
        }
        if (type instanceof ArrayOf array) {
            Group list = into.addGroup(name);
            ((List<?>) value).forEach(element -> add(list.addGroup(0), "element", array.element(), element));
        } else if (type instanceof MapOf map) {
            Group entries = into.addGroup(name);
            ((List<?>) value).forEach(each -> addEntry(entries.addGroup(0), map, (Map.Entry<?, ?>) each));
        } else if (type instanceof RowOf row) {
            Group fields = into.addGroup(name);
            Object[] values = (Object[]) value;
            List<Part> parts = row.parts();
            for (int index = 0; index < values.length; index++) {
                add(fields, parts.get(index).name(), parts.get(index).type(), values[index]);
            }
        } else {
            addScalar(into, name, type.typeName(), value);
        }
    }

    private static void addEntry(Group into, MapOf type, Map.Entry<?, ?> entry) {
        add(into, "key", type.key(), entry.getKey());
        add(into, "value", type.value(), entry.getValue());
    }

    private static void addScalar(Group into, String name, String type, Object value) {
        switch (type) {
            case "boolean" -> into.add(name, (boolean) value);
            case "double" -> into.add(name, (double) value);
            case "decimal" ->
                into.add(name, ((BigDecimal) value).unscaledValue().longValueExact());
            case "timestamp" -> into.add(name, millis((LocalMoment) value));
            default -> into.add(name, Math.toIntExact((Long) value));
        }
    }

    private static long millis(LocalMoment moment) {
        return moment.epochSecond() * MILLIS_PER_SECOND + moment.picos() / PICOS_PER_MILLI;
    }
}
