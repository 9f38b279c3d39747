package io.github.athenaconnect.record;

/** A value that a part of a record cannot be made of; {@link RecordFactory} adds the number of its row. */
final class UnusableValueException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnusableValueException(String message) {
        super(message);
    }
}
