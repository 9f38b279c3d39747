package io.github.athenaconnect.type;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Date;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Schema;

/** Schemas and values in the words of the specification files. */
public final class Described {
    private Described() {}

    /** The type's name; of a logical type its own simple name and its parameters. */
    public static String schema(Schema schema) {
        if (schema.name() == null) {
            return schema.type().name();
        }
        String simpleName = schema.name().substring(schema.name().lastIndexOf('.') + 1);
        Map<String, String> parameters = schema.parameters() == null ? Map.of() : schema.parameters();
        return Stream.concat(
                        Stream.of(simpleName),
                        parameters.entrySet().stream().map(Map.Entry::toString).sorted(Comparator.reverseOrder()))
                .collect(Collectors.joining(" "));
    }

    /** Bytes in hexadecimal, moments as instants, decimals without an exponent. */
    public static String value(Object value) {
        if (value instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
        if (value instanceof Date moment) {
            return moment.toInstant().toString();
        }
        return value instanceof BigDecimal decimal ? decimal.toPlainString() : value.toString();
    }
}
