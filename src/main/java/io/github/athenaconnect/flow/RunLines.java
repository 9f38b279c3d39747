package io.github.athenaconnect.flow;

import io.github.athenaconnect.query.Execution;
import io.github.athenaconnect.record.FinishedRun;
import io.github.athenaconnect.record.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the log has of the runs of a query: a line now and then while one takes long, and one for its end.
 *
 * <p>Mutable: it knows since when something lasts. For one thread at a time.
 */
final class RunLines {
    private static final Logger log = LoggerFactory.getLogger(RunLines.class);

    private final QueryFlow flow;
    private final Reminder reminder = new Reminder();

    /** The execution whose result is being read, since when, and behind which row. */
    private String reading = "";

    private Instant opened = Instant.MAX;
    private long before;

    RunLines(QueryFlow flow) {
        this.flow = flow;
    }

    /** An execution is waited for. */
    void begin() {
        reminder.begin(now());
    }

    /** It has not ended. */
    void executing(OpenRun run, Execution execution) {
        if (reminder.isDue(now())) {
            log.info(
                    "{}: still executing, {} s in Athena's queue and {} s at work; {} bytes scanned so far.",
                    flow.about(run.label()),
                    execution.queueMillis() / 1000.0,
                    execution.engineMillis() / 1000.0,
                    execution.scannedBytes());
        }
    }

    /** Its result is open; again if reading it broke off. */
    void opened(Execution execution, Progress from) {
        if (!execution.id().equals(reading)) {
            reading = execution.id();
            opened = now();
            before = from.position().rowOfResult();
            reminder.begin(opened);
        }
    }

    /** Rows of it were read. */
    void reading(OpenRun run, Progress progress, OptionalLong total) {
        if (reminder.isDue(now())) {
            log.info(
                    "{}: still reading, {} rows in {}, {} a second.",
                    flow.about(run.label()),
                    progress.position().rowOfResult(),
                    bytes(progress.position().bytes(), total),
                    rate(progress.position().rowOfResult()));
        }
    }

    private static String bytes(long read, OptionalLong total) {
        return total.isPresent() ? read + " of " + total.getAsLong() + " bytes" : read + " bytes";
    }

    private long rate(long rows) {
        return (rows - before) * 1000 / Math.max(1, readFor().toMillis());
    }

    /**
     * It has ended, or waits to be tried again.
     *
     * @param farewell what is to be said of its rows, from a blank on
     */
    void ended(OpenRun run, FinishedRun finished, String farewell) {
        log.info(
                "{}: {} {} rows of {} bytes, read in {} s; {} bytes scanned, {} s in Athena's queue and {} s at work.{}"
                        + " {}",
                flow.about(run.label()),
                verb(finished.state()),
                finished.rows() - finished.rejected(),
                finished.resultBytes(),
                finished.executions().contains(reading) ? readFor().toMillis() / 1000.0 : 0.0,
                finished.scannedBytes(),
                finished.queued().toMillis() / 1000.0,
                finished.engine().toMillis() / 1000.0,
                farewell,
                outlook(run, finished));
    }

    private static String verb(RunState state) {
        return switch (state) {
            case DELIVERED -> "delivered";
            case SKIPPED -> "left behind after";
            case FAILED -> "failed after";
            case WAITING -> "waiting after";
        };
    }

    private String outlook(OpenRun run, FinishedRun finished) {
        return switch (finished.state()) {
            case DELIVERED, SKIPPED ->
                flow.plan()
                        .agenda()
                        .after(run.run(), now())
                        .map(next -> "The next run starts at " + next.startsAt() + ".")
                        .orElse("No run follows.");
            case FAILED -> "The task stops.";
            case WAITING -> "The next attempt starts when the budget of the query begins anew.";
        };
    }

    private Duration readFor() {
        return Duration.between(opened, now());
    }

    private Instant now() {
        return flow.clock().instant();
    }
}
