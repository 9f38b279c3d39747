package io.github.athenaconnect.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** What is shown of a query, or of one shard of it, as it is at the moment. */
public enum QueryGauge implements Metric {
    /** The number of its state. */
    STATE("state", "", "What the query is doing, as a number: see the table of states."),
    /** The word of its state. */
    STATE_NAME("state-name", "", "The same as a word."),
    /** Rows of the result that is being read. */
    READ_ROWS("read-rows", "rows", "Rows read so far of the result that is being read; 0 while none is."),
    /** Bytes of the result that is being read. */
    READ_BYTES("read-bytes", "bytes", "Bytes read so far of the result that is being read; 0 while none is."),
    /** Size of the result that is being read. */
    READ_TOTAL_BYTES(
            "read-total-bytes",
            "bytes",
            "Size of the result that is being read. NaN while none is, and for results of an UNLOAD or in pages, whose size in"
                    + " this measure is not known before their end."),
    /** For how long nothing was delivered. */
    LAST_SUCCESS(
            "last-success-seconds-ago",
            "seconds",
            "Time since a run was delivered, or since the task started if none has been. A run without rows counts."),
    /** How far behind its schedule it is. */
    LAG(
            "run-lag",
            "runs",
            "Runs that are due and not finished, the one under way included. Where missed runs are made up for by the latest"
                    + " only, at most two. Counted up to 1,000."),
    /** When it goes on, as a point in time. */
    NEXT_RUN_TIMESTAMP(
            "next-run-timestamp-seconds",
            "seconds since 1970",
            "When the next run starts that is not under way. NaN if none will follow."),
    /** When it goes on, from now. */
    NEXT_RUN_IN(
            "next-run-in-seconds",
            "seconds",
            "Time until then; negative by how long it is overdue, as while an earlier run takes longer. NaN if none will"
                    + " follow."),
    /** What may be scanned. */
    SCAN_BUDGET(
            "scan-budget-bytes", "bytes", "What the query may have scanned in a period. NaN if that is not limited."),
    /** What may still be scanned. */
    SCAN_BUDGET_LEFT(
            "scan-budget-left-bytes", "bytes", "What of it is left in the present period. NaN if that is not limited.");

    private final String metricName;
    private final String unit;
    private final String meaning;

    QueryGauge(String metricName, String unit, String meaning) {
        this.metricName = metricName;
        this.unit = unit;
        this.meaning = meaning;
    }

    @Override
    public MetricForm form() {
        return this == STATE_NAME ? MetricForm.text(metricName, meaning) : MetricForm.gauge(metricName, unit, meaning);
    }

    /** Its value now: a Number or, of a text, a String. */
    Object of(QueryView view) {
        return switch (this) {
            case STATE -> view.state().code();
            case STATE_NAME -> view.state().word();
            case READ_ROWS -> view.reading().rows();
            case READ_BYTES -> view.reading().bytes();
            case READ_TOTAL_BYTES -> known(view.reading().total());
            case LAST_SUCCESS -> seconds(view.sinceSuccess());
            case LAG -> view.lag();
            case NEXT_RUN_TIMESTAMP ->
                view.nextRun()
                        .map(next -> seconds(Duration.between(Instant.EPOCH, next)))
                        .orElse(Double.NaN);
            case NEXT_RUN_IN ->
                view.nextRun()
                        .map(next -> seconds(Duration.between(view.now(), next)))
                        .orElse(Double.NaN);
            case SCAN_BUDGET -> known(view.budget().map(Budget::limit));
            case SCAN_BUDGET_LEFT -> known(view.budget().map(Budget::left));
        };
    }

    private static double known(OptionalLong number) {
        return number.isPresent() ? number.getAsLong() : Double.NaN;
    }

    private static double known(Optional<Long> number) {
        return number.map(Long::doubleValue).orElse(Double.NaN);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
