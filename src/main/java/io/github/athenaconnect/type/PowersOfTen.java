package io.github.athenaconnect.type;

/** The powers of ten that a long holds. */
final class PowersOfTen {
    private static final long[] POWERS = new long[19];

    static {
        POWERS[0] = 1;
        for (int exponent = 1; exponent < POWERS.length; exponent++) {
            POWERS[exponent] = POWERS[exponent - 1] * 10;
        }
    }

    private PowersOfTen() {}

    /** Ten to the power of {@code exponent}, 0 to 18. */
    static long of(int exponent) {
        return POWERS[exponent];
    }
}
