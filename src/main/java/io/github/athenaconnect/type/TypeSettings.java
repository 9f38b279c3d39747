package io.github.athenaconnect.type;

/**
 * How a query wants its types mapped.
 *
 * @param schemaName the Connect schema name of the row
 * @param decimalMode what decimals become
 * @param timestampMode what timestamps become, those with a time zone too
 */
public record TypeSettings(String schemaName, DecimalMode decimalMode, TimestampMode timestampMode) {}
