package io.github.athenaconnect.result;

/** How rows leave Athena: the configuration key {@code result.format}. */
public enum ResultFormat {
    /** The one CSV object that Athena writes for a SELECT. */
    CSV
}
