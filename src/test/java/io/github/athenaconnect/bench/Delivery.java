package io.github.athenaconnect.bench;

/**
 * How a topic filled.
 *
 * @param rows in the steady part, without its beginning
 * @param nanos that those took
 */
record Delivery(long rows, long nanos) {
    double rowsPerSecond() {
        return rows * 1e9 / nanos;
    }
}
