package io.github.athenaconnect.flow;

import io.github.athenaconnect.metrics.QueryState;
import java.util.Optional;

/**
 * A query that cannot go on; what was to be said of its run is said, and now the task is told.
 *
 * @param message complete for the user
 * @param cause what was thrown, where the message does not tell all of it
 */
record Stopped(String message, Optional<RuntimeException> cause) implements Phase {
    @Override
    public Step advance() {
        throw new QueryStoppedException(message, cause.orElse(null));
    }

    @Override
    public QueryState state() {
        return QueryState.STOPPED;
    }

    @Override
    public String subject() {
        return "after a failure";
    }
}
