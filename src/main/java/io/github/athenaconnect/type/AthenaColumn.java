package io.github.athenaconnect.type;

/**
 * One column as Athena reports it in {@code ColumnInfo}: its label and its type, not yet understood.
 *
 * @param name the label, in the casing the query wrote; {@code _col0} and so on where the query gave none
 * @param typeName Athena's name of the type without parameters, such as {@code decimal} or {@code timestamp with time
 *     zone}
 * @param precision digits of a decimal, length of a varchar; meaningless for other types
 * @param scale fraction digits of a decimal; meaningless for other types
 */
public record AthenaColumn(String name, String typeName, int precision, int scale) {}
