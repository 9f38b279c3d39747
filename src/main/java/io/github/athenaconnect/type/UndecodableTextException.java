package io.github.athenaconnect.type;

/**
 * A text that is not a value of its column's type, or not one the chosen mode can hold without loss.
 *
 * <p>The message says what was expected, what was found and which key changes it; whoever knows them adds row, column,
 * query and execution.
 */
public final class UndecodableTextException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UndecodableTextException(String message) {
        super(message);
    }
}
