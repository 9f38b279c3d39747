package io.github.athenaconnect.failure;

/** What a changed statement does to the offset of its query. */
public enum QueryChangePolicy {
    /** What is being delivered is delivered to its end; the next run asks the new statement. */
    CONTINUE,
    /** The query begins as if it had never run. */
    RESTART,
    /** The task stops. */
    FAIL
}
