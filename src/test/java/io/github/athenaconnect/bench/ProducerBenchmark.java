package io.github.athenaconnect.bench;

import io.github.athenaconnect.Deployment;
import io.github.athenaconnect.localstack.connect.WorkerProcess;
import io.github.athenaconnect.localstack.kafka.BrokerLink;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** What the settings of the worker's producer are worth, with the broker a millisecond away each way and beside it. */
final class ProducerBenchmark implements Benchmark {
    private static final long ROWS = 1_000_000;
    private static final Duration ONE_WAY = Duration.ofMillis(1);

    private final AtomicInteger turns = new AtomicInteger();

    @Override
    public String name() {
        return "producer";
    }

    @Override
    public void run(Effort effort, Report report) throws Exception {
        try (BenchCluster cluster = BenchCluster.startWithLink()) {
            BrokerLink away = cluster.broker().links().get(0);
            away.delay(ONE_WAY);
            try (WorkerProcess worker = cluster.worker(
                    "producer",
                    BenchCluster.USUAL_JVM,
                    properties -> properties.with("bootstrap.servers", away.bootstrapServers()))) {
                compare("producer-2ms", cluster, worker, effort, report);
            }
            try (WorkerProcess worker = cluster.worker("beside", BenchCluster.USUAL_JVM, properties -> properties)) {
                compare("producer-loopback", cluster, worker, effort, report);
            }
        }
    }

    private void compare(String name, BenchCluster cluster, WorkerProcess worker, Effort effort, Report report)
            throws Exception {
        Way defaults = way("defaults", cluster, worker, effort, UnaryOperator.identity());
        Way large = way(
                "large batches",
                cluster,
                worker,
                effort,
                deployment -> deployment.withAll(ProducerSettings.LARGE_BATCHES));
        Way compressed =
                way("and lz4", cluster, worker, effort, deployment -> deployment.withAll(ProducerSettings.AS_SHIPPED));
        report.ratio(name + "-large-batches", Contest.of(large, defaults, effort.rounds()), "rows/s");
        report.ratio(name + "-large-batches-lz4", Contest.of(compressed, defaults, effort.rounds()), "rows/s");
    }

    private Way way(
            String name,
            BenchCluster cluster,
            WorkerProcess worker,
            Effort effort,
            UnaryOperator<Deployment> settings) {
        long rows = effort.of(ROWS);
        return new Way(name, () -> {
            Deployment deployment = cluster.rows("producer-" + turns.incrementAndGet(), rows)
                    .withAll(ProducerSettings.JSON_WITHOUT_SCHEMAS);
            return cluster.deliver(worker, settings.apply(deployment), rows).rowsPerSecond();
        });
    }
}
