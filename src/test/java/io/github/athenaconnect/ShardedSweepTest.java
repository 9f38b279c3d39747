package io.github.athenaconnect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * One task of a sharded query is crashed at every of its steps while the others live; what all of them deliver is compared
 * with the truth, and the executions counted.
 */
@ExtendWith(SilentLog.class)
class ShardedSweepTest {
    private static final List<Integer> RUNS = List.of(7, 0, 3);

    private static ShardedWorld once(Boundary boundary, int shards) {
        return new ShardedWorld(boundary, RUNS, true).with("query.orders.shards", Integer.toString(shards));
    }

    private static ShardedWorld intervals(Boundary boundary, int shards) {
        return new ShardedWorld(boundary, RUNS, false).with("query.orders.shards", Integer.toString(shards));
    }

    private static void assertDelivered(ShardedWorld world, Boundary boundary, String when) {
        assertThat(world.failures()).as(when).isEmpty();
        if (boundary.exactlyOnce()) {
            assertThat(world.delivered()).as(when).containsExactlyInAnyOrderElementsOf(world.truth());
        } else {
            assertThat(new HashSet<>(world.delivered())).as(when).isEqualTo(new HashSet<>(world.truth()));
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 4", "2, 4", "3, 4", "4, 4", "9, 2", "2, 64"})
    void anyNumberOfTasksDeliversEveryRowOnceAndPaysOnce(int tasksMax, int shards) {
        ShardedWorld once = once(Boundary.POLL, shards).start(tasksMax).untilTheEnd();
        assertDelivered(once, Boundary.POLL, "once");
        assertThat(once.athena().started()).hasSize(1);

        ShardedWorld intervals =
                intervals(Boundary.POLL, shards).start(tasksMax).untilTheEnd();
        assertDelivered(intervals, Boundary.POLL, "intervals");
        assertThat(intervals.athena().started()).hasSize(RUNS.size());
        assertThat(intervals.runLog()).hasSize(RUNS.size() * shards);
    }

    @ParameterizedTest
    @EnumSource(Boundary.class)
    void aTaskThatCrashesAtAnyStepLosesNothingAndPaysNothingTwice(Boundary boundary) {
        for (int victim = 0; victim < 2; victim++) {
            long last = intervals(boundary, 3).start(2).untilTheEnd().steps(victim);
            for (long fatal = 1; fatal <= last; fatal++) {
                String when = "task " + victim + " crashed at its step " + fatal + " of " + last;
                ShardedWorld world = intervals(boundary, 3).start(2, victim, fatal);
                assertThat(world.untilACrash()).as(when).isTrue();
                world.restart(victim).untilTheEnd();
                assertDelivered(world, boundary, when);
                assertThat(world.athena().started()).as(when).hasSize(RUNS.size());
            }
        }
    }

    /** Down until the others have delivered all runs. */
    @ParameterizedTest
    @EnumSource(Boundary.class)
    void aTaskThatIsDownForLongMakesUpForAllRuns(Boundary boundary) {
        long last = intervals(boundary, 3).start(2).untilTheEnd().steps(1);
        for (long fatal = 1; fatal <= last; fatal++) {
            String when = "task 1 crashed at its step " + fatal + " of " + last;
            ShardedWorld world = intervals(boundary, 3).start(2, 1, fatal).untilTheEnd();
            world.restart(1).untilTheEnd();
            assertDelivered(world, boundary, when);
            assertThat(world.athena().started()).as(when).hasSize(RUNS.size());
        }
    }

    @ParameterizedTest
    @EnumSource(Boundary.class)
    void allTasksMayCrashAndComeBackAsMoreOrFewer(Boundary boundary) {
        for (int victim = 0; victim < 2; victim++) {
            long last = intervals(boundary, 3).start(2).untilTheEnd().steps(victim);
            for (long fatal = 1; fatal <= last; fatal += 3) {
                String when = "all crashed when task " + victim + " was at its step " + fatal + " of " + last;
                ShardedWorld world = intervals(boundary, 3).start(2, victim, fatal);
                assertThat(world.untilACrash()).as(when).isTrue();
                world.start(fatal % 2 == 0 ? 1 : 3).untilTheEnd();
                assertDelivered(world, boundary, when);
                assertThat(world.athena().started()).as(when).hasSize(RUNS.size());
            }
        }
    }

    /** What cannot be put right is told, and in no case are rows lost or doubled without a word. */
    @ParameterizedTest
    @EnumSource(Boundary.class)
    void aForgottenTokenIsNoticedByWhoeverWouldReadAnotherExecution(Boundary boundary) {
        int told = 0;
        int tried = 0;
        for (int victim = 0; victim < 2; victim++) {
            long last = intervals(boundary, 3).start(2).untilTheEnd().steps(victim);
            for (long fatal = 1; fatal <= 2 * last; fatal++) {
                boolean late = fatal > last;
                String when = "task " + victim + " crashed at its step " + (fatal - (late ? last : 0)) + " of " + last
                        + (late ? ", and was down for long" : "");
                ShardedWorld world = intervals(boundary, 3).start(2, victim, late ? fatal - last : fatal);
                assertThat(world.untilACrash()).as(when).isTrue();
                if (late) {
                    world.untilTheEnd();
                }
                world.athena().forgetTokens();
                world.restart(victim).untilTheEnd();
                tried++;
                if (world.failures().isEmpty()) {
                    assertDelivered(world, boundary, when);
                } else {
                    told++;
                    assertThat(world.failures()).as(when).allMatch(said -> said.matches(ShardedWorld.DISAGREEMENT));
                }
            }
        }
        assertThat(told).as("of " + tried).isBetween(1, tried / 2);
    }

    /** From one number to another, wherever the tasks stood: exact, or told and then exact under the number before. */
    @ParameterizedTest
    @CsvSource({"3, 2", "1, 3", "3, 1"})
    void anotherNumberOfShardsGoesOnBehindARunThatAllHaveEnded(int before, int after) {
        int refused = 0;
        int tried = 0;
        long last = intervals(Boundary.POLL, before).start(2).untilTheEnd().steps(0);
        for (long fatal = 1; fatal <= last; fatal++, tried++) {
            String when = "all crashed when task 0 was at its step " + fatal + " of " + last;
            ShardedWorld world = intervals(Boundary.POLL, before).start(2, 0, fatal);
            assertThat(world.untilACrash()).as(when).isTrue();
            world.with("query.orders.shards", Integer.toString(after)).start(2).untilTheEnd();
            if (!world.failures().isEmpty()) {
                refused++;
                assertThat(world.failures())
                        .as(when)
                        .allMatch(said -> said.contains("shards is " + after + ", but run 2026-03-01T1")
                                && said.contains(" and has not ended for all of them."));
                world.forgetFailures()
                        .with("query.orders.shards", Integer.toString(before))
                        .start(2)
                        .untilTheEnd();
            }
            assertDelivered(world, Boundary.POLL, when);
        }
        assertThat(refused).isBetween(1, tried - 1);
    }

    /** And back again, when what was stored under the first number is long past. */
    @ParameterizedTest
    @CsvSource({"3, 2", "1, 3", "3, 1", "2, 64"})
    void theNumberOfShardsMayChangeBetweenAnyTwoRuns(int before, int after) {
        ShardedWorld world = new ShardedWorld(Boundary.POLL, List.of(4, 3, 5, 2, 6), false);
        for (int run = 1; run <= 5; run++) {
            world.with("query.orders.shards", Integer.toString(run % 2 == 0 ? after : before))
                    .start(2)
                    .untilRun(run);
        }
        assertDelivered(world, Boundary.POLL, "after all runs");
        assertThat(world.athena().started()).hasSize(5);
    }
}
