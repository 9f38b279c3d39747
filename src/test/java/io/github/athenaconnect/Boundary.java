package io.github.athenaconnect;

/** When the worker makes records and offsets durable. */
enum Boundary {
    /** No exactly-once support: records as they come, offsets every now and then. */
    AT_LEAST_ONCE,
    /** {@code transaction.boundary=poll}. */
    POLL,
    /** {@code transaction.boundary=interval}. */
    INTERVAL,
    /** {@code transaction.boundary=connector}. */
    CONNECTOR;

    boolean exactlyOnce() {
        return this != AT_LEAST_ONCE;
    }
}
