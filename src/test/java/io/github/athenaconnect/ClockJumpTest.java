package io.github.athenaconnect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.athenaconnect.fake.FakeAthena;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The worker's clock is set by an hour and by a day, forward and back, before each step of several runs, and between two
 * lives of a worker; Athena's is right all the time.
 */
@ExtendWith(SilentLog.class)
class ClockJumpTest {
    private static final List<Duration> JUMPS =
            List.of(Duration.ofHours(1), Duration.ofHours(-1), Duration.ofDays(1), Duration.ofDays(-1));
    /** Calls that fail and are tried again, a first attempt that fails, and executions that take their time. */
    private static final SweptScenario SCENARIO = SweptScenario.of("pauses of all kinds", List.of(3, 0, 2))
            .onAthena(ClockJumpTest::withPauses)
            .costing(1);

    private static final SweptScenario UNDISTURBED = SweptScenario.of(
                    "no pauses but those of looking", List.of(3, 0, 2))
            .onAthena(athena -> athena.runsFor(Duration.ofSeconds(2)));

    private static void withPauses(FakeAthena athena) {
        athena.runsFor(Duration.ofSeconds(2)).nextGoes(FakeAthena.fails("internal error", 100, true));
        for (int failure = 0; failure < 3; failure++) {
            athena.failNext(FakeAthena.refusal("ThrottlingException", 400, "Rate exceeded"));
        }
    }

    static Stream<Arguments> everything() {
        return JUMPS.stream()
                .flatMap(by -> Stream.of(
                        Arguments.of(SweptMode.FULL, Boundary.AT_LEAST_ONCE, by),
                        Arguments.of(SweptMode.INCREMENTAL, Boundary.POLL, by),
                        Arguments.of(SweptMode.INTERVAL, Boundary.CONNECTOR, by)));
    }

    @ParameterizedTest(name = "{0}, {1}, by {2}")
    @MethodSource("everything")
    void aClockThatIsSetAtAnyStepLosesDoublesAndPaysNothing(SweptMode mode, Boundary boundary, Duration by)
            throws InterruptedException {
        boolean more = true;
        int steps = 1;
        while (more) {
            steps++;
            SweptWorld world = new SweptWorld(mode, boundary, true, SCENARIO);
            more = world.liveWhileTheClockIsSet(steps, by);
            world.check("set by " + by + " before step " + steps);
        }
        assertThat(steps).isGreaterThan(20);
    }

    /** Before Athena has answered anything, a clock that is ahead may cost an execution, which is cancelled and not delivered. */
    @ParameterizedTest(name = "{0}, {1}, by {2}")
    @MethodSource("everything")
    void aClockThatIsSetBeforeAthenaHasAnsweredLosesAndDoublesNothing(SweptMode mode, Boundary boundary, Duration by)
            throws InterruptedException {
        int inVain = by.isNegative() || mode.equals(SweptMode.INTERVAL) ? 0 : 1;
        SweptWorld world = new SweptWorld(mode, boundary, true, UNDISTURBED.costing(inVain));
        world.liveWhileTheClockIsSet(1, by);
        world.check("set by " + by + " before the first run");
        assertThat(world.athena().stopped()).hasSize(inVain);
    }

    /** Once something is stored of the query; before that there is nothing to ask Athena about. */
    @ParameterizedTest(name = "{0}, {1}, by {2}")
    @MethodSource("everything")
    void aWorkerWhoseClockIsWrongGoesOnWhereAnotherWasKilled(SweptMode mode, Boundary boundary, Duration by)
            throws InterruptedException {
        int checked = 0;
        for (SweptWorld killed : new SweptWorld(mode, boundary, true, SCENARIO).killedAtEachStep()) {
            if (killed.kafka().stored("orders").isEmpty()) {
                continue;
            }
            checked++;
            killed.onAWorkerThatIsWrong(by).live(CrashPoints.NEVER);
            killed.check("wrong by " + by + ", after a crash at " + killed.crashes());
        }
        assertThat(checked).isGreaterThan(20);
    }
}
