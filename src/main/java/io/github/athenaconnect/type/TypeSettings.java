package io.github.athenaconnect.type;

import java.util.List;

/**
 * How a query wants its types mapped.
 *
 * @param schemaName the Connect schema name of the row, as {@code fieldNames} has it
 * @param decimalMode what decimals become
 * @param timestampMode what timestamps become, those with a time zone too
 * @param fieldNames how labels become names of fields
 * @param athenaTypes whether fields tell their Athena type
 * @param nestedTypes the types of columns that come as text and have parts
 */
public record TypeSettings(
        String schemaName,
        DecimalMode decimalMode,
        TimestampMode timestampMode,
        FieldNames fieldNames,
        AthenaTypeParameter athenaTypes,
        DeclaredTypes nestedTypes) {
    public TypeSettings {
        schemaName = fieldNames.ofSchema(schemaName);
    }

    /** With nothing declared. */
    public TypeSettings(
            String schemaName,
            DecimalMode decimalMode,
            TimestampMode timestampMode,
            FieldNames fieldNames,
            AthenaTypeParameter athenaTypes) {
        this(schemaName, decimalMode, timestampMode, fieldNames, athenaTypes, DeclaredTypes.NONE);
    }

    /** Names as they are, no Athena types, and nothing declared. */
    public TypeSettings(String schemaName, DecimalMode decimalMode, TimestampMode timestampMode) {
        this(schemaName, decimalMode, timestampMode, FieldNames.AS_IS, AthenaTypeParameter.OMITTED, DeclaredTypes.NONE);
    }

    /** The same, with no type declared for other columns than these. */
    TypeSettings declaringOnly(List<String> columns) {
        return new TypeSettings(
                schemaName, decimalMode, timestampMode, fieldNames, athenaTypes, nestedTypes.only(columns));
    }
}
