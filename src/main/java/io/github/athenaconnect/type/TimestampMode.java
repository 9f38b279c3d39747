package io.github.athenaconnect.type;

/** What Athena's {@code timestamp} types become: the configuration key {@code timestamp.mode}. */
public enum TimestampMode {
    /** Connect's {@code Timestamp}; a value with digits finer than a millisecond is refused, never shortened. */
    MILLIS,
    /** An {@code INT64} of microseconds since the epoch. */
    MICROS,
    /** An {@code INT64} of nanoseconds since the epoch, which ends in the year 2262. */
    NANOS,
    /** The text Athena wrote, zone included. */
    STRING,
    /** Connect's {@code Timestamp}; finer digits are cut off, as the user asked. */
    MILLIS_TRUNCATED
}
