package io.github.athenaconnect.result;

/** The way in which a result is read: the configuration key {@code result.format}. */
public enum ResultFormat {
    /** {@link #CSV} where that can be read, {@link #API} where it cannot. */
    AUTO(true),
    /** The one CSV object Athena writes for every SELECT. */
    CSV(false),
    /** Parquet files, which Athena writes when the statement is wrapped in an UNLOAD. */
    UNLOAD(false),
    /** Pages that Athena hands out itself, whatever the form in which it keeps the result. */
    API(true);

    private final boolean readsAnyResult;

    ResultFormat(boolean readsAnyResult) {
        this.readsAnyResult = readsAnyResult;
    }

    /** Whether it reads results that are no object in S3 as well, or none that can be read there. */
    public boolean readsAnyResult() {
        return readsAnyResult;
    }
}
