package io.github.athenaconnect.type;

/** What an Athena {@code decimal(p,s)} becomes: the configuration key {@code decimal.mode}. */
public enum DecimalMode {
    /** Connect's {@code Decimal} with the column's scale; exact. */
    DECIMAL,
    /** The text Athena wrote; exact, readable by every consumer. */
    STRING,
    /** A {@code FLOAT64}; digits beyond a double's precision are lost, as the user asked. */
    DOUBLE,
    /**
     * The smallest of {@code INT8} to {@code INT64} for up to 18 digits without a fraction, {@code FLOAT64} for up to 15
     * digits with one, which it gives back unchanged, and {@link #DECIMAL} for whatever neither holds.
     */
    BEST_FIT
}
