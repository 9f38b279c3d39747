package io.github.athenaconnect.record;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;

/** A value that says nothing, of any schema: zero, empty, the epoch. Every converter makes bytes of it, as it is never null. */
final class NeutralValue {
    private NeutralValue() {}

    static Object of(Schema schema) {
        return switch (String.valueOf(schema.name())) {
            case Decimal.LOGICAL_NAME ->
                BigDecimal.valueOf(0, Integer.parseInt(schema.parameters().get(Decimal.SCALE_FIELD)));
            case org.apache.kafka.connect.data.Date.LOGICAL_NAME, Time.LOGICAL_NAME, Timestamp.LOGICAL_NAME ->
                Date.from(Instant.EPOCH);
            default -> ofType(schema);
        };
    }

    private static Object ofType(Schema schema) {
        return switch (schema.type()) {
            case INT8 -> (byte) 0;
            case INT16 -> (short) 0;
            case INT32 -> 0;
            case INT64 -> 0L;
            case FLOAT32 -> 0f;
            case FLOAT64 -> 0d;
            case BOOLEAN -> false;
            case STRING -> "";
            case BYTES -> new byte[0];
            case ARRAY -> List.of();
            case MAP -> Map.of();
            case STRUCT -> struct(schema);
        };
    }

    private static Struct struct(Schema schema) {
        Struct struct = new Struct(schema);
        for (Field field : schema.fields()) {
            struct.put(field, of(field.schema()));
        }
        return struct;
    }
}
