package io.github.athenaconnect.type;

import java.util.Locale;

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
    /** The same under another name. */
    AthenaColumn named(String other) {
        return new AthenaColumn(other, typeName, precision, scale);
    }

    /** The type's name in lower case, without the parameters that Athena or an emulator of it may write into it. */
    public String plainTypeName() {
        String name = typeName.toLowerCase(Locale.ROOT);
        int begin = earlier(name.indexOf('('), name.indexOf('<'));
        int end = Math.max(name.lastIndexOf(')'), name.lastIndexOf('>'));
        // Of "timestamp(3) with time zone", without the "(3)".
        return begin < 0 || end < begin
                ? name.strip()
                : (name.substring(0, begin).stripTrailing() + name.substring(end + 1)).strip();
    }

    private static int earlier(int one, int other) {
        return one < 0 || (other >= 0 && other < one) ? other : one;
    }
}
