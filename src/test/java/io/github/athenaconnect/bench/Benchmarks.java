package io.github.athenaconnect.bench;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Runs benchmarks one after the other, nothing beside them, and ends with one line for each ratio. */
final class Benchmarks {
    private static final List<Benchmark> ALL = List.of(
            new CeilingBenchmark(),
            new CostBenchmark(),
            new ProducerBenchmark(),
            new ExactlyOnceBenchmark(),
            new PagingBenchmark(),
            new NetworkBenchmark(),
            new GrowthBenchmark(),
            new LatencyBenchmark(),
            new MemoryBenchmark());

    private Benchmarks() {}

    /**
     * The only argument: {@code all}, or names with commas between them. System properties: see {@link Effort#configured},
     * and {@code bench.jvm} with options that {@link BenchCluster#USUAL_JVM} has besides, with blanks between them.
     */
    public static void main(String[] arguments) {
        int status = 0;
        try {
            run(chosen(arguments.length == 0 ? "all" : arguments[0]));
        } catch (Throwable e) {
            // An error too: threads of a broker would keep this JVM alive for ever.
            e.printStackTrace();
            status = 1;
        }
        // Threads of a broker or a client that linger are nobody's concern any more.
        System.exit(status);
    }

    private static void run(List<Benchmark> chosen) throws Exception {
        Effort effort = Effort.configured();
        Report report = new Report();
        try {
            for (Benchmark benchmark : chosen) {
                System.out.println(benchmark.name());
                benchmark.run(effort, report);
            }
        } finally {
            // What was measured before a failure was measured.
            System.out.println();
            report.lines().forEach(System.out::println);
        }
    }

    private static List<Benchmark> chosen(String names) {
        if (names.equals("all")) {
            return ALL;
        }
        return Arrays.stream(names.split(",")).map(Benchmarks::named).toList();
    }

    private static Benchmark named(String name) {
        return ALL.stream()
                .filter(benchmark -> benchmark.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("bench=" + name + ": expected all or some of "
                        + ALL.stream().map(Benchmark::name).collect(Collectors.joining(",")) + "."));
    }
}
