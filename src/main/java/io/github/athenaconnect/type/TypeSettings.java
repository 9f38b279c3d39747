package io.github.athenaconnect.type;

/**
 * How a query wants its types mapped.
 *
 * @param schemaName the Connect schema name of the row, as {@code fieldNames} has it
 * @param decimalMode what decimals become
 * @param timestampMode what timestamps become, those with a time zone too
 * @param fieldNames how labels become names of fields
 * @param athenaTypes whether fields tell their Athena type
 */
public record TypeSettings(
        String schemaName,
        DecimalMode decimalMode,
        TimestampMode timestampMode,
        FieldNames fieldNames,
        AthenaTypeParameter athenaTypes) {
    public TypeSettings {
        schemaName = fieldNames.ofSchema(schemaName);
    }

    /** Names as they are, and no Athena types. */
    public TypeSettings(String schemaName, DecimalMode decimalMode, TimestampMode timestampMode) {
        this(schemaName, decimalMode, timestampMode, FieldNames.AS_IS, AthenaTypeParameter.OMITTED);
    }
}
