package io.github.athenaconnect.record;

import io.github.athenaconnect.type.Excerpt;

/**
 * A column that a key of the configuration wants a part of every record to be made of, and that the result does not have,
 * or has with a type that will not do. Repeating the run does not help.
 */
public final class UnfitColumnException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String key;

    UnfitColumnException(String key, String message) {
        super(Excerpt.line(message));
        this.key = key;
    }

    /** The key that names the column, as it is written behind the query's name. */
    public String key() {
        return key;
    }
}
