package io.github.athenaconnect.config;

/** How far a configuration is checked before a connector is created: the values of {@code validation}. */
public enum ValidationLevel {
    /** What needs no network. Nothing can be left out of it, since a connector cannot start without it. */
    OFF,
    /** What needs no network. */
    CONFIG,
    /** Also the account: credentials, endpoints, workgroup, database and output location. */
    CONNECTION,
    /** Also each statement and the columns it gives. */
    QUERIES;

    /** Whether anything is asked of AWS. */
    public boolean asksAws() {
        return compareTo(CONNECTION) >= 0;
    }
}
