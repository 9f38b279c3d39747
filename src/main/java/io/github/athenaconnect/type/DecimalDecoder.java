package io.github.athenaconnect.type;

import java.math.BigDecimal;

/**
 * Decodes {@code decimal(precision, scale)} exactly, as a {@link BigDecimal} of that scale.
 *
 * <p>Fewer fraction digits than the scale are filled up with zeros; more are refused unless they are zeros.
 */
record DecimalDecoder(int precision, int scale) implements TextDecoder {
    private static final int DIGITS_OF_A_LONG = 18;

    @Override
    public BigDecimal decode(TextValue text) {
        BigDecimal written = read(text);
        BigDecimal value = written.scale() == scale ? written : rescaled(written, text);
        if (value.precision() > precision) {
            throw refusal(text);
        }
        return value;
    }

    private BigDecimal read(TextValue text) {
        TextCursor cursor = new TextCursor(text, expected());
        boolean negative = cursor.skip('-');
        int start = cursor.position();
        long unscaled = readDigits(cursor, 0);
        int digits = cursor.position() - start;
        int fractionDigits = 0;
        if (cursor.skip('.')) {
            unscaled = readDigits(cursor, unscaled);
            fractionDigits = cursor.position() - start - digits - 1;
        }
        cursor.requireEnd();
        return digits + fractionDigits > DIGITS_OF_A_LONG
                ? new BigDecimal(text.toString())
                : BigDecimal.valueOf(negative ? -unscaled : unscaled, fractionDigits);
    }

    /** The number whose decimal digits are those before and the next ones; meaningless where a long is too short. */
    private static long readDigits(TextCursor cursor, long before) {
        long number = before;
        do {
            number = number * 10 + cursor.digit();
        } while (cursor.atDigit());
        return number;
    }

    private BigDecimal rescaled(BigDecimal written, TextValue text) {
        try {
            return written.setScale(scale);
        } catch (ArithmeticException moreDigits) {
            throw refusal(text);
        }
    }

    private UndecodableTextException refusal(TextValue text) {
        return UndecodableTextException.of(expected(), text);
    }

    private String expected() {
        return "a decimal(" + precision + "," + scale + ")";
    }
}
