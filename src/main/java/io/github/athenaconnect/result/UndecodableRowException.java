package io.github.athenaconnect.result;

/**
 * A row with a value that its column's type cannot hold; the message names row, column, the text (shortened) and the key
 * that changes it.
 */
public final class UndecodableRowException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UndecodableRowException(String message, Throwable cause) {
        super(message, cause);
    }
}
