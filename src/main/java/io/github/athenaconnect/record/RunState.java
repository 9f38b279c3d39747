package io.github.athenaconnect.record;

/** How a run ended, as the run log tells, or that it is to be tried again. */
public enum RunState {
    /** Every row was delivered. */
    DELIVERED,
    /** It could not be completed and is left behind. */
    SKIPPED,
    /** It could not be completed, and the task stops. */
    FAILED,
    /** An attempt has failed, and the next one waits for the budget of its query to begin anew. */
    WAITING
}
