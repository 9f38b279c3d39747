package io.github.athenaconnect.bench;

import io.github.athenaconnect.Deployment;
import io.github.athenaconnect.bench.DeliveryCpu.Share;
import io.github.athenaconnect.localstack.connect.WorkerProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/**
 * How close one task comes to what a worker can convert and send at all: rows from a result against the same rows from
 * memory. Where they differ, the CPU time of a row by its threads tells why.
 */
final class CeilingBenchmark implements Benchmark {
    private static final long ROWS = 5_000_000;

    private static final List<Converter> CONVERTERS = List.of(
            new Converter("json", json(false)),
            new Converter("json-with-schemas", json(true)),
            new Converter("avro", Map.of("value.converter", AvroWithoutRegistry.class.getName())));

    private final AtomicInteger turns = new AtomicInteger();

    /** What rows become on their way. */
    private record Converter(String name, Map<String, String> settings) {}

    private static Map<String, String> json(boolean schemas) {
        return Map.of(
                "value.converter",
                "org.apache.kafka.connect.json.JsonConverter",
                "value.converter.schemas.enable",
                Boolean.toString(schemas));
    }

    @Override
    public String name() {
        return "ceiling";
    }

    @Override
    public void run(Effort effort, Report report) throws Exception {
        long rows = effort.of(ROWS);
        try (BenchCluster cluster = BenchCluster.start();
                WorkerProcess worker = cluster.worker("ceiling", BenchCluster.USUAL_JVM, UnaryOperator.identity())) {
            for (Converter converter : CONVERTERS) {
                String name = "ceiling-" + converter.name();
                List<DeliveryCpu.Shares> reading = new ArrayList<>();
                List<DeliveryCpu.Shares> ready = new ArrayList<>();
                Contest contest = Contest.of(
                        way("connector", cluster, worker, rows, () -> connector(cluster, converter, rows), reading),
                        way("ready rows", cluster, worker, rows, () -> ready(cluster, converter, rows), ready),
                        effort.rounds());
                report.ratio(name, contest, "rows/s");
                shares(name, reading, report);
                shares(name + "-ready-rows", ready, report);
                report.value(
                        name + "-pump-to-task",
                        median(reading, shares -> shares.perRow(Share.PUMP) / shares.perRow(Share.TASK)),
                        "CPU of the pump to CPU of the task's thread");
            }
        }
    }

    private static Way way(
            String name,
            BenchCluster cluster,
            WorkerProcess worker,
            long rows,
            Supplier<Deployment> deployments,
            List<DeliveryCpu.Shares> taken) {
        return new Way(name, () -> {
            Deployment deployment = deployments.get();
            try (DeliveryCpu cpu = new DeliveryCpu(worker, deployment.name())) {
                Delivery delivery = cluster.deliver(worker, deployment, rows, cpu::begin, cpu::end);
                taken.add(cpu.shares(delivery));
                return delivery.rowsPerSecond();
            }
        });
    }

    private static void shares(String name, List<DeliveryCpu.Shares> taken, Report report) {
        for (Share share : Share.values()) {
            report.value(
                    name + "-cpu-" + share.name().toLowerCase(Locale.ROOT),
                    median(taken, shares -> shares.perRow(share)),
                    "ns of CPU a row");
        }
        report.value(
                name + "-processors",
                median(taken, DeliveryCpu.Shares::processors),
                "processors busy, of " + Runtime.getRuntime().availableProcessors());
    }

    private static double median(List<DeliveryCpu.Shares> taken, ToDoubleFunction<DeliveryCpu.Shares> value) {
        // The first turn does not count in the contest either.
        return Spread.of(taken.stream().skip(1).map(value::applyAsDouble).toList())
                .median();
    }

    private Deployment connector(BenchCluster cluster, Converter converter, long rows) {
        return with(cluster.rows("ceiling-" + turns.incrementAndGet(), rows), converter);
    }

    private Deployment ready(BenchCluster cluster, Converter converter, long rows) {
        return with(cluster.ready("ceiling-" + turns.incrementAndGet(), rows), converter);
    }

    private static Deployment with(Deployment deployment, Converter converter) {
        return deployment.withAll(ProducerSettings.AS_SHIPPED).withAll(converter.settings());
    }
}
