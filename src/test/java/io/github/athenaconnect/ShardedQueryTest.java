package io.github.athenaconnect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.athenaconnect.fake.FakeAthena;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What shards of a query have in common, what each has by itself, and where one of them stops rather than guess. */
class ShardedQueryTest {
    private static final List<Integer> RUNS = List.of(7, 0, 3);

    private static ShardedWorld intervals() {
        return new ShardedWorld(Boundary.POLL, RUNS, false).with("query.orders.shards", "3");
    }

    private static ShardedWorld once() {
        return new ShardedWorld(Boundary.POLL, RUNS, true).with("query.orders.shards", "3");
    }

    @Test
    void eachShardStoresItsOwnOffsetAndLogsItsOwnRuns() {
        ShardedWorld world = intervals().start(2).untilTheEnd();

        for (String shard : List.of("1", "2", "3")) {
            assertThat(world.kafka().offset(Map.of("query", "orders", "shard", shard)))
                    .containsEntry("scheduled", "2026-03-01T10:04:00Z")
                    .containsEntry("done", true)
                    .containsEntry("shards", 3L)
                    .containsEntry("shards.since", "2026-03-01T09:58:00Z");
        }
        assertThat(world.kafka().offset(Map.of("query", "orders"))).isNull();
        assertThat(world.runLog()
                        .collect(Collectors.groupingBy(
                                run -> run.getInt32("shard"), Collectors.summingLong(run -> run.getInt64("rows")))))
                .isEqualTo(Map.of(1, 5L, 2, 3L, 3, 2L));
        assertThat(world.runLog().map(run -> run.getArray("execution_ids")).distinct())
                .hasSize(RUNS.size());
    }

    @Test
    void aFirstAttemptThatFailsIsFollowedByOneForAllShards() {
        ShardedWorld world = intervals();
        world.athena().nextGoes(FakeAthena.fails("internal error", 100, true));
        world.start(3).untilTheEnd();

        assertThat(world.failures()).isEmpty();
        assertThat(world.delivered()).containsExactlyInAnyOrderElementsOf(world.truth());
        assertThat(world.athena().started()).hasSize(RUNS.size() + 1);
    }

    /** The other shards still wait for it. */
    @Test
    void aStopLeavesTheExecutionWhateverStopActionSays() {
        ShardedWorld world = once().with("stop.action", "cancel").start(3);
        assertThat(world.untilStarted().stop(0).athena().stopped()).isEmpty();

        world.restart(0).untilTheEnd();
        assertThat(world.delivered()).containsExactlyInAnyOrderElementsOf(world.truth());
        assertThat(world.athena().started()).hasSize(1);
    }

    @Test
    void aLostResultStopsEveryShardThatStillNeedsItAndStartsNothing() {
        ShardedWorld world = once().start(3, 1, 12);
        assertThat(world.untilACrash()).isTrue();
        world.untilTheEnd();
        world.loseResult(0);
        world.restart(1).untilTheEnd();

        assertThat(world.failures())
                .singleElement()
                .asString()
                .contains(
                        "Query 'orders', shard 2 of 3",
                        "The other shards may have read it",
                        "alter the offsets of all");
        assertThat(world.athena().started()).hasSize(1);
    }

    @Test
    void aRunIsRunAgainWhenTheOffsetsOfAllShardsAskForIt() {
        ShardedWorld world = intervals().start(2).untilTheEnd();
        Map<String, Object> again = Map.of(
                "version",
                1L,
                "interval.start",
                "2026-03-01T09:58:00Z",
                "interval.end",
                "2026-03-01T10:00:00Z",
                "attempt",
                1L,
                "done",
                false,
                "shards",
                3L);
        Map<Map<String, ?>, Map<String, ?>> altered = new HashMap<>();
        for (String shard : List.of("1", "2", "3")) {
            altered.put(Map.of("query", "orders", "shard", shard), again);
        }
        world.alter(altered).start(2).untilTheEnd();

        assertThat(world.failures()).isEmpty();
        assertThat(world.delivered()).hasSize(2 * world.truth().size());
        assertThat(world.athena().started()).hasSize(RUNS.size() + 1);
    }

    /** Of one shard alone it is noticed: what the token leads to is not what the others have read. */
    @Test
    void aRunThatIsAskedForAgainOfOneShardOnlyStopsIt() {
        ShardedWorld world = intervals().start(2).untilTheEnd();
        world.alter(Map.of(
                Map.of("query", "orders", "shard", "2"),
                Map.of(
                        "version",
                        1L,
                        "interval.start",
                        "2026-03-01T09:58:00Z",
                        "interval.end",
                        "2026-03-01T10:00:00Z",
                        "attempt",
                        1L,
                        "done",
                        false,
                        "shards",
                        3L)));
        world.start(3).untilTheEnd();

        assertThat(world.failures()).singleElement().asString().matches(ShardedWorld.DISAGREEMENT);
        assertThat(world.delivered()).hasSameSizeAs(world.truth());
    }

    @ParameterizedTest
    @EnumSource(Boundary.class)
    void anotherStatementIsAskedByAllShardsFromTheSameRunOn(Boundary boundary) {
        ShardedWorld world = new ShardedWorld(boundary, List.of(5, 4, 6), false).with("query.orders.shards", "3");
        world.start(2, 0, 20).untilACrash();
        world.with("query.orders.sql", SweptMode.INTERVAL.configuration().get("query.default.sql") + " /* changed */")
                .start(2)
                .untilTheEnd();

        assertThat(world.failures()).isEmpty();
        assertThat(world.delivered()).containsAll(world.truth());
        if (boundary.exactlyOnce()) {
            assertThat(world.delivered()).doesNotHaveDuplicates();
        }
    }

    @Test
    void theMessageOfAFailedTaskNamesTheShard() {
        ShardedWorld world = once();
        world.athena().nextGoes(FakeAthena.fails("TABLE_NOT_FOUND: t", 200, false));
        world.start(3).untilTheEnd();

        assertThat(world.failures()).hasSize(3).anyMatch(said -> said.startsWith("Query 'orders', shard 2 of 3, "));
    }
}
