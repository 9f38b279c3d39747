package io.github.athenaconnect.flow;

import io.github.athenaconnect.type.ColumnChanges;

/** A result with other columns than the records before, under {@code schema.change=fail}. */
final class ChangedColumnsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The message is what has changed. */
    ChangedColumnsException(ColumnChanges changes) {
        super(changes.toString());
    }
}
