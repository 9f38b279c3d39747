package io.github.athenaconnect.fault;

/** How often something goes wrong once it has begun to. */
public enum Frequency {
    ONCE("once"),
    /** In between enough gets through for a row, and for what has to be read anew before it. */
    EVERY_FORTIETH_TIME("every 40th time"),
    /** Shorter than the connector's patience. */
    FOR_A_WHILE("for a while"),
    /** Until the task has failed, or the run has ended. */
    FOR_EVER("for ever");

    private final String words;

    Frequency(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }
}
