package io.github.athenaconnect.wide;

import java.util.ArrayList;
import java.util.Date;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * A value of a record in a form that can be compared and read in a message: bytes as hexadecimal text, what Connect counts in
 * a {@code java.util.Date} as an instant, a Struct as a map; all else as it is.
 */
public final class PlainValue {
    private PlainValue() {}

    /** Whatever a field of a record may hold. */
    public static @Nullable Object of(@Nullable Object value) {
        if (value instanceof byte[] bytes) {
            return ofBytes(bytes);
        }
        if (value instanceof Date date) {
            return date.toInstant();
        }
        if (value instanceof Struct row) {
            return ofRow(row);
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> plain = new ArrayList<>();
            list.forEach(each -> plain.add(of(each)));
            return plain;
        }
        return value instanceof Map<?, ?> map ? ofMap(map) : value;
    }

    /** The form of a varbinary; not to be taken for a text that looks alike. */
    public static Object ofBytes(byte[] bytes) {
        return "bytes " + HexFormat.of().formatHex(bytes);
    }

    private static Map<@Nullable Object, @Nullable Object> ofMap(Map<?, ?> map) {
        Map<@Nullable Object, @Nullable Object> plain = new LinkedHashMap<>();
        map.forEach((key, value) -> plain.put(of(key), of(value)));
        return plain;
    }

    private static Map<String, @Nullable Object> ofRow(Struct row) {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        for (Field field : row.schema().fields()) {
            plain.put(field.name(), of(row.get(field)));
        }
        return plain;
    }
}
