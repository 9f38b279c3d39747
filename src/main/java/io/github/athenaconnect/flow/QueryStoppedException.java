package io.github.athenaconnect.flow;

import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;

/** A query that cannot go on without somebody's help; its message is complete for the user. Nothing is lost. */
public final class QueryStoppedException extends ConnectException {
    private static final long serialVersionUID = 1L;

    QueryStoppedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
