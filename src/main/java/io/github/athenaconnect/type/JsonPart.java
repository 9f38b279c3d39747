package io.github.athenaconnect.type;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.Set;
import software.amazon.awssdk.thirdparty.jackson.core.JsonParser;
import software.amazon.awssdk.thirdparty.jackson.core.JsonToken;

/**
 * A JSON value that stands for a value without parts, as the text Athena would write for it.
 *
 * <p>A string is such a text itself, for a date or a number too; a number is one as it is written, so that no digit is lost.
 */
record JsonPart(JsonReading reading, ValueType.Scalar type) {
    private static final Set<String> NUMBERS =
            Set.of("tinyint", "smallint", "integer", "bigint", "real", "double", "decimal");

    /** Nobody has a decimal of more digits. */
    private static final int GREATEST_SCALE = 1_000;

    TextValue text() throws IOException {
        JsonParser parser = reading.parser();
        if (type.typeName().equals("json")) {
            return TextValue.of(written());
        }
        return switch (parser.currentToken()) {
            case VALUE_STRING -> string(parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getText());
            case VALUE_TRUE, VALUE_FALSE -> truth(parser.getText());
            case START_OBJECT, START_ARRAY -> throw mismatch("a string, a number, true or false");
            default -> throw new IllegalStateException("A value begins with " + parser.currentToken());
        };
    }

    /** JSON can write half of a character, which no text can hold. */
    private TextValue string(String string) {
        TextValue text = TextValue.of(string);
        if (string.chars().anyMatch(letter -> Character.isSurrogate((char) letter))
                && !text.toString().equals(string)) {
            throw mismatch("whole characters");
        }
        return text;
    }

    private TextValue number(String digits) {
        if (!NUMBERS.contains(type.typeName())) {
            throw mismatch("a string");
        }
        return TextValue.of(type.typeName().equals("decimal") ? plain(digits) : digits);
    }

    /** A decimal with many zeros behind the point is {@code 1E-7} in JSON. */
    private static String plain(String digits) {
        try {
            BigDecimal number = new BigDecimal(digits);
            return Math.abs((long) number.scale()) > GREATEST_SCALE ? digits : number.toPlainString();
        } catch (NumberFormatException exponentOutOfRange) {
            return digits;
        }
    }

    private TextValue truth(String word) {
        if (!type.typeName().equals("boolean")) {
            throw mismatch(NUMBERS.contains(type.typeName()) ? "a number" : "a string");
        }
        return TextValue.of(word);
    }

    /** The value as it is in the text. */
    private String written() throws IOException {
        JsonParser parser = reading.parser();
        int begin = (int) parser.currentTokenLocation().getCharOffset();
        if (parser.currentToken() == JsonToken.START_OBJECT || parser.currentToken() == JsonToken.START_ARRAY) {
            parser.skipChildren();
        } else {
            parser.finishToken();
        }
        return reading.json().substring(begin, (int) parser.currentLocation().getCharOffset());
    }

    private UndecodableTextException mismatch(String expected) {
        return reading.refusal(expected + " in JSON for " + TypeText.of(type));
    }
}
