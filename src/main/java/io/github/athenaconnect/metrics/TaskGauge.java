package io.github.athenaconnect.metrics;

/** What is shown of a task, as it is at the moment. */
public enum TaskGauge implements Metric {
    /** Its share of the connector's queries. */
    QUERIES("queries", "queries", "Queries that the task runs; each shard of a query is one."),
    /** What waits for the worker, in records. */
    BUFFERED_RECORDS("buffered-records", "records", "Records that were read and that the worker has not taken yet."),
    /** What waits for the worker, in bytes. */
    BUFFERED_BYTES("buffered-bytes", "bytes", "Their size in their results, of which `buffer.max.bytes` is the limit."),
    /** Results under way. */
    OPEN_RESULTS("open-results", "results", "Results that are open, of which a task has at most 64."),
    /** Threads under way. */
    BUSY_THREADS(
            "busy-threads",
            "threads",
            "Threads that take a step of a query at the moment: ask Athena, or read rows. At most 16; 4 with"
                    + " `transaction.boundary=connector`.");

    private final String metricName;
    private final String unit;
    private final String meaning;

    TaskGauge(String metricName, String unit, String meaning) {
        this.metricName = metricName;
        this.unit = unit;
        this.meaning = meaning;
    }

    @Override
    public MetricForm form() {
        return MetricForm.gauge(metricName, unit, meaning);
    }

    /** Its value now. */
    Object of(TaskView view) {
        return switch (this) {
            case QUERIES -> view.queries();
            case BUFFERED_RECORDS -> view.bufferedRecords();
            case BUFFERED_BYTES -> view.bufferedBytes();
            case OPEN_RESULTS -> view.openResults();
            case BUSY_THREADS -> view.busyThreads();
        };
    }
}
