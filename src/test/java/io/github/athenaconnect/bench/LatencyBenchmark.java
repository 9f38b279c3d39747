package io.github.athenaconnect.bench;

import io.github.athenaconnect.Deployment;
import io.github.athenaconnect.localstack.LocalStack;
import io.github.athenaconnect.localstack.athena.execution.Execution;
import io.github.athenaconnect.localstack.connect.WorkerProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** From the end of an execution to the records of its small result in the topic, and what a run asks of AWS. */
final class LatencyBenchmark implements Benchmark {
    private static final int ROWS = 100;
    private static final int RUNS_A_ROUND = 6;
    private static final List<String> ATHENA =
            List.of("StartQueryExecution", "GetQueryExecution", "GetQueryResults", "StopQueryExecution");
    private static final List<String> S3 = List.of("GET", "HEAD");

    @Override
    public String name() {
        return "latency";
    }

    @Override
    public void run(Effort effort, Report report) throws Exception {
        try (BenchCluster cluster = BenchCluster.start();
                WorkerProcess worker = cluster.worker("latency", BenchCluster.USUAL_JVM, UnaryOperator.identity())) {
            int runs = RUNS_A_ROUND * effort.rounds();
            // The first deployment is for the worker's JVM to get warm.
            measure(cluster, worker, deployment("latency-warm", cluster), runs);
            report(report, "default", runs, measure(cluster, worker, deployment("latency-default", cluster), runs));
            report(
                    report,
                    "eager",
                    runs,
                    measure(
                            cluster,
                            worker,
                            deployment("latency-eager", cluster).with("athena.poll.min.ms", "10"),
                            runs));
        }
    }

    private static Deployment deployment(String name, BenchCluster cluster) {
        return Deployment.of(name, cluster.aws())
                .untried()
                .query("small", "SELECT * FROM synthetic.rows_" + ROWS)
                .with("query.small.schedule", "1s");
    }

    private static Measured measure(BenchCluster cluster, WorkerProcess worker, Deployment deployment, int runs)
            throws Exception {
        String topic = deployment.topic("small");
        cluster.topics().create(topic);
        try (Arrivals arrivals = Arrivals.of(cluster.broker().bootstrapServers(), topic)) {
            int before = cluster.aws().athena().started().size();
            Map<String, Long> calls = calls(cluster.aws());
            deployment.deploy(worker.rest());
            List<Instant> instants = arrivals.await(ROWS * runs);
            cluster.takeAway(worker, deployment);
            List<Execution> executions = cluster.aws().athena().started();
            // Deleting takes a moment, in which a further run may have begun.
            int started = executions.size() - before;
            Map<String, Double> each = new TreeMap<>();
            calls(cluster.aws())
                    .forEach((operation, count) ->
                            each.put(operation, (double) (count - calls.get(operation)) / started));
            return new Measured(instants, executions.subList(before, before + runs), each);
        }
    }

    private static Map<String, Long> calls(LocalStack aws) {
        Map<String, Long> calls = new TreeMap<>();
        ATHENA.forEach(operation -> calls.put(operation, aws.athena().calls(operation)));
        S3.forEach(method -> calls.put("s3-" + method, aws.s3().requests(aws.accessKey(), method)));
        return calls;
    }

    private static void report(Report report, String way, int runs, Measured measured) {
        value(report, "latency-first-" + way, IntStream.range(0, runs), (run, of) -> of.latency(run, 0), measured);
        value(
                report,
                "latency-last-" + way,
                IntStream.range(0, runs),
                (run, of) -> of.latency(run, ROWS - 1),
                measured);
        measured.calls()
                .forEach((operation, each) -> report.value("calls-" + way + "-" + operation, each, "calls a run"));
    }

    private static void value(
            Report report,
            String name,
            IntStream runs,
            BiFunction<Integer, Measured, Double> latency,
            Measured measured) {
        List<Double> values = new ArrayList<>();
        runs.forEach(run -> values.add(latency.apply(run, measured)));
        Spread spread = Spread.of(values);
        report.value(
                name,
                spread.median(),
                String.format(
                        Locale.ROOT, "ms; %.1f to %.1f in %d runs", spread.least(), spread.greatest(), values.size()));
    }

    /**
     * Some runs.
     *
     * @param arrivals when each record was there, by its offset
     * @param executions of the runs, in their order
     * @param calls of AWS for each run, by operation
     */
    private record Measured(List<Instant> arrivals, List<Execution> executions, Map<String, Double> calls) {
        /** Milliseconds from the end of a run's execution to a record of it. */
        double latency(int run, int row) {
            Instant succeeded = executions.get(run).snapshot().completed().orElseThrow();
            return Duration.between(succeeded, arrivals.get(run * ROWS + row)).toNanos() / 1e6;
        }
    }
}
