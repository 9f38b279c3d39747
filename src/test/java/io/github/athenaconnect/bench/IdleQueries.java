package io.github.athenaconnect.bench;

import io.github.athenaconnect.Deployment;
import io.github.athenaconnect.localstack.connect.WorkerProcess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** What a worker spends on queries that have nothing to do for an hour: CPU, threads and heap. */
final class IdleQueries {
    private static final int MANY = 200;
    private static final int SOME = 20;

    /** One that is soon done with compiling, which is not what is measured. */
    private static final List<String> JVM =
            List.of("-Xms512m", "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    /** Threads that take steps end after five seconds without one. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final int COLLECTIONS = 5;

    private final Effort effort;
    private final Duration window;

    IdleQueries(Effort effort) {
        this.effort = effort;
        this.window = Duration.ofMillis(Math.max(1000, effort.of(5000)));
    }

    void measure(Report report) throws Exception {
        try (BenchCluster cluster = BenchCluster.start();
                WorkerProcess without = worker(cluster, "idle-none");
                WorkerProcess one = worker(cluster, "idle-one");
                WorkerProcess some = worker(cluster, "idle-some");
                WorkerProcess many = worker(cluster, "idle-many")) {
            deploy(cluster, one, 1);
            deploy(cluster, some, SOME);
            deploy(cluster, many, MANY);
            report.value("growth-threads-1", threads(one), "pump threads at rest with 1 query");
            report.value("growth-threads-" + SOME, threads(some), "pump threads at rest with " + SOME);
            report.value("growth-threads-" + MANY, threads(many), "pump threads at rest with " + MANY);
            report.value(
                    "growth-heap",
                    (heap(many) - heap(one)) / 1024.0 / (MANY - 1),
                    "KiB of heap a query, after collection");
            cpu(
                    report,
                    Map.of("no-task", without, "1", one, Integer.toString(SOME), some, Integer.toString(MANY), many));
        }
    }

    private static WorkerProcess worker(BenchCluster cluster, String group) {
        return cluster.worker(group, JVM, UnaryOperator.identity());
    }

    /** Returns when each query has had its run, and all threads have ended that were there for it. */
    private static void deploy(BenchCluster cluster, WorkerProcess worker, int queries) throws Exception {
        String topic = "idle-" + queries;
        Deployment deployment = deployment(cluster, topic, queries);
        cluster.topics().create(topic);
        deployment.deploy(worker.rest());
        cluster.topics().fill(topic, queries, () -> cluster.requireRunning(worker, deployment), () -> {});
        long begin = System.nanoTime();
        while (threads(worker) > 1) {
            if (System.nanoTime() - begin > PATIENCE.toNanos()) {
                throw new IllegalStateException(topic + ": expected one thread of the pump at rest after "
                        + PATIENCE.toSeconds() + " seconds, found " + threads(worker));
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN.toMillis());
        }
        cluster.requireRunning(worker, deployment);
    }

    private static Deployment deployment(BenchCluster cluster, String topic, int queries) {
        Deployment deployment = Deployment.of(topic, cluster.aws()).untried().with("query.default.schedule", "1h");
        for (int query = 0; query < queries; query++) {
            deployment = deployment
                    .query("query" + query, "SELECT * FROM synthetic.rows_1")
                    .with("query.query" + query + ".topic", topic);
        }
        return deployment;
    }

    private static int threads(WorkerProcess worker) throws Exception {
        Predicate<String> pump = name -> name.contains("-pump-");
        try (JvmProbe probe = JvmProbe.attach(worker.pid())) {
            return probe.threads(pump);
        }
    }

    private static long heap(WorkerProcess worker) throws Exception {
        try (JvmProbe probe = JvmProbe.attach(worker.pid())) {
            return LongStream.generate(probe::heapAfterCollection)
                    .limit(COLLECTIONS)
                    .min()
                    .orElseThrow();
        }
    }

    /** Of the whole processes, as the operating system counts it, all at the same time. */
    private void cpu(Report report, Map<String, WorkerProcess> workers) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(window.toNanos());
        Map<String, Duration> before = cpu(workers);
        long begin = System.nanoTime();
        TimeUnit.NANOSECONDS.sleep(window.toNanos() * effort.rounds());
        double seconds = (System.nanoTime() - begin) / 1e9;
        cpu(workers)
                .forEach((name, spent) -> report.value(
                        "growth-cpu-" + name,
                        spent.minus(before.get(name)).toMillis() / seconds,
                        "ms of CPU a second in the worker, in " + Math.round(seconds) + " seconds"));
    }

    private static Map<String, Duration> cpu(Map<String, WorkerProcess> workers) {
        return workers.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, each -> cpu(each.getValue()), (before, after) -> after, TreeMap::new));
    }

    private static Duration cpu(WorkerProcess worker) {
        return ProcessHandle.of(worker.pid())
                .flatMap(process -> process.info().totalCpuDuration())
                .orElseThrow(() -> new IllegalStateException("The CPU of process " + worker.pid() + " is not known"));
    }
}
