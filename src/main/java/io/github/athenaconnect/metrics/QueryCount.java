package io.github.athenaconnect.metrics;

/** What is counted of a query, or of one shard of it, since its task started. */
public enum QueryCount implements Metric {
    /** Rows of results. */
    ROWS(
            "rows-total",
            "rows",
            "Rows read from results and handed to the worker, those that could not be records included."),
    /** Bytes of results. */
    BYTES_READ(
            "bytes-read-total",
            "bytes",
            "Size of these rows: of a CSV result its bytes, of an UNLOAD what its values take unpacked, of pages the length"
                    + " of their texts."),
    /** What is paid for. */
    BYTES_SCANNED(
            "bytes-scanned-total",
            "bytes",
            "Bytes that Athena scanned, which is what it charges for, counted when an execution ends, however it ends, and"
                    + " where `timeout` cancels it. An execution that ended while no task ran is not counted. Of a sharded query only shard"
                    + " 1 counts them, so that a sum over the shards is right."),
    /** Executions of this task. */
    EXECUTIONS_STARTED(
            "executions-started-total",
            "executions",
            "Executions that Athena took since the task started. Of a sharded query only shard 1 counts them."),
    /** Executions of an earlier task. */
    EXECUTIONS_REATTACHED(
            "executions-reattached-total",
            "executions",
            "Executions that were found again instead of started: under way or ended when the task started, or another"
                    + " shard's."),
    /** Executions without a result. */
    EXECUTIONS_FAILED(
            "executions-failed-total",
            "executions",
            "Executions that ended as FAILED or CANCELLED since the task started, those the connector cancelled itself"
                    + " included. Of a sharded query only shard 1 counts them."),
    /** Further attempts. */
    EXECUTIONS_RETRIED(
            "executions-retried-total",
            "executions",
            "Further attempts at a run, begun because an execution failed or its result was lost."),
    /** Calls that are made again. */
    CALLS_RETRIED(
            "calls-retried-total",
            "calls",
            "Calls to Athena and S3 that failed although they had been repeated, and were to be made again later."),
    /** Answers of AWS that ask for patience. */
    THROTTLES(
            "throttles-total",
            "answers",
            "Answers by which Athena or S3 refused a request for coming too fast, each repetition included."),
    /** Time that a quota costs. */
    QUOTA_WAIT(
            "quota-wait-ms-total",
            "milliseconds",
            "Time that calls to Athena waited for their turn, as all tasks of a worker share the account's quota."),
    /** Complete runs. */
    RUNS_DELIVERED("runs-delivered-total", "runs", "Runs all of whose rows were read and handed to the worker."),
    /** Runs left behind. */
    RUNS_SKIPPED(
            "runs-skipped-total", "runs", "Runs left behind, as `on.failure=skip` or `on.result.missing=skip` says."),
    /** Runs that stop the task. */
    RUNS_FAILED(
            "runs-failed-total",
            "runs",
            "Runs that could not be completed and stop the task, as `on.failure=fail` says. The metrics of the task go with"
                    + " it, so that the state of the task is what to watch."),
    /** Rows that are nowhere. */
    ROWS_SKIPPED("rows-skipped-total", "rows", "Rows left out because they could not be records (`errors.row=skip`)."),
    /** Rows that are elsewhere. */
    ROWS_DEAD_LETTERED(
            "rows-dead-lettered-total",
            "rows",
            "Rows written to the topic of dead letters because they could not be records (`errors.row=dead_letter`)."),
    /** Records that got lost behind the task. */
    RECORDS_DROPPED(
            "records-dropped-total",
            "records",
            "Records that the worker took and that did not get into a topic: dropped by a transformation or, with"
                    + " `errors.tolerance=all`, not convertible or refused by the broker. Nothing else tells of the latter.");

    private final String metricName;
    private final String unit;
    private final String meaning;

    QueryCount(String metricName, String unit, String meaning) {
        this.metricName = metricName;
        this.unit = unit;
        this.meaning = meaning;
    }

    @Override
    public MetricForm form() {
        return MetricForm.counter(metricName, unit, meaning);
    }
}
