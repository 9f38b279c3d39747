package io.github.athenaconnect.bench;

import io.github.athenaconnect.Deployment;
import io.github.athenaconnect.localstack.connect.WorkerProcess;
import io.github.athenaconnect.localstack.connect.WorkerProperties;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** What exactly-once costs: the same result, written in transactions of each kind, against none. */
final class ExactlyOnceBenchmark implements Benchmark {
    private static final long ROWS = 5_000_000;

    /** What only says how much worse the other boundaries are needs no such length. */
    private static final long FEWER_ROWS = 2_000_000;

    /**
     * So many more are read than are counted where an interval ends transactions: both ends of what is counted are commits
     * in the midst of the stream then, and the last interval is not waited for.
     */
    private static final double BEHIND_INTERVALS = 0.5;

    private static final Transactions BY_CONNECTOR =
            new Transactions("connector", false, Map.of("transaction.boundary", "connector"));
    private static final Transactions BY_INTERVAL = new Transactions(
            "interval", true, Map.of("transaction.boundary", "interval", "transaction.boundary.interval.ms", "1000"));
    private static final Transactions BY_POLL = new Transactions("poll", false, Map.of("transaction.boundary", "poll"));
    private static final Transactions NONE = new Transactions("at least once", false, Map.of());

    private final AtomicInteger turns = new AtomicInteger();

    /**
     * What ends transactions.
     *
     * @param name for the report
     * @param endless whether more is read than is counted, as {@link #BEHIND_INTERVALS} says
     * @param settings of the connector
     */
    private record Transactions(String name, boolean endless, Map<String, String> settings) {}

    @Override
    public String name() {
        return "exactly-once";
    }

    @Override
    public void run(Effort effort, Report report) throws Exception {
        try (BenchCluster cluster = BenchCluster.start();
                WorkerProcess plain =
                        cluster.worker("at-least-once", BenchCluster.USUAL_JVM, UnaryOperator.identity());
                WorkerProcess exact =
                        cluster.worker("exactly-once", BenchCluster.USUAL_JVM, WorkerProperties::exactlyOnce)) {
            compare(cluster, plain, exact, BY_CONNECTOR, effort, ROWS, report);
            compare(cluster, plain, exact, BY_INTERVAL, effort, FEWER_ROWS, report);
            compare(cluster, plain, exact, BY_POLL, effort, FEWER_ROWS, report);
        }
    }

    private void compare(
            BenchCluster cluster,
            WorkerProcess plain,
            WorkerProcess exact,
            Transactions transactions,
            Effort effort,
            long full,
            Report report)
            throws Exception {
        long rows = effort.of(full);
        Contest contest =
                Contest.of(way(cluster, exact, transactions, rows), way(cluster, plain, NONE, rows), effort.rounds());
        report.ratio("exactly-once-" + transactions.name(), contest, "rows/s");
    }

    private Way way(BenchCluster cluster, WorkerProcess worker, Transactions transactions, long rows) {
        long behind = transactions.endless() ? Math.round(rows * BEHIND_INTERVALS) : 0;
        return new Way(transactions.name(), () -> {
            Deployment deployment = cluster.rows("promises-" + turns.incrementAndGet(), rows + behind)
                    .withAll(ProducerSettings.JSON_WITHOUT_SCHEMAS)
                    .withAll(ProducerSettings.LARGE_BATCHES)
                    .withAll(transactions.settings());
            return cluster.deliver(worker, deployment, rows).rowsPerSecond();
        });
    }
}
