package io.github.athenaconnect.type;

/**
 * What Athena's {@code timestamp} types become: the configuration key {@code timestamp.mode}.
 *
 * <p>In every mode but {@link #STRING} a timestamp without a zone is taken as UTC, one with a zone becomes its instant, and
 * what the mode cannot hold is refused. Zeros at the end of a fraction are not digits to lose.
 */
public enum TimestampMode {
    /** Connect's {@code Timestamp}; digits finer than a millisecond are refused. */
    MILLIS,
    /** An {@code INT64} of microseconds since the epoch; finer digits are refused. */
    MICROS,
    /** An {@code INT64} of nanoseconds since the epoch, from 1677 to 2262; finer digits are refused. */
    NANOS,
    /** The text Athena wrote, zone included. */
    STRING,
    /** Connect's {@code Timestamp}; digits finer than a millisecond are cut off, as the user asked. */
    MILLIS_TRUNCATED
}
