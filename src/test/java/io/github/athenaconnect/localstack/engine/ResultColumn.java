package io.github.athenaconnect.localstack.engine;

/**
 * One column of a result, with the values that Athena shows in {@code ColumnInfo}.
 *
 * @param label as the query wrote it; {@code _col0}, {@code _col1} ... by position where it gave none
 * @param type the name without parameters: {@code varchar}, {@code float} for a real, {@code decimal}, {@code
 *     timestamp with time zone}, {@code row}
 * @param precision boolean 0, tinyint 3, smallint 5, integer 10, bigint 19, float and double 17, varchar its length or
 *     2147483647, varbinary 1073741824, timestamp and time 3, decimal its own, others 0
 * @param scale of a decimal, otherwise 0
 */
public record ResultColumn(String label, String type, int precision, int scale) {}
