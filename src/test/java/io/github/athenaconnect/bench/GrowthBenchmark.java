package io.github.athenaconnect.bench;

import io.github.athenaconnect.Deployment;
import io.github.athenaconnect.localstack.LocalStack;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/** What becomes of the cost of a row, of an offset and of a query where there are many of them. */
final class GrowthBenchmark implements Benchmark {
    private static final long ROWS = 50_000;
    private static final int TIMES = 100;

    /** So many small results make a turn that is long enough to be measured. */
    private static final int SMALL_RESULTS = 20;

    /** An offset is tried where so many rows are left behind it. */
    private static final long LEFT = 100;

    /** Of the synthetic rows, each of which has the next. */
    private static final long FIRST_ID = 1_000_000_000;

    private static final int RESUMPTIONS = 20;
    private static final int QUERIES = 250;
    private static final long ROWS_OF_EACH = 10_000;

    private final AtomicInteger turns = new AtomicInteger();

    @Override
    public String name() {
        return "growth";
    }

    @Override
    public void run(Effort effort, Report report) throws Exception {
        try (LocalStack aws = LocalStack.start("duckdb", Duration.ofMillis(5))) {
            long rows = effort.of(ROWS);
            rows(aws, rows, effort, report);
            offsets(aws, Math.max(rows, 2 * LEFT), effort, report);
            queries(aws, effort, report);
        }
        new IdleQueries(effort).measure(report);
    }

    private void rows(LocalStack aws, long rows, Effort effort, Report report) throws Exception {
        Contest contest = Contest.of(
                new Way("many rows", () -> nanosPerRow(aws, TIMES * rows, 1)),
                new Way("few rows", () -> nanosPerRow(aws, rows, SMALL_RESULTS)),
                effort.rounds());
        report.ratio("growth-rows", contest, "ns a row");
    }

    private double nanosPerRow(LocalStack aws, long rows, int results) throws InterruptedException {
        long nanos = 0;
        long counted = 0;
        for (int result = 0; result < results; result++) {
            try (DirectTask task = DirectTask.start(next(aws).query("all", sql(rows)))) {
                Delivery delivery = task.takeAll(rows);
                nanos += delivery.nanos();
                counted += delivery.rows();
            }
        }
        return (double) nanos / Math.max(1, counted);
    }

    private void offsets(LocalStack aws, long rows, Effort effort, Report report) throws Exception {
        Deployment late = next(aws).query("all", sql(TIMES * rows));
        Deployment early = next(aws).query("all", sql(rows));
        Map<String, ?> lateOffset = offset(late, TIMES * rows - LEFT);
        Map<String, ?> earlyOffset = offset(early, rows - LEFT);
        Contest contest = Contest.of(
                new Way("late offset", () -> resumeMillis(late, lateOffset, TIMES * rows - LEFT)),
                new Way("early offset", () -> resumeMillis(early, earlyOffset, rows - LEFT)),
                effort.rounds());
        report.ratio("growth-resume", contest, "ms to the first record");
        report.value("growth-offset-late", lateOffset.toString().length(), "characters of an offset");
        report.value("growth-offset-early", earlyOffset.toString().length(), "characters of an offset");
    }

    private static Map<String, ?> offset(Deployment deployment, long row) throws InterruptedException {
        try (DirectTask task = DirectTask.start(deployment)) {
            return task.offsetOf(row);
        }
    }

    /** The row is the one that comes next, counted from 0. */
    private static double resumeMillis(Deployment deployment, Map<String, ?> offset, long row)
            throws InterruptedException {
        long nanos = 0;
        for (int resumption = 0; resumption < RESUMPTIONS; resumption++) {
            long begin = System.nanoTime();
            try (DirectTask task = DirectTask.resume(deployment, offset)) {
                SourceRecord first = task.take().get(0);
                nanos += System.nanoTime() - begin;
                requireRow(row, first);
            }
        }
        return nanos / 1e6 / RESUMPTIONS;
    }

    /** Whoever begins with another row was quick at something else. */
    private static void requireRow(long row, SourceRecord record) {
        Object id = ((Struct) record.value()).get("id");
        if (!id.equals(FIRST_ID + row)) {
            throw new IllegalStateException(
                    "Expected to resume at the row with id " + (FIRST_ID + row) + ", found " + id);
        }
    }

    private void queries(LocalStack aws, Effort effort, Report report) throws Exception {
        long rows = effort.of(ROWS_OF_EACH);
        Contest contest = Contest.of(
                new Way(QUERIES + " queries", () -> rowsPerSecond(several(aws, rows), QUERIES * rows)),
                new Way("one query", () -> rowsPerSecond(next(aws).query("all", sql(QUERIES * rows)), QUERIES * rows)),
                effort.rounds());
        report.ratio("growth-queries", contest, "rows/s");
    }

    private Deployment several(LocalStack aws, long rows) {
        Deployment deployment = next(aws);
        for (int query = 0; query < QUERIES; query++) {
            deployment = deployment.query("query" + query, sql(rows));
        }
        return deployment;
    }

    private static double rowsPerSecond(Deployment deployment, long rows) throws InterruptedException {
        try (DirectTask task = DirectTask.start(deployment)) {
            return task.takeAll(rows).rowsPerSecond();
        }
    }

    private Deployment next(LocalStack aws) {
        return Deployment.of("growth-" + turns.incrementAndGet(), aws).untried().with("athena.poll.min.ms", "10");
    }

    private static String sql(long rows) {
        return "SELECT * FROM synthetic.rows_" + rows;
    }
}
