package io.github.athenaconnect.bench;

/**
 * What a network gives each connection.
 *
 * @param megabytesPerSecond of each connection, however many there are
 * @param millisToFirstByte of each answer
 */
record Link(int megabytesPerSecond, int millisToFirstByte) {
    /** When so many bytes may have left, in nanoseconds after the first. */
    long nanosFor(long bytes) {
        return bytes * 1000 / megabytesPerSecond;
    }

    long nanosToFirstByte() {
        return millisToFirstByte * 1_000_000L;
    }
}
