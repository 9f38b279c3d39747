package io.github.athenaconnect.wide;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.athenaconnect.localstack.engine.trino.TypeSignature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value that Trino's protocol has, in the form of {@link PlainValue}: read by the JDK, not by the connector. */
public final class TrinoValue {
    private TrinoValue() {}

    /** The value of a type; null for NULL. */
    public static @Nullable Object of(TypeSignature type, JsonNode json) {
        if (json.isNull()) {
            return null;
        }
        return switch (type.name()) {
            case "array" -> array(type, json);
            case "map" -> map(type, json);
            case "row" -> row(type, json);
            case "varbinary" -> bytes(json);
            default -> scalar(type.name(), json.asText());
        };
    }

    private static Object scalar(String type, String text) {
        return switch (type) {
            case "boolean" -> Boolean.valueOf(text);
            case "tinyint" -> Byte.valueOf(text);
            case "smallint" -> Short.valueOf(text);
            case "integer" -> Integer.valueOf(text);
            case "bigint" -> Long.valueOf(text);
            case "real" -> Float.valueOf(text);
            case "double" -> Double.valueOf(text);
            case "decimal" -> new BigDecimal(text);
            case "date" -> LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
            case "time" -> LocalTime.parse(text).atDate(LocalDate.EPOCH).toInstant(ZoneOffset.UTC);
            case "timestamp" -> timestamp(text).toInstant(ZoneOffset.UTC);
            case "timestamp with time zone" -> {
                int zone = text.lastIndexOf(' ');
                yield timestamp(text.substring(0, zone))
                        .atZone(ZoneId.of(text.substring(zone + 1)))
                        .toInstant();
            }
            default -> text;
        };
    }

    private static LocalDateTime timestamp(String text) {
        return LocalDateTime.parse(text.replace(' ', 'T'));
    }

    private static Object bytes(JsonNode json) {
        try {
            return PlainValue.ofBytes(json.binaryValue());
        } catch (IOException e) {
            throw new UncheckedIOException("Trino sent a varbinary that is not Base64", e);
        }
    }

    private static Object array(TypeSignature type, JsonNode json) {
        List<@Nullable Object> elements = new ArrayList<>();
        json.forEach(each -> elements.add(of(type.parts().get(0).type(), each)));
        return elements;
    }

    /** Its keys come as the names of an object, and so as text. */
    private static Object map(TypeSignature type, JsonNode json) {
        Map<@Nullable Object, @Nullable Object> entries = new LinkedHashMap<>();
        json.properties()
                .forEach(entry -> entries.put(
                        of(type.parts().get(0).type(), TextNode.valueOf(entry.getKey())),
                        of(type.parts().get(1).type(), entry.getValue())));
        return entries;
    }

    private static Object row(TypeSignature type, JsonNode json) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (int index = 0; index < type.parts().size(); index++) {
            TypeSignature.Part part = type.parts().get(index);
            fields.put(part.name(), of(part.type(), json.get(index)));
        }
        return fields;
    }
}
