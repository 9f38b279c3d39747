package io.github.athenaconnect.type;

/** Decodes {@code real}; a number beyond its range is refused instead of becoming infinite or zero. */
final class RealDecoder implements TextDecoder {
    private static final String EXPECTED = "a real (a number such as 0.25 or 1.0E10, NaN or Infinity)";
    private static final String EXPECTED_RANGE = "a real (an amount from 1.4E-45 to 3.4028235E38, or 0)";

    private static final float[] POWERS_OF_TEN = {1e0f, 1e1f, 1e2f, 1e3f, 1e4f, 1e5f, 1e6f, 1e7f, 1e8f, 1e9f, 1e10f};
    private static final long GREATEST_EXACT = 1L << 24;

    @Override
    public Object decode(TextValue text) {
        if (NonFiniteNumber.isWord(text)) {
            return (float) NonFiniteNumber.of(text, EXPECTED);
        }
        ScientificNumber number = ScientificNumber.of(new TextCursor(text, EXPECTED));
        // As with doubles: exact operands, one rounding. Going through a double would round twice.
        float value = number.isWithin(GREATEST_EXACT, POWERS_OF_TEN.length - 1)
                ? scaled(number)
                : Float.parseFloat(text.toString());
        if (Float.isInfinite(value) || (value == 0 && !number.isZero())) {
            throw UndecodableTextException.of(EXPECTED_RANGE, text);
        }
        return value;
    }

    private static float scaled(ScientificNumber number) {
        float digits = number.negative() ? -(float) number.digits() : number.digits();
        int exponent = number.exponent();
        return exponent < 0 ? digits / POWERS_OF_TEN[-exponent] : digits * POWERS_OF_TEN[exponent];
    }
}
