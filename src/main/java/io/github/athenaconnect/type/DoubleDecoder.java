package io.github.athenaconnect.type;

/** Decodes {@code double}; a number beyond its range is refused instead of becoming infinite or zero. */
final class DoubleDecoder implements TextDecoder {
    private static final String EXPECTED = "a double (a number such as 0.25 or 1.0E10, NaN or Infinity)";
    private static final String EXPECTED_RANGE = "a double (an amount from 4.9E-324 to 1.7976931348623157E308, or 0)";

    private static final double[] POWERS_OF_TEN = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };
    private static final long GREATEST_EXACT = 1L << 53;

    @Override
    public Object decode(TextValue text) {
        if (NonFiniteNumber.isWord(text)) {
            return NonFiniteNumber.of(text, EXPECTED);
        }
        ScientificNumber number = ScientificNumber.of(new TextCursor(text, EXPECTED));
        // Digits and power are both exact doubles here, so that one operation rounds at most once: the JDK's own
        // answer.
        double value = number.isWithin(GREATEST_EXACT, POWERS_OF_TEN.length - 1)
                ? scaled(number)
                : Double.parseDouble(text.toString());
        if (Double.isInfinite(value) || (value == 0 && !number.isZero())) {
            throw UndecodableTextException.of(EXPECTED_RANGE, text);
        }
        return value;
    }

    private static double scaled(ScientificNumber number) {
        double digits = number.negative() ? -(double) number.digits() : number.digits();
        int exponent = number.exponent();
        return exponent < 0 ? digits / POWERS_OF_TEN[-exponent] : digits * POWERS_OF_TEN[exponent];
    }
}
