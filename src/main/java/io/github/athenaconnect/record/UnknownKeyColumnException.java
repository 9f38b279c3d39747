package io.github.athenaconnect.record;

/** Key columns that are not as many columns of the result. */
public final class UnknownKeyColumnException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnknownKeyColumnException(String message) {
        super(message);
    }
}
