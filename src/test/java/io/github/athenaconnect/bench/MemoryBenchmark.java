package io.github.athenaconnect.bench;

import io.github.athenaconnect.Deployment;
import io.github.athenaconnect.localstack.connect.WorkerProcess;
import io.github.athenaconnect.localstack.synthetic.SyntheticResult;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * How the heap of a worker grows with the size of a result: one of 10 GB against a hundred of 100 MB, one after the other
 * by the same task, so that both deliver as many bytes and are looked at as often. The worker's heap is little larger than
 * what it needs without any connector. A smaller scale makes them fewer and the large result smaller.
 */
final class MemoryBenchmark implements Benchmark {
    private static final long MEGABYTE = 1024 * 1024;
    private static final long SMALL_RESULT = 100_000_000;
    private static final int RUNS = 100;
    private static final long LARGE_ROW = 32 * MEGABYTE;

    /** Of those that are large, one comes with so many others that two and theirs are 100 MB. */
    private static final long EACH = (48 * MEGABYTE - LARGE_ROW) / SyntheticResult.WIDTH;

    /**
     * Of each record that the broker has not taken yet a worker holds the row as well as its bytes, here about a kilobyte; how
     * many these are is chance, up to what the producer may hold.
     */
    private static final Rows SMALL = new Rows("", SMALL_RESULT / SyntheticResult.WIDTH, 128, 1);

    /**
     * A row of 32 MB is there three times while it is converted to JSON, its bytes in pieces and in one, and three times
     * while it is sent. What the producer may hold beyond it is little, or rows around it would take as much again.
     */
    private static final Rows WITH_LARGE = new Rows("_each_" + EACH + "_longer_by_" + LARGE_ROW, 2 * EACH, 256, 34);

    private static final Duration BETWEEN_COLLECTIONS = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private final AtomicInteger turns = new AtomicInteger();

    /**
     * What results consist of.
     *
     * @param table the end of its name
     * @param ofResult how many of them are 100 MB
     * @param spare megabytes of heap above those of the idle worker
     * @param sending megabytes that the producer holds at most
     */
    private record Rows(String table, long ofResult, long spare, long sending) {}

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public void run(Effort effort, Report report) throws Exception {
        try (BenchCluster cluster = BenchCluster.start()) {
            long idle = idle(cluster);
            report.value("memory-idle-worker", megabytes(idle), "MB");
            compare(cluster, idle, "memory-10GB-to-100MB", SMALL, report, effort);
            compare(cluster, idle, "memory-10GB-to-100MB-with-32MB-rows", WITH_LARGE, report, effort);
        }
    }

    /** What a worker needs that has had a connector once, so that all classes are there. */
    private long idle(BenchCluster cluster) throws Exception {
        try (WorkerProcess worker = worker(cluster, 512 * MEGABYTE);
                JvmProbe probe = JvmProbe.attach(worker.pid())) {
            peak(cluster, worker, probe, SMALL, 20_000, 20_000);
            long least = Long.MAX_VALUE;
            for (int look = 0; look < 10; look++) {
                least = Math.min(least, probe.heapAfterCollection());
                TimeUnit.MILLISECONDS.sleep(BETWEEN_COLLECTIONS.toMillis());
            }
            return least;
        }
    }

    private void compare(BenchCluster cluster, long idle, String name, Rows kind, Report report, Effort effort)
            throws Exception {
        long rows = kind.ofResult() * effort.of(RUNS);
        try (WorkerProcess worker = worker(cluster, idle + kind.spare() * MEGABYTE);
                JvmProbe probe = JvmProbe.attach(worker.pid())) {
            Contest contest = Contest.of(
                    new Way("10 GB", () -> peak(cluster, worker, probe, kind, rows, rows)),
                    new Way("100 MB", () -> peak(cluster, worker, probe, kind, kind.ofResult(), rows)),
                    effort.rounds(),
                    0);
            report.ratio(name, contest, "MB");
            report.value(
                    name + "-above-idle",
                    contest.one().greatest() - megabytes(idle),
                    "MB at most in the large way, in a heap of " + kind.spare() + " MiB more than idle");
        }
    }

    private WorkerProcess worker(BenchCluster cluster, long heap) {
        String size = (heap + MEGABYTE - 1) / MEGABYTE + "m";
        return cluster.worker(
                "memory-" + turns.incrementAndGet(),
                List.of("-XX:+UseG1GC", "-Xms" + size, "-Xmx" + size),
                UnaryOperator.identity());
    }

    /** Delivers results of some rows until so many have come, and returns the megabytes that were most. */
    private double peak(
            BenchCluster cluster, WorkerProcess worker, JvmProbe probe, Rows kind, long rowsOfResult, long rows)
            throws Exception {
        String name = "memory-" + turns.incrementAndGet();
        Deployment deployment = Deployment.of(name, cluster.aws())
                .untried()
                .query("all", "SELECT * FROM synthetic.rows_" + rowsOfResult + kind.table())
                .with("query.all.schedule", rowsOfResult == rows ? "once" : "1s")
                .with("athena.poll.min.ms", "10")
                .withAll(ProducerSettings.JSON_WITHOUT_SCHEMAS)
                .withAll(ProducerSettings.LARGE_BATCHES)
                .with("producer.override.buffer.memory", Long.toString(kind.sending() * MEGABYTE))
                .with("producer.override.max.request.size", Long.toString(40 * MEGABYTE));
        String topic = deployment.topic("all");
        cluster.topics().create(topic, soonForgotten());
        deployment.deploy(worker.rest());
        try {
            return megabytes(watch(cluster, worker, probe, deployment, rows));
        } finally {
            cluster.takeAway(worker, deployment);
            cluster.topics().delete(topic);
        }
    }

    /** Nobody reads them. */
    private static Map<String, String> soonForgotten() {
        String bytes = Long.toString(64 * MEGABYTE);
        return Map.of(
                "segment.bytes", bytes,
                "retention.bytes", bytes,
                "max.message.bytes", Long.toString(40 * MEGABYTE));
    }

    private static long watch(
            BenchCluster cluster, WorkerProcess worker, JvmProbe probe, Deployment deployment, long rows)
            throws Exception {
        long begin = System.nanoTime();
        long peak = 0;
        int looks = 0;
        while (cluster.topics().end(deployment.topic("all")) < rows) {
            peak = Math.max(peak, probe.heapAfterCollection());
            looks++;
            cluster.requireRunning(worker, deployment);
            if (System.nanoTime() - begin > PATIENCE.toNanos()) {
                throw new IllegalStateException(
                        deployment.name() + ": expected " + rows + " rows within " + PATIENCE.toMinutes() + " minutes");
            }
            TimeUnit.MILLISECONDS.sleep(BETWEEN_COLLECTIONS.toMillis());
        }
        System.out.printf(
                Locale.ROOT,
                "    %d looks in %.1f s, at most %.1f MB%n",
                looks,
                (System.nanoTime() - begin) / 1e9,
                megabytes(peak));
        return peak;
    }

    private static double megabytes(long bytes) {
        return bytes / 1e6;
    }
}
