package io.github.athenaconnect.type;

/** What an Athena {@code decimal(p,s)} becomes: the configuration key {@code decimal.mode}. */
public enum DecimalMode {
    /** Connect's {@code Decimal} with the column's scale; exact. */
    DECIMAL,
    /** The text Athena wrote; exact, readable by every consumer. */
    STRING,
    /** A {@code FLOAT64}; digits beyond a double's precision are lost, as the user asked. */
    DOUBLE,
    /** The smallest of {@code INT8} to {@code INT64} that holds a decimal without fraction, otherwise {@code FLOAT64}. */
    BEST_FIT
}
