package io.github.athenaconnect.metrics;

/** One number, or text, that is shown. Its name is a public interface. */
public sealed interface Metric permits QueryCount, QueryGauge, TaskGauge {
    /** How it is called and what it means. */
    MetricForm form();
}
