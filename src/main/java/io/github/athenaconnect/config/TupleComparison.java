package io.github.athenaconnect.config;

import io.github.athenaconnect.watermark.Watermark;
import java.util.List;

/**
 * The condition that rows lie after a watermark.
 *
 * <p>Spelt out column by column: a comparison of rows as a whole fails in Athena where one of them holds a NULL.
 */
final class TupleComparison {
    private TupleComparison() {}

    /** {@code "a" > ${watermark.a} OR ("a" = ${watermark.a} AND ("b" > ${watermark.b}))}, or shorter for one column. */
    static String after(List<String> columns) {
        String column = columns.get(0);
        String name = '"' + column.replace("\"", "\"\"") + '"';
        String value = "${" + Watermark.placeholder(column) + "}";
        String later = name + " > " + value;
        return columns.size() == 1
                ? later
                : later + " OR (" + name + " = " + value + " AND (" + after(columns.subList(1, columns.size())) + "))";
    }
}
