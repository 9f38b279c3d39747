package io.github.athenaconnect.type;

/**
 * A time of day, to the picosecond Athena's engine knows.
 *
 * @param second seconds since midnight, 0 to 86,399
 * @param picos picoseconds since that second
 */
record ClockTime(int second, long picos) {
    static final long PICOS_PER_SECOND = 1_000_000_000_000L;
    private static final int MAXIMUM_FRACTION_DIGITS = 12;

    /** Reads {@code HH:mm:ss} and, after a point, 1 to 12 fraction digits if there are any. */
    static ClockTime read(TextCursor cursor) {
        int hour = readBelow(24, cursor);
        cursor.require(':');
        int minute = readBelow(60, cursor);
        cursor.require(':');
        int second = readBelow(60, cursor);
        long picos = cursor.skip('.') ? readPicos(cursor) : 0;
        return new ClockTime((hour * 60 + minute) * 60 + second, picos);
    }

    private static int readBelow(int bound, TextCursor cursor) {
        int number = (int) cursor.digits(2, 2);
        if (number >= bound) {
            throw cursor.mismatch();
        }
        return number;
    }

    private static long readPicos(TextCursor cursor) {
        int point = cursor.position();
        long fraction = cursor.digits(1, MAXIMUM_FRACTION_DIGITS);
        int missing = MAXIMUM_FRACTION_DIGITS - (cursor.position() - point);
        return fraction * PowersOfTen.of(missing);
    }
}
