package io.github.athenaconnect.type;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Columns that cannot become one record: names missing or used twice, a type whose parameters make no sense, or one that
 * was declared otherwise.
 *
 * <p>The message names every such column, by its place counted from 1 or by its name, and what to change; whoever knows
 * them adds query and execution. Repeating the run does not help.
 */
public final class UnusableColumnsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final @Nullable String key;

    /** Columns that only another statement mends. */
    public UnusableColumnsException(String message) {
        super(Excerpt.line(message));
        this.key = null;
    }

    /** Columns that a key does not fit, as it is written behind the query's name. */
    UnusableColumnsException(String key, String message) {
        super(Excerpt.line(message));
        this.key = key;
    }

    /** The key that does not fit; empty if the statement is to be changed. */
    public Optional<String> key() {
        return Optional.ofNullable(key);
    }
}
