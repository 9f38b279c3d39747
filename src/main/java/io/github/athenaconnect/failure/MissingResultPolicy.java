package io.github.athenaconnect.failure;

/** What follows when the result that an offset points at is gone, or is another. */
public enum MissingResultPolicy {
    /** Its run is started again, and all of its rows are delivered. */
    RERUN,
    /** The task stops. */
    FAIL,
    /** The next run follows; the rest of the rows is lost. */
    SKIP
}
