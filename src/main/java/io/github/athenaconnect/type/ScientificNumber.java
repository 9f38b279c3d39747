package io.github.athenaconnect.type;

/**
 * A finite number as text, taken apart: its amount is {@code digits} times ten to the power of {@code exponent}.
 *
 * @param digits the digits without point and leading zeros; {@link #TOO_MANY_DIGITS} where a long cannot hold them
 */
record ScientificNumber(boolean negative, long digits, int exponent) {
    static final long TOO_MANY_DIGITS = Long.MAX_VALUE;
    private static final long ROOM_FOR_ANOTHER_DIGIT = 100_000_000_000_000_000L;
    private static final int MAXIMUM_EXPONENT_DIGITS = 6;

    /** Reads the whole text: sign, digits, perhaps a point with digits, perhaps an E with a whole number. */
    static ScientificNumber of(TextCursor cursor) {
        boolean negative = readSign(cursor);
        long digits = readDigits(cursor, 0);
        int fractionDigits = 0;
        if (cursor.skip('.')) {
            int point = cursor.position();
            digits = readDigits(cursor, digits);
            fractionDigits = cursor.position() - point;
        }
        int exponent = cursor.skip('E') || cursor.skip('e') ? readExponent(cursor) : 0;
        cursor.requireEnd();
        return new ScientificNumber(negative, digits, exponent - fractionDigits);
    }

    boolean isZero() {
        return digits == 0;
    }

    /** Whether neither the digits nor the power of ten go beyond these. */
    boolean isWithin(long greatestDigits, int greatestExponent) {
        return digits <= greatestDigits && Math.abs(exponent) <= greatestExponent;
    }

    private static boolean readSign(TextCursor cursor) {
        boolean negative = cursor.skip('-');
        if (!negative) {
            cursor.skip('+');
        }
        return negative;
    }

    private static long readDigits(TextCursor cursor, long before) {
        long digits = before;
        do {
            int digit = cursor.digit();
            digits = digits < ROOM_FOR_ANOTHER_DIGIT ? digits * 10 + digit : TOO_MANY_DIGITS;
        } while (cursor.atDigit());
        return digits;
    }

    private static int readExponent(TextCursor cursor) {
        boolean negative = readSign(cursor);
        int exponent = (int) cursor.digits(1, MAXIMUM_EXPONENT_DIGITS);
        return negative ? -exponent : exponent;
    }
}
