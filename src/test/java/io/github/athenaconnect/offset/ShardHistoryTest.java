package io.github.athenaconnect.offset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.athenaconnect.query.Attempt;
import io.github.athenaconnect.query.DataInterval;
import io.github.athenaconnect.query.Run;
import io.github.athenaconnect.query.Shard;
import io.github.athenaconnect.result.ResultFingerprint;
import io.github.athenaconnect.result.ResultPosition;
import io.github.athenaconnect.type.KnownColumns;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ShardHistoryTest {
    private static final Instant BEGIN = Instant.parse("2026-03-01T00:00:00Z");

    /** By partition. */
    private final Map<Map<String, String>, Map<String, Object>> stored = new HashMap<>();

    private static Run hour(int number) {
        Instant start = BEGIN.plus(Duration.ofHours(number));
        Instant end = start.plus(Duration.ofHours(1));
        return new Run(end, Optional.of(new DataInterval(start, end)));
    }

    private static QueryOffset at(Run run, boolean done, String execution) {
        return new QueryOffset(
                Attempt.first(run),
                Optional.of(new ReadPoint(
                        execution, new ResultFingerprint("s3://b/m", "\"t\"", 1), ResultPosition.START, "c")),
                done,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private ShardHistoryTest store(Shard shard, Optional<Instant> since, QueryOffset offset) {
        OffsetPlace place = new OffsetPlace("orders", shard, since);
        stored.put(place.partition(), place.write(offset));
        return this;
    }

    private ShardHistoryTest ended(Shard shard, Optional<Instant> since, int hour) {
        return store(shard, since, at(hour(hour), true, "execution-" + hour));
    }

    private ShardHistory.Start start(int number, int count) {
        return ShardHistory.of("orders", count, stored).start(new Shard(number, count), Optional.of(BEGIN));
    }

    private static Optional<Run> behind(ShardHistory.Start start) {
        return start.stored()
                .filter(QueryOffset::done)
                .map(offset -> offset.attempt().run());
    }

    @Test
    void whereNothingIsStoredAllShardsBeginAtTheFirstInterval() {
        assertThat(start(3, 4))
                .isEqualTo(new ShardHistory.Start(
                        new OffsetPlace("orders", new Shard(3, 4), Optional.of(BEGIN)), Optional.empty()));
        assertThat(start(1, 1)).isEqualTo(new ShardHistory.Start(OffsetPlace.of("orders"), Optional.empty()));
    }

    @Test
    void aQueryThatWasNeverShardedGoesOnAsItAlwaysDid() {
        QueryOffset offset = at(hour(3), false, "e");
        store(Shard.WHOLE, Optional.empty(), offset);

        assertThat(start(1, 1)).isEqualTo(new ShardHistory.Start(OffsetPlace.of("orders"), Optional.of(offset)));
    }

    @Test
    void eachShardGoesOnWhereItStood() {
        ended(new Shard(1, 2), Optional.of(BEGIN), 5);
        ended(new Shard(2, 2), Optional.of(BEGIN), 2);

        assertThat(behind(start(1, 2))).contains(hour(5));
        assertThat(behind(start(2, 2))).contains(hour(2));
    }

    @Test
    void aShardThatHasStoredNothingBeginsWhereTheOthersBegan() {
        Instant since = BEGIN.plus(Duration.ofHours(7));
        ended(new Shard(1, 2), Optional.of(since), 9);

        assertThat(behind(start(2, 2)).map(Run::end)).contains(since);
        assertThat(start(2, 2).place().since()).contains(since);
    }

    @Test
    void moreShardsGoOnBehindTheLastRunOfTheWhole() {
        ended(Shard.WHOLE, Optional.empty(), 6);

        for (Shard shard : Shard.allOf(4)) {
            ShardHistory.Start start = start(shard.number(), 4);
            assertThat(behind(start)).contains(hour(6));
            assertThat(start.place().since()).contains(hour(6).end());
        }
    }

    @Test
    void fewerShardsGoOnBehindARunThatAllHaveEnded() {
        Shard.allOf(4).forEach(shard -> ended(shard, Optional.of(BEGIN), 6));

        assertThat(behind(start(1, 2))).contains(hour(6));
        assertThat(behind(start(2, 2))).contains(hour(6));
        assertThat(behind(start(1, 1))).contains(hour(6));
        assertThat(start(1, 1).place().since()).contains(hour(6).end());
    }

    @Test
    void whatIsStoredUnderTheNewNumberCountsFromThenOn() {
        Shard.allOf(4).forEach(shard -> ended(shard, Optional.of(BEGIN), 6));
        ended(new Shard(1, 2), Optional.of(hour(6).end()), 9);

        assertThat(behind(start(1, 2))).contains(hour(9));
        assertThat(behind(start(2, 2)).map(Run::end)).contains(hour(6).end());
    }

    @Test
    void backUnderAnEarlierNumberWhatWasStoredUnderItIsPast() {
        Shard.allOf(4).forEach(shard -> ended(shard, Optional.of(BEGIN), 6));
        Shard.allOf(2).forEach(shard -> ended(shard, Optional.of(hour(6).end()), 9));

        Shard.allOf(4)
                .forEach(shard -> assertThat(behind(start(shard.number(), 4))).contains(hour(9)));
        ended(new Shard(1, 4), Optional.of(hour(9).end()), 12);
        assertThat(behind(start(1, 4))).contains(hour(12));
        assertThat(behind(start(3, 4)).map(Run::end)).contains(hour(9).end());
    }

    @Test
    void backToTheWholeItsOldOffsetIsPast() {
        ended(Shard.WHOLE, Optional.empty(), 2);
        Shard.allOf(2).forEach(shard -> ended(shard, Optional.of(hour(2).end()), 6));

        assertThat(behind(start(1, 1))).contains(hour(6));
    }

    @Test
    void aRunThatNotAllHaveEndedKeepsTheNumber() {
        ended(new Shard(1, 2), Optional.of(BEGIN), 6);
        ended(new Shard(2, 2), Optional.of(BEGIN), 5);

        assertThatThrownBy(() -> start(1, 4))
                .hasMessageContainingAll(
                        "Query 'orders': shards is 4, but run ", "begun with 2", "Set it to 2 until", "alter");
    }

    @Test
    void soDoesOneOfWhichAShardHasStoredNothing() {
        ended(new Shard(2, 2), Optional.of(BEGIN), 0);

        assertThatThrownBy(() -> start(1, 1)).hasMessageContainingAll("shards is 1", "begun with 2");
    }

    @Test
    void aRunUnderWayKeepsTheNumber() {
        store(Shard.WHOLE, Optional.empty(), at(hour(3), false, "e"));

        assertThatThrownBy(() -> start(2, 2)).hasMessageContainingAll("begun with 1", "Set it to 1 until");
    }

    @Test
    void shardsThatHaveReadDifferentExecutionsOfARunStop() {
        store(new Shard(1, 2), Optional.of(BEGIN), at(hour(3), false, "execution-a"));
        store(new Shard(2, 2), Optional.of(BEGIN), at(hour(3), true, "execution-b"));

        assertThatThrownBy(() -> start(1, 2))
                .hasMessageContainingAll(
                        "Query 'orders', run ",
                        "different executions, execution-a and execution-b",
                        "alter the offsets of all shards");
    }

    @Test
    void offsetsWrittenByHandForAllShardsCountBesideNoOthers() {
        QueryOffset asked = OffsetFormat.read(
                "orders",
                Map.of(
                        "version",
                        1L,
                        "interval.start",
                        "2026-03-01T02:00:00Z",
                        "interval.end",
                        "2026-03-01T03:00:00Z",
                        "done",
                        false));
        Shard.allOf(2).forEach(shard -> store(shard, Optional.empty(), asked));
        assertThat(List.of(start(1, 2), start(2, 2)))
                .extracting(ShardHistory.Start::stored)
                .containsOnly(Optional.of(asked));

        ended(Shard.WHOLE, Optional.empty(), 9);
        assertThatThrownBy(() -> start(1, 2))
                .hasMessageContainingAll(
                        "for 1 and 2 shards", "{\"query\": \"orders\"}", "{\"query\": \"orders\", \"shard\": \"2\"}");
    }

    @Test
    void offsetsWrittenByHandForSomeShardsOnlyStop() {
        store(new Shard(1, 2), Optional.empty(), at(hour(3), false, "e"));

        assertThatThrownBy(() -> start(2, 2)).hasMessageContaining("only 1 of its 2 shards have an offset");
    }

    @Test
    void offsetsWrittenByHandUnderANewNumberBesideThoseOfAnotherStop() {
        Shard.allOf(4).forEach(shard -> ended(shard, Optional.of(BEGIN), 6));
        Shard.allOf(2).forEach(shard -> ended(shard, Optional.empty(), 2));

        assertThatThrownBy(() -> start(1, 2)).isInstanceOf(UnclearShardsException.class);
    }

    @Test
    void anOffsetThatSaysOtherwiseThanItsPartitionIsRefused() {
        stored.put(Map.of("query", "orders", "shard", "2"), OffsetFormat.write(at(hour(1), true, "e")));

        assertThatThrownBy(() -> start(1, 2)).hasMessageContainingAll("read by 1 shards", "Correct 'shards'");
    }

    @Test
    void theOnlyRunOfAScheduleIsNotRunAgainUnderAnotherNumber() {
        Run only = Run.at(Instant.EPOCH);
        store(Shard.WHOLE, Optional.empty(), at(only, true, "e"));

        assertThat(ShardHistory.of("orders", 3, stored)
                        .start(new Shard(2, 3), Optional.empty())
                        .stored()
                        .map(offset -> offset.attempt().run()))
                .contains(only);
    }

    /** Shards of a new number, and one that has stored nothing, keep the columns that records have. */
    @Test
    void columnsThatRecordsKeepAreKept() {
        KnownColumns columns = KnownColumns.parse("id bigint, name varchar");
        Shard.allOf(2)
                .forEach(shard -> store(
                        shard,
                        Optional.of(BEGIN),
                        new QueryOffset(
                                Attempt.first(hour(6)),
                                Optional.empty(),
                                true,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(columns))));

        assertThat(start(4, 4).stored().flatMap(QueryOffset::columns)).contains(columns);
        stored.remove(Map.of("query", "orders", "shard", "1"));
        assertThat(start(1, 2).stored().flatMap(QueryOffset::columns)).contains(columns);
    }
}
