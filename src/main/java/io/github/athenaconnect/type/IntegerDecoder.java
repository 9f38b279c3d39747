package io.github.athenaconnect.type;

import java.util.function.LongFunction;

/**
 * Decodes whole numbers of a range.
 *
 * @param type what the number is, with its article
 * @param minimum the least number, negative
 * @param maximum the greatest number
 * @param boxing makes the schema's Java type of a number in the range
 */
record IntegerDecoder(String type, long minimum, long maximum, LongFunction<Object> boxing) implements TextDecoder {
    static final IntegerDecoder TINYINT =
            new IntegerDecoder("a tinyint", Byte.MIN_VALUE, Byte.MAX_VALUE, number -> (byte) number);
    static final IntegerDecoder SMALLINT =
            new IntegerDecoder("a smallint", Short.MIN_VALUE, Short.MAX_VALUE, number -> (short) number);
    static final IntegerDecoder INTEGER =
            new IntegerDecoder("an integer", Integer.MIN_VALUE, Integer.MAX_VALUE, number -> (int) number);
    static final IntegerDecoder BIGINT =
            new IntegerDecoder("a bigint", Long.MIN_VALUE, Long.MAX_VALUE, number -> number);

    @Override
    public Object decode(TextValue text) {
        boolean negative = text.length() > 0 && text.byteAt(0) == '-';
        int first = negative ? 1 : 0;
        if (first == text.length()) {
            throw refusal(text);
        }
        // Kept negative, because the least long has no positive counterpart.
        long number = 0;
        for (int index = first; index < text.length(); index++) {
            int digit = text.byteAt(index) - '0';
            if (digit < 0 || digit > 9 || number < Long.MIN_VALUE / 10 || number * 10 < Long.MIN_VALUE + digit) {
                throw refusal(text);
            }
            number = number * 10 - digit;
        }
        if (number < (negative ? minimum : -maximum)) {
            throw refusal(text);
        }
        return boxing.apply(negative ? number : -number);
    }

    private UndecodableTextException refusal(TextValue text) {
        return UndecodableTextException.of(type + " (a whole number from " + minimum + " to " + maximum + ")", text);
    }
}
