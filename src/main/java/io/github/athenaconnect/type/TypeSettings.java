package io.github.athenaconnect.type;

/**
 * How a query wants its types mapped.
 *
 * @param schemaName the Connect schema name of the row
 */
public record TypeSettings(String schemaName, DecimalMode decimalMode, TimestampMode timestampMode) {}
