package io.github.athenaconnect.localstack.engine.trino;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * How a value, as JSON in Trino's answer, becomes the text that Athena shows; decided once per column. What comes as text is
 * Trino's own; numbers in Java's spelling, bytes, and what is around the parts of nested values are written here.
 */
@FunctionalInterface
interface TextForm {
    /** The text of a value that is not NULL. */
    String of(JsonNode value);

    /** The form of a type. */
    static TextForm of(TypeSignature type) {
        return switch (type.name()) {
            // Jackson reads every number as a double; a real has a shorter text.
            case "real" -> value -> value.isNumber() ? Float.toString(value.floatValue()) : value.asText();
            case "varbinary" -> TextForm::hexadecimal;
            case "array" -> array(type);
            case "map" -> map(type);
            case "row" -> row(type);
            default -> JsonNode::asText;
        };
    }

    private static String hexadecimal(JsonNode value) {
        try {
            return HexFormat.ofDelimiter(" ").formatHex(value.binaryValue());
        } catch (IOException failure) {
            throw new UncheckedIOException("Trino sent a varbinary that is not Base64", failure);
        }
    }

    private static TextForm array(TypeSignature type) {
        TextForm element = orNull(of(type.parts().get(0).type()));
        return nested(value -> {
            List<String> elements = new ArrayList<>();
            value.forEach(each -> elements.add(element.of(each)));
            return "[" + String.join(", ", elements) + "]";
        });
    }

    private static TextForm map(TypeSignature type) {
        TextForm key = of(type.parts().get(0).type());
        TextForm mapped = orNull(of(type.parts().get(1).type()));
        return nested(value -> {
            List<String> entries = new ArrayList<>();
            value.properties()
                    .forEach(entry ->
                            entries.add(key.of(TextNode.valueOf(entry.getKey())) + "=" + mapped.of(entry.getValue())));
            return "{" + String.join(", ", entries) + "}";
        });
    }

    private static TextForm row(TypeSignature type) {
        List<TextForm> forms =
                type.parts().stream().map(part -> orNull(of(part.type()))).toList();
        return nested(value -> {
            List<String> fields = new ArrayList<>();
            for (int i = 0; i < forms.size(); i++) {
                fields.add(type.parts().get(i).name() + "=" + forms.get(i).of(value.get(i)));
            }
            return "{" + String.join(", ", fields) + "}";
        });
    }

    /** The key of a map comes as text already, also where its type is nested. */
    private static TextForm nested(TextForm form) {
        return value -> value.isTextual() ? value.asText() : form.of(value);
    }

    private static TextForm orNull(TextForm form) {
        return value -> value.isNull() ? "null" : form.of(value);
    }
}
