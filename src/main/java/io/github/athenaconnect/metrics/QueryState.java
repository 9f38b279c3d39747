package io.github.athenaconnect.metrics;

import java.util.Locale;

/** What a query is doing. The numbers are a public interface, and their order is that of a run. */
public enum QueryState {
    /** No run is under way: the next one is not due yet. */
    WAITING(0, "waits for its next run"),
    /** A run is due, but nothing may be scanned. */
    AWAITING_BUDGET(1, "has a run due and waits for its scan budget to begin anew"),
    /** An execution is about to be started or found. */
    STARTING(2, "asks Athena for an execution, or waits for the next attempt at one or for the account's quota"),
    /** Athena works on the execution. */
    EXECUTING(3, "has an execution under way, or looks it up again"),
    /** The result is there, but not open. */
    OPENING(4, "waits for its turn to read its result, as a task has a limit of open ones"),
    /** Rows are read. */
    READING(5, "reads its result"),
    /** The schedule has ended. */
    FINISHED(6, "has ended, as no further run will be due"),
    /** A failure that stops the task. */
    STOPPED(7, "cannot go on and is about to stop the task");

    private final int code;
    private final String meaning;

    QueryState(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    /** The number that stands for it. */
    public int code() {
        return code;
    }

    /** What a query in it does, as the rest of a sentence about the query. */
    public String meaning() {
        return meaning;
    }

    /** The word that stands for it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
