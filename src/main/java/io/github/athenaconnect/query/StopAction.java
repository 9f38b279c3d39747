package io.github.athenaconnect.query;

/** What becomes of the executions that are under way when a task stops. */
public enum StopAction {
    /** They run on, to be found again by the next start. */
    LEAVE,
    /** They are cancelled; the next start begins another attempt. */
    CANCEL
}
