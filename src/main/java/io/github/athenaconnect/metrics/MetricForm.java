package io.github.athenaconnect.metrics;

/**
 * How a metric is called and what it means: what a user reads of it.
 *
 * @param name in Kafka's style: words in lower case joined by hyphens, {@code -total} at the end of what only grows
 * @param kind how its values behave
 * @param unit of its values
 * @param meaning in sentences
 * @param since the version of the connector that had it first
 */
public record MetricForm(String name, Kind kind, String unit, String meaning, String since) {
    private static final String FIRST_VERSION = "0.1.0";

    /** How the values of a metric behave. */
    public enum Kind {
        /** A whole number that begins with 0 when a task starts, and only grows. */
        COUNTER,
        /** A number that goes up and down; NaN while there is none. */
        GAUGE,
        /** A word. */
        TEXT
    }

    /** A number that only grows. */
    static MetricForm counter(String name, String unit, String meaning) {
        return new MetricForm(name, Kind.COUNTER, unit, meaning, FIRST_VERSION);
    }

    /** A number that goes up and down. */
    static MetricForm gauge(String name, String unit, String meaning) {
        return new MetricForm(name, Kind.GAUGE, unit, meaning, FIRST_VERSION);
    }

    /** A word. */
    static MetricForm text(String name, String meaning) {
        return new MetricForm(name, Kind.TEXT, "", meaning, FIRST_VERSION);
    }
}
