package io.github.athenaconnect.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Benchmarks run to their end; what they measure in so short a time means nothing. */
@Timeout(180)
class BenchmarksIT {
    private static final Effort LITTLE = new Effort(1, 0.002);

    /** Between them they use most of what the others do. */
    static List<Benchmark> quickOnes() {
        return List.of(new CeilingBenchmark(), new PagingBenchmark(), new NetworkBenchmark());
    }

    @ParameterizedTest
    @MethodSource("quickOnes")
    void endWithALineForEachFigure(Benchmark benchmark) throws Exception {
        Report report = new Report();

        benchmark.run(LITTLE, report);

        assertThat(report.lines()).isNotEmpty().allMatch(line -> line.startsWith(benchmark.name()));
    }
}
