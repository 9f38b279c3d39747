package io.github.athenaconnect.record;

/** A key column that the result does not have. */
public final class UnknownKeyColumnException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnknownKeyColumnException(String message) {
        super(message);
    }
}
