package io.github.athenaconnect.result;

/** The form in which an execution leaves its result: the configuration key {@code result.format}. */
public enum ResultFormat {
    /** The one CSV object Athena writes for every SELECT. */
    CSV,
    /** Parquet files, which Athena writes when the statement is wrapped in an UNLOAD. */
    UNLOAD
}
