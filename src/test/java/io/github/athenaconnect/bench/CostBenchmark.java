package io.github.athenaconnect.bench;

import io.github.athenaconnect.localstack.engine.ResultColumn;
import io.github.athenaconnect.localstack.synthetic.SyntheticResult;
import io.github.athenaconnect.result.RowCost;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** What a typed row costs of each kind of column, against cutting its line and against looking for line ends. */
final class CostBenchmark implements Benchmark {
    private static final int TURN_MILLIS = 250;

    /** One round of one column: nanoseconds a row, and bytes that are allocated for it. */
    private static final class Round {
        private final Map<String, Double> nanos = new HashMap<>();
        private double bytes;

        private void add(RunResult result) {
            String what = result.getPrimaryResult().getLabel();
            nanos.put(what, result.getPrimaryResult().getScore());
            if (what.equals("decode")) {
                bytes = result.getSecondaryResults().get("gc.alloc.rate.norm").getScore();
            }
        }

        private double decode() {
            return nanos.get("decode");
        }

        private double decodeTo(String what) {
            return decode() / nanos.get(what);
        }
    }

    @Override
    public String name() {
        return "cost";
    }

    @Override
    public void run(Effort effort, Report report) throws Exception {
        Map<String, List<Round>> columns = new LinkedHashMap<>();
        // Each round measures every one of them, so that what the machine does beside strikes all.
        for (int round = 0; round < effort.rounds(); round++) {
            Map<String, Round> measured = new LinkedHashMap<>();
            for (RunResult result : measured(effort)) {
                String column = result.getParams().getParam("column");
                measured.computeIfAbsent(column, none -> new Round()).add(result);
            }
            measured.forEach((column, each) ->
                    columns.computeIfAbsent(column, none -> new ArrayList<>()).add(each));
        }
        columns.forEach((column, rounds) -> report(column, rounds, report));
    }

    private static void report(String column, List<Round> rounds, Report report) {
        String name = "cost-" + typeOf(column);
        report.value(name, median(rounds.stream().map(Round::decode).toList()), "ns a row, parsed and decoded");
        report.value(
                name + "-bytes",
                median(rounds.stream().map(round -> round.bytes).toList()),
                "bytes allocated a row");
        report.value(
                name + "-to-parsing",
                median(rounds.stream().map(round -> round.decodeTo("parse")).toList()),
                "times cutting the line");
        report.value(
                name + "-to-scan",
                median(rounds.stream().map(round -> round.decodeTo("scan")).toList()),
                "times looking for line ends");
    }

    private static String typeOf(String column) {
        return SyntheticResult.columns().stream()
                .filter(each -> each.label().equals(column))
                .map(ResultColumn::type)
                .findFirst()
                .map(type -> column.equals("note") ? type + "-with-quotes" : type)
                .orElse("ten-mixed-columns");
    }

    private static double median(List<Double> values) {
        return Spread.of(values).median();
    }

    private static Collection<RunResult> measured(Effort effort) throws Exception {
        TimeValue turn = TimeValue.milliseconds(effort.of(TURN_MILLIS));
        OptionsBuilder options = new OptionsBuilder();
        options.include(RowCost.class.getName())
                .forks(1)
                .warmupIterations(3)
                .warmupTime(turn)
                .measurementIterations(3)
                .measurementTime(turn)
                .addProfiler(GCProfiler.class)
                .verbosity(VerboseMode.SILENT);
        return new Runner(options.build()).run();
    }
}
