package io.github.athenaconnect.record;

/**
 * A row that cannot be a record as it was configured: without a key, topic or timestamp that it should have.
 *
 * <p>The message names the row, its column, what was found there and what to do; whoever knows them adds query and
 * execution. The rows behind it are not affected.
 */
public final class UnusableRowException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnusableRowException(long row, UnusableValueException cause) {
        super("row " + row + ": " + cause.getMessage(), cause);
    }
}
