package io.github.athenaconnect.validation;

import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Schema;

/** A schema in one line for a log. */
final class SchemaText {
    private SchemaText() {}

    /** The type, with the fields of a STRUCT and without Kafka's package names. */
    static String of(Schema schema) {
        return switch (schema.type()) {
            case STRUCT ->
                schema.fields().stream()
                        .map(field -> field.name() + " " + of(field.schema()))
                        .collect(Collectors.joining(", ", "{", "}"));
            case ARRAY -> "[" + of(schema.valueSchema()) + "]";
            case MAP -> "{" + of(schema.keySchema()) + ": " + of(schema.valueSchema()) + "}";
            case INT8, INT16, INT32, INT64, FLOAT32, FLOAT64, BOOLEAN, STRING, BYTES -> scalar(schema);
        };
    }

    private static String scalar(Schema schema) {
        String name = schema.name();
        return name == null ? schema.type().name() : name.substring(name.lastIndexOf('.') + 1);
    }
}
