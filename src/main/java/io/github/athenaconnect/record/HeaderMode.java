package io.github.athenaconnect.record;

/** Which headers the records of a query get. */
public enum HeaderMode {
    /** None. */
    NONE,
    /** Where the row comes from: query, execution, run, number of the row. */
    PROVENANCE
}
