package io.github.athenaconnect.record;

import io.github.athenaconnect.type.Excerpt;

/** A value that a part of a record cannot be made of; {@link RecordFactory} adds the number of its row. */
final class UnusableValueException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnusableValueException(String message) {
        super(Excerpt.line(message));
    }
}
