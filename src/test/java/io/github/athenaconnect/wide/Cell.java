package io.github.athenaconnect.wide;

import org.jspecify.annotations.Nullable;

/**
 * One value of the table.
 *
 * @param sql the expression that makes it, the same for every engine
 * @param plain what a record has to hold for it, in the form of {@link PlainValue}; null for NULL
 */
public record Cell(String sql, @Nullable Object plain) {
    /** NULL of any type. */
    public static final Cell NULL = new Cell("NULL", null);

    /** A value that its type's name and a text make. */
    static Cell cast(String type, Object text, Object plain) {
        return new Cell("CAST(" + quoted(text) + " AS " + type + ")", plain);
    }

    /** A value whose text is the same in SQL and in the result. */
    static Cell literal(String type, String text) {
        return new Cell(type + " " + quoted(text), text);
    }

    static String quoted(Object text) {
        return "'" + text.toString().replace("'", "''") + "'";
    }
}
