package io.github.athenaconnect.localstack.demo;

import java.util.Base64;
import java.util.Date;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/** A record on one line, each value as a reader expects it. */
final class RecordText {
    private RecordText() {}

    static String of(Schema schema, Object value) {
        if (value instanceof Struct struct) {
            return struct.schema().fields().stream()
                    .map(field -> field.name() + "=" + of(field, struct))
                    .collect(Collectors.joining(" "));
        }
        if (value instanceof String text) {
            return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
        }
        if (value instanceof byte[] bytes) {
            return Base64.getEncoder().encodeToString(bytes);
        }
        if (value instanceof Date instant) {
            return of(schema.name(), instant);
        }
        return String.valueOf(value);
    }

    private static String of(Field field, Struct struct) {
        return of(field.schema(), struct.get(field));
    }

    /** Dates and times of day are instants to Connect; only the schema tells which part was meant. */
    private static String of(String logicalType, Date instant) {
        String text = instant.toInstant().toString();
        if (org.apache.kafka.connect.data.Date.LOGICAL_NAME.equals(logicalType)) {
            return text.substring(0, text.indexOf('T'));
        }
        if (org.apache.kafka.connect.data.Time.LOGICAL_NAME.equals(logicalType)) {
            return text.substring(text.indexOf('T') + 1, text.length() - 1);
        }
        return text;
    }
}
