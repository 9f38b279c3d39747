package io.github.athenaconnect.failure;

/** What follows from a failed execution. */
public enum Verdict {
    /** The failure is Athena's and passing: the run gets a further attempt, which is a new execution. */
    RETRY_RUN,
    /** Somebody has to mend something outside the query: the task stops, and its restart tries again. */
    STOP_UNTIL_RESTART,
    /**
     * The same statement would cost the same and fail the same: the task stops, and a restart does not pay again; a
     * changed statement does.
     */
    STOP_UNTIL_CHANGE
}
