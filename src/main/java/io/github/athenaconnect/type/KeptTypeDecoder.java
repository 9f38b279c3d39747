package io.github.athenaconnect.type;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the text of a value whose column had another type when its field was made: what that type holds without loss is
 * converted, anything else refused.
 *
 * @param type the type that is kept
 * @param found the type that the value has in its result
 * @param decoder decodes texts of the type that is kept
 */
record KeptTypeDecoder(ValueType type, ValueType found, TextDecoder decoder) implements TextDecoder {
    @Override
    public @Nullable Object decode(TextValue text) {
        // Any even number of digits, and many a word, reads as bytes and means something else.
        if (type.typeName().equals("varbinary")) {
            throw refusal("Expected a varbinary, found " + Excerpt.of(text));
        }
        Object value = decodeKnowingTheReason(text);
        if (value != null && losesDigits(value, text)) {
            throw refusal("Expected a number that a " + type.typeName() + " holds to its last digit, found "
                    + Excerpt.of(text));
        }
        return value;
    }

    private @Nullable Object decodeKnowingTheReason(TextValue text) {
        try {
            return decoder.decode(text);
        } catch (UndecodableTextException undecodable) {
            throw refusal(String.valueOf(undecodable.getMessage()));
        }
    }

    /** Floating-point numbers take the nearest of what they are given; the shortest text of one says which that was. */
    private boolean losesDigits(Object value, TextValue text) {
        boolean floating = type.typeName().equals("real") || type.typeName().equals("double");
        return floating
                && !NonFiniteNumber.isWord(text)
                && new BigDecimal(value.toString()).compareTo(new BigDecimal(text.toString())) != 0;
    }

    private UndecodableTextException refusal(String problem) {
        return new UndecodableTextException(problem + "; it is a " + TypeText.of(found)
                + " in this result, but records keep the type " + TypeText.of(type)
                + ", as schema.change=freeze says: CAST it to that in the SQL, or set schema.change to evolve");
    }

    /**
     * The same for values that come typed: their text is decoded.
     *
     * @param found tells the text
     * @param kept decodes it
     */
    record OfValues(ValueDecoder found, TextDecoder kept) implements ValueDecoder {
        @Override
        public @Nullable Object decode(Object value) {
            return kept.decode(TextValue.of(found.text(value)));
        }

        @Override
        public String text(Object value) {
            return found.text(value);
        }
    }
}
