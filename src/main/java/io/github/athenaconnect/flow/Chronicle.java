package io.github.athenaconnect.flow;

import io.github.athenaconnect.metrics.QueryCount;
import io.github.athenaconnect.metrics.QueryMeter;
import io.github.athenaconnect.metrics.ReadProgress;
import io.github.athenaconnect.query.Execution;
import io.github.athenaconnect.record.FinishedRun;
import io.github.athenaconnect.record.RowErrorPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Is told by the phases of a query what becomes of it, and passes it on: to the query's meter and to the log.
 *
 * <p>Mutable: it knows what it was told last. For one thread at a time.
 */
final class Chronicle {
    /** Dates of an HTTP answer are cut to the second. */
    private static final Duration CLOCK_GRAIN = Duration.ofSeconds(2);

    private final QueryFlow flow;
    private final RunLines lines;
    private final Instant begun;
    private OptionalLong total = OptionalLong.empty();

    /** As it was looked at last. */
    private Optional<Execution> latest = Optional.empty();

    /** The last execution whose end was met. */
    private String ended = "";

    /** Of a query whose task starts now. */
    Chronicle(QueryFlow flow) {
        this.flow = flow;
        this.lines = new RunLines(flow);
        this.begun = flow.clock().instant();
    }

    /** Athena has said how an execution stands. */
    void looked(OpenRun run, Execution execution) {
        boolean news = latest.filter(met -> met.id().equals(execution.id())).isEmpty();
        latest = Optional.of(execution);
        if (news) {
            meter().add(
                            isTeller() && isOfThisTask(execution, execution.submitted())
                                    ? QueryCount.EXECUTIONS_STARTED
                                    : QueryCount.EXECUTIONS_REATTACHED);
            lines.begin();
        }
        if (execution.state() instanceof Execution.Ended end) {
            ended(execution, end.completed(), 1);
        } else if (execution.state() instanceof Execution.Succeeded success) {
            ended(execution, success.completed(), 0);
        } else {
            lines.executing(run, execution);
        }
    }

    /** The execution of a run that was looked at last, as it was then; empty if none was in this process. */
    Optional<Execution> latest(OpenRun run) {
        return latest.filter(run::has);
    }

    private void ended(Execution execution, Instant completed, int failures) {
        boolean news = !execution.id().equals(ended);
        ended = execution.id();
        if (news && isOfThisTask(execution, completed)) {
            meter().add(QueryCount.EXECUTIONS_FAILED, isTeller() ? failures : 0);
            meter().add(QueryCount.BYTES_SCANNED, isTeller() ? execution.scannedBytes() : 0);
        }
    }

    /** An execution that was cancelled just now, and is not looked at again. */
    void abandoned(Execution execution) {
        ended(execution, execution.asOf(), 1);
    }

    /** All shards of a query meet the same execution, and one of them tells of it. */
    private boolean isTeller() {
        return flow.plan().place().shard().number() == 1;
    }

    /** What was before this task, the one before has counted. Ages are compared, as the worker's clock may be wrong. */
    private boolean isOfThisTask(Execution execution, Instant moment) {
        Duration age = Duration.between(begun, flow.clock().instant());
        return Duration.between(moment, execution.asOf()).compareTo(age.plus(CLOCK_GRAIN)) <= 0;
    }

    /** Another attempt is made at a run. */
    void retrying() {
        meter().add(QueryCount.EXECUTIONS_RETRIED);
    }

    /** A call has failed and is to be made again. */
    void callFailed() {
        meter().add(QueryCount.CALLS_RETRIED);
    }

    /**
     * A result is open.
     *
     * @param from up to where its rows were read before
     * @param bytes how many it has, if that is known
     */
    void opened(Execution execution, Progress from, OptionalLong bytes) {
        total = bytes;
        lines.opened(execution, from);
        reached(from);
    }

    /** Rows of it are handed over. */
    void read(OpenRun run, Progress before, Progress now) {
        meter().add(QueryCount.ROWS, now.rowsSince(before));
        meter().add(QueryCount.BYTES_READ, now.bytesSince(before));
        meter().add(rejected(), now.rejected() - before.rejected());
        reached(now);
        lines.reading(run, now, total);
    }

    private QueryCount rejected() {
        return flow.plan().rowErrors().policy() == RowErrorPolicy.DEAD_LETTER
                ? QueryCount.ROWS_DEAD_LETTERED
                : QueryCount.ROWS_SKIPPED;
    }

    private void reached(Progress progress) {
        meter().reached(new ReadProgress(
                progress.position().rowOfResult(), progress.position().bytes(), total));
    }

    /**
     * A run has ended, or waits to be tried again.
     *
     * @param farewell what is to be said of its rows, from a blank on
     */
    void ended(OpenRun run, FinishedRun finished, String farewell) {
        switch (finished.state()) {
            case DELIVERED -> meter().succeeded(finished.ended());
            case SKIPPED -> meter().add(QueryCount.RUNS_SKIPPED);
            case FAILED -> meter().add(QueryCount.RUNS_FAILED);
            case WAITING -> {
                // It has not ended, and what counts is how it ends.
            }
        }
        lines.ended(run, finished, farewell);
    }

    private QueryMeter meter() {
        return flow.meter();
    }
}
