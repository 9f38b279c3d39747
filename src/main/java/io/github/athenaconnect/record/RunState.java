package io.github.athenaconnect.record;

/** How a run ended, as the run log tells. */
public enum RunState {
    /** Every row was delivered. */
    DELIVERED,
    /** It could not be completed and is left behind. */
    SKIPPED,
    /** It could not be completed, and the task stops. */
    FAILED
}
