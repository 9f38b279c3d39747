package io.github.athenaconnect;

import static io.github.athenaconnect.fake.FakeAthena.fails;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
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
class CrashSweepTest {
    private static final List<Integer> WITH_AN_EMPTY_RUN = List.of(4, 0, 3);

    private static final Map<String, Integer> COVERED = new HashMap<>();

    static List<SweptScenario> scenarios() {
        List<SweptScenario> all = new ArrayList<>(Stream.of("1", "3", "100")
                .map(rows -> SweptScenario.of("batches of " + rows, WITH_AN_EMPTY_RUN)
                        .with("batch.max.rows", rows)
                        .with("transaction.max.rows", rows))
                .toList());
        all.add(SweptScenario.of("batches of 2, the last one full", List.of(4, 0, 2)));
        all.add(SweptScenario.of("every run empty", List.of(0, 0, 0)));
        all.add(SweptScenario.of("a last row that is dropped", List.of(4, 4, 3)).dropping(id -> id.endsWith("row 4")));
        all.add(SweptScenario.of("a run of which every row is dropped", List.of(3, 3, 3))
                .dropping(id -> id.startsWith("run 1")));
        all.add(SweptScenario.of("records without a value that are dropped", WITH_AN_EMPTY_RUN)
                .dropping(id -> id.equals("none")));
        all.add(SweptScenario.of("several queries", List.of(2, 0, 2))
                .asking("orders", "refunds", "visits")
                .with("batch.max.rows", "1"));
        all.add(SweptScenario.of("executions that take their time", WITH_AN_EMPTY_RUN)
                .onAthena(athena -> athena.runsFor(Duration.ofSeconds(2))));
        all.add(SweptScenario.of("a first attempt that fails", List.of(3, 3))
                .onAthena(athena -> athena.nextGoes(fails("internal error", 100, true)))
                .costing(1));
        all.add(SweptScenario.of("a run that fails and is left behind", List.of(3, 3, 3))
                .onAthena(athena -> athena.nextGoes(fails("Query exhausted resources", 1, false)))
                .with("query.default.on.failure", "skip")
                .skipping(0));
        all.add(SweptScenario.of("tokens that are forgotten", WITH_AN_EMPTY_RUN).forgettingTokens());
        return all;
    }

    static Stream<Arguments> everything() {
        return SweptMode.ALL.stream()
                .flatMap(mode -> Stream.of(Boundary.values())
                        .flatMap(boundary -> Stream.of(false, true)
                                .flatMap(log -> scenarios().stream()
                                        .map(scenario -> Arguments.of(mode, boundary, log, scenario)))));
    }

    @ParameterizedTest(name = "{0}, {1}, run log {2}: {3}")
    @MethodSource("everything")
    void aCrashAtAnyStepLosesNothingAndPaysNothingTwice(
            SweptMode mode, Boundary boundary, boolean log, SweptScenario scenario) throws InterruptedException {
        SweptWorld undisturbed = new SweptWorld(mode, boundary, log, scenario);
        long steps = undisturbed.live(CrashPoints.NEVER);
        undisturbed.check("without a crash");

        for (long step = 1; step <= steps; step++) {
            for (long again : again(step)) {
                SweptWorld world = undisturbed.anew();
                world.live(step);
                if (again != CrashPoints.NEVER) {
                    world.live(again);
                }
                world.live(CrashPoints.NEVER);
                world.check("crashed at step " + step + " of " + steps + ", and " + again + " steps after the restart: "
                        + world.crashes());
            }
        }
        assertThat(steps).as("steps to crash at").isGreaterThan(10);
        COVERED.merge(mode + ", " + boundary + (log ? ", run log" : ""), (int) steps, Integer::sum);
    }

    /** The steps of the next life at which it is crashed too: not at all, and for every second step somewhere. */
    private static List<Long> again(long step) {
        return step % 2 == 0 ? List.of(CrashPoints.NEVER) : List.of(CrashPoints.NEVER, 1 + step * 7 % 13);
    }

    @AfterAll
    static void tell() {
        assertThat(COVERED).isNotEmpty();
        COVERED.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(covered ->
                        System.out.println("Crash points of " + covered.getKey() + ": " + covered.getValue()));
    }
}
