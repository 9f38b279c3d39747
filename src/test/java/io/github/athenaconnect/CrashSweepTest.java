package io.github.athenaconnect;

import static io.github.athenaconnect.fake.FakeAthena.fails;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The connector is crashed at every step of several runs, in every mode and with every boundary, started again with what
 * was stored, and crashed once more; what is delivered in the end is compared with the truth, and the executions counted.
 *
 * <p>A step is: before and after each call to Athena and S3, before each piece of a body, before and after each record,
 * each commit of a transaction or flush of offsets, after a start and after a poll.
 */
@ExtendWith(SilentLog.class)
class CrashSweepTest {
    private static final List<Integer> WITH_AN_EMPTY_RUN = List.of(4, 0, 3);

    /** The first and one in the middle of one run, the last of another. */
    private static final List<String> BAD_ROWS = List.of("run 0 row 1", "run 0 row 3", "run 2 row 3");

    /** Crash points by scenario and mode. */
    private static final Map<String, Map<String, Integer>> COVERED = new TreeMap<>();

    /** Worlds that the sweep of one scenario has seen to their end. */
    private final Set<String> seen = new HashSet<>();

    /** In which a run's end, its watermark or its token matter, so that modes differ. */
    private static List<SweptScenario> ofEveryMode() {
        return List.of(
                SweptScenario.of("batches of 3", WITH_AN_EMPTY_RUN)
                        .with("batch.max.rows", "3")
                        .with("transaction.max.rows", "3"),
                SweptScenario.of("rows that name their topic and delete", WITH_AN_EMPTY_RUN)
                        .letsRowsDecide(),
                SweptScenario.of("every run empty", List.of(0, 0, 0)),
                SweptScenario.of("a last row that is dropped", List.of(4, 4, 3)).dropping(id -> id.endsWith("row 4")),
                SweptScenario.of("a run of which every row is dropped", List.of(3, 3, 3))
                        .dropping(id -> id.startsWith("run 1")),
                SweptScenario.of("executions that take their time", WITH_AN_EMPTY_RUN)
                        .onAthena(athena -> athena.runsFor(Duration.ofSeconds(2))),
                SweptScenario.of("a first attempt that fails", List.of(3, 3))
                        .onAthena(athena -> athena.nextGoes(fails("internal error", 100, true)))
                        .costing(1),
                SweptScenario.of("a run that fails and is left behind", List.of(3, 3, 3))
                        .onAthena(athena -> athena.nextGoes(fails("Query exhausted resources", 1, false)))
                        .with("query.default.on.failure", "skip")
                        .skipping(0),
                SweptScenario.of("rows that are left out", List.of(4, 0, 3))
                        .rejecting("skip", id -> BAD_ROWS.contains(id)),
                SweptScenario.of("runs whose rows are all left out", List.of(2, 3, 2))
                        .rejecting("skip", id -> !id.startsWith("run 1")),
                SweptScenario.of("rows that become dead letters", List.of(4, 0, 3))
                        .rejecting("dead_letter", id -> BAD_ROWS.contains(id)),
                SweptScenario.of("runs of dead letters only", List.of(2, 3, 2))
                        .rejecting("dead_letter", id -> !id.startsWith("run 1")),
                SweptScenario.of("a budget that the first two runs use up", WITH_AN_EMPTY_RUN)
                        .spending(),
                SweptScenario.of("tokens that are forgotten", WITH_AN_EMPTY_RUN).meeting(Mishap.FORGOTTEN_TOKENS),
                SweptScenario.of("results that are lost", List.of(3, 0, 3)).meeting(Mishap.LOST_RESULTS),
                SweptScenario.of("another statement, continue", List.of(3, 3)).meeting(Mishap.CHANGED_STATEMENT),
                SweptScenario.of("another statement, restart", List.of(3, 3))
                        .meeting(Mishap.CHANGED_STATEMENT_THAT_RESTARTS)
                        .with("query.default.on.query.change", "restart"),
                SweptScenario.of("an outage of two runs", List.of(2, 0, 3, 1, 2))
                        .meeting(Mishap.OUTAGE));
    }

    /** Batches, transactions and queries side by side, which are the same in every mode. */
    private static List<SweptScenario> ofOneMode() {
        List<SweptScenario> some = new ArrayList<>(Stream.of("1", "100")
                .map(rows -> SweptScenario.of("batches of " + rows, WITH_AN_EMPTY_RUN)
                        .with("batch.max.rows", rows)
                        .with("transaction.max.rows", rows))
                .toList());
        some.add(SweptScenario.of("batches of 2, the last one full", List.of(4, 0, 2)));
        some.add(SweptScenario.of("records without a value that are dropped", WITH_AN_EMPTY_RUN)
                .dropping(id -> id.equals("none")));
        some.add(SweptScenario.of("several queries", List.of(2, 0, 2))
                .asking("orders", "refunds", "visits")
                .with("batch.max.rows", "1"));
        return some;
    }

    private static Stream<SweptScenario> scenarios(SweptMode mode) {
        if (mode.equals(SweptMode.LOOKBACK)) {
            return Stream.of(
                    SweptScenario.of("late rows", List.of(3, 2, 3)),
                    SweptScenario.of("late rows after an empty run", List.of(3, 0, 2)));
        }
        return mode.equals(SweptMode.FULL)
                ? Stream.concat(ofOneMode().stream(), ofEveryMode().stream())
                : ofEveryMode().stream();
    }

    static Stream<Arguments> everything() {
        return SweptMode.ALL.stream()
                .flatMap(mode -> Stream.of(Boundary.values())
                        .flatMap(boundary -> Stream.of(false, true)
                                .flatMap(log -> scenarios(mode)
                                        .filter(scenario -> log || !scenario.needsRunLog())
                                        .map(scenario -> Arguments.of(mode, boundary, log, scenario)))));
    }

    @ParameterizedTest(name = "{0}, {1}, run log {2}: {3}")
    @MethodSource("everything")
    void aCrashAtAnyStepLosesNothingAndPaysNothingTwice(
            SweptMode mode, Boundary boundary, boolean log, SweptScenario scenario) throws InterruptedException {
        SweptWorld undisturbed = new SweptWorld(mode, boundary, log, scenario);
        List<SweptWorld> killed = undisturbed.killedAtEachStep();
        undisturbed.check("without a crash");

        for (SweptWorld once : killed) {
            if (!seen.add(once.state())) {
                continue;
            }
            if (seen.size() % 2 == 0) {
                SweptWorld twice = once.copy();
                twice.live(1 + seen.size() * 7L % 13);
                if (seen.add(twice.state())) {
                    end(twice);
                }
            }
            end(once);
        }
        assertThat(killed).as("steps to crash at").hasSizeGreaterThan(10);
        COVERED.computeIfAbsent(scenario.name(), name -> new TreeMap<>())
                .merge(mode.name(), killed.size(), Integer::sum);
    }

    private static void end(SweptWorld world) throws InterruptedException {
        world.live(CrashPoints.NEVER);
        world.check("crashed at " + world.crashes());
    }

    @AfterAll
    static void tell() {
        System.out.println("Crash points, with every boundary, with and without a run log:");
        line("", SweptMode.ALL.stream().map(SweptMode::name));
        COVERED.forEach((scenario, points) -> line(
                scenario, SweptMode.ALL.stream().map(mode -> String.valueOf(points.getOrDefault(mode.name(), 0)))));
        line(
                "all "
                        + COVERED.values().stream()
                                .flatMap(points -> points.values().stream())
                                .mapToInt(Integer::intValue)
                                .sum(),
                SweptMode.ALL.stream()
                        .map(mode -> String.valueOf(COVERED.values().stream()
                                .mapToInt(points -> points.getOrDefault(mode.name(), 0))
                                .sum())));
    }

    private static void line(String first, Stream<String> others) {
        StringBuilder line = new StringBuilder(String.format("%-42s", first));
        others.forEach(cell -> line.append(String.format("%22s", cell)));
        System.out.println(line);
    }
}
