package io.github.athenaconnect.query;

import java.time.Duration;

/** A delay that tells queries apart, so that those of one schedule do not all start at once. */
public final class Jitter {
    private static final int HEX = 16;
    private static final int DIGITS_OF_LONG = 16;

    private Jitter() {}

    /**
     * The delay of a query: the same after every restart, on every worker and in every release.
     *
     * @param limit what the delay stays below, in whole milliseconds; zero for no delay
     */
    public static Duration of(String connector, String query, Duration limit) {
        if (limit.isZero()) {
            return Duration.ZERO;
        }
        String digest = new Digest().add("jitter").add(connector).add(query).hex();
        long number = Long.parseUnsignedLong(digest.substring(0, DIGITS_OF_LONG), HEX);
        return Duration.ofMillis(Long.remainderUnsigned(number, limit.toMillis()));
    }
}
