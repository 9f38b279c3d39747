package io.github.athenaconnect.failure;

/** What follows when a run cannot be completed, after the last attempt. */
public enum FailurePolicy {
    /** The task stops. */
    FAIL,
    /** The next run follows. */
    SKIP
}
