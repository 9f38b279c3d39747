package io.github.athenaconnect.flow;

/**
 * A query that cannot go on; what was to be said of its run is said, and now the task is told.
 *
 * @param message complete for the user
 */
record Stopped(String message) implements Phase {
    @Override
    public Step advance() {
        throw new QueryStoppedException(message, null);
    }

    @Override
    public String subject() {
        return "after a failure";
    }
}
