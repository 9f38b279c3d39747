package io.github.athenaconnect.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.athenaconnect.query.Attempt;
import io.github.athenaconnect.query.Run;
import io.github.athenaconnect.query.Shard;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

class RunLogOfShardsTest {
    private static SourceRecord record(Shard shard) {
        FinishedRun run = new FinishedRun(
                "orders",
                shard,
                Attempt.first(Run.at(Instant.EPOCH)),
                "0123456789abcdef",
                Optional.empty(),
                RunState.DELIVERED,
                List.of(),
                1,
                0,
                2,
                3,
                Optional.empty(),
                Duration.ZERO,
                Duration.ZERO,
                Instant.EPOCH,
                Optional.empty());
        return new RunLog("shop", "runs").record(run, Map.of("query", "orders"), Map.of("done", true));
    }

    private static List<String> names(Schema schema) {
        return schema.fields().stream().map(Field::name).toList();
    }

    @Test
    void eachShardHasItsOwnKey() {
        assertThat(Shard.allOf(4).stream().map(RunLogOfShardsTest::record).map(SourceRecord::key))
                .doesNotHaveDuplicates()
                .extracting(key -> ((Struct) key).getInt32("shard"))
                .containsExactly(1, 2, 3, 4);
    }

    @Test
    void itsValueTellsWhichOfHowManyItIs() {
        Struct value = (Struct) record(new Shard(2, 4)).value();

        assertThat(value.getInt32("shard")).isEqualTo(2);
        assertThat(value.getInt32("shards")).isEqualTo(4);
        assertThat(value.getInt64("rows")).isEqualTo(1);
    }

    @Test
    void aQueryThatIsNotShardedHasTheSchemasItHad() {
        SourceRecord whole = record(Shard.WHOLE);

        assertThat(whole.keySchema().version()).isEqualTo(1);
        assertThat(names(whole.keySchema())).containsExactly("connector", "query", "run");
        assertThat(whole.valueSchema().version()).isEqualTo(2);
        assertThat(names(whole.valueSchema())).doesNotContain("shard", "shards").hasSize(19);
    }

    @Test
    void theNextVersionOnlyAddsWhatIsOptional() {
        SourceRecord whole = record(Shard.WHOLE);
        SourceRecord shard = record(new Shard(1, 2));

        assertThat(shard.keySchema().version()).isEqualTo(2);
        assertThat(shard.valueSchema().version()).isEqualTo(3);
        assertThat(shard.keySchema().fields())
                .startsWith(whole.keySchema().fields().toArray(Field[]::new));
        assertThat(shard.valueSchema().fields())
                .startsWith(whole.valueSchema().fields().toArray(Field[]::new));
        assertThat(shard.keySchema().field("shard").schema().isOptional()).isTrue();
        assertThat(shard.valueSchema().field("shards").schema().isOptional()).isTrue();
    }
}
