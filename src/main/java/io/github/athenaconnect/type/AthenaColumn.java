package io.github.athenaconnect.type;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One column as Athena reports it in {@code ColumnInfo}: its label and its type, not yet understood.
 *
 * @param name the label, in the casing the query wrote; {@code _col0} and so on where the query gave none
 * @param typeName Athena's name of the type without parameters, such as {@code decimal} or {@code timestamp with time
 *     zone}
 * @param precision digits of a decimal, length of a varchar; meaningless for other types
 * @param scale fraction digits of a decimal; meaningless for other types
 */
public record AthenaColumn(String name, String typeName, int precision, int scale) {
    /** Of {@code timestamp(3) with time zone}, the {@code (3)}. */
    private static final Pattern PARAMETERS = Pattern.compile("\\s*[(<].*[)>]");

    /** The same under another name. */
    AthenaColumn named(String other) {
        return new AthenaColumn(other, typeName, precision, scale);
    }

    /** The type's name in lower case, without the parameters that Athena or an emulator of it may write into it. */
    public String plainTypeName() {
        return PARAMETERS
                .matcher(typeName.toLowerCase(Locale.ROOT))
                .replaceFirst("")
                .strip();
    }
}
