package io.github.athenaconnect.record;

/** What becomes of a row that cannot be a record. */
public enum RowErrorPolicy {
    /** Its run cannot be completed. */
    FAIL,
    /** It is left out and counted. */
    SKIP,
    /** A dead letter takes its place. */
    DEAD_LETTER
}
