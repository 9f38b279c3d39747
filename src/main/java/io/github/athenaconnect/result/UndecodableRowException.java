package io.github.athenaconnect.result;

import io.github.athenaconnect.type.Excerpt;

/**
 * A row with a value that its column's type cannot hold; the message names row, column, the text (shortened) and the key
 * that changes it. The rows behind it are not affected.
 */
public final class UndecodableRowException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String column;

    /** Blames {@code column}, by its name in the result. */
    public UndecodableRowException(String message, String column, Throwable cause) {
        super(Excerpt.line(message), cause);
        this.column = column;
    }

    /** The column that has the value, by its name in the result; the first of several. */
    public String column() {
        return column;
    }
}
