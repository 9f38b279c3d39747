package io.github.athenaconnect.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.athenaconnect.query.Shard;
import io.github.athenaconnect.type.RowShape;
import io.github.athenaconnect.type.RowType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.apache.kafka.connect.data.Struct;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShardedUnloadTest {
    private static final MessageType SCHEMA = MessageTypeParser.parseMessageType("message row { optional int64 id; }");

    /** Files of 1, 2, 0, 3, 1, 2, 4 rows. */
    private final UnloadReading files =
            new UnloadReading(file(0, 1), file(1, 3), file(3, 3), file(3, 6), file(6, 7), file(7, 9), file(9, 13));

    private static byte[] file(int from, int to) {
        return ParquetBytes.of(SCHEMA, LongStream.range(from, to).mapToObj(id -> {
            Group row = new SimpleGroup(SCHEMA);
            row.add("id", id);
            return row;
        }));
    }

    private Results results(Shard shard) {
        return new Results(
                files.s3, new ResultSettings(1 << 20, 1, Optional.empty()), failures -> {}, shard, ReadAhead.none());
    }

    private OpenResult open(Shard shard) {
        return results(shard).openUnload(UnloadReading.PLACE, RowShape.asFound(UnloadReading.TYPES));
    }

    private static List<Long> ids(ResultReader reader) {
        return UnloadReading.remaining(reader).stream()
                .map(row -> row.getInt64("id"))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7, 8, 64})
    void allShardsTogetherReadEveryRowOnce(int count) {
        List<Long> all = new ArrayList<>();
        Shard.allOf(count).forEach(shard -> all.addAll(ids(open(shard).reader())));

        assertThat(all)
                .containsExactlyInAnyOrder(LongStream.range(0, 13).boxed().toArray(Long[]::new));
    }

    @Test
    void filesAreDealtOutOneByOneInTheOrderOfTheList() {
        assertThat(ids(open(new Shard(1, 3)).reader())).containsExactly(0L, 3L, 4L, 5L, 9L, 10L, 11L, 12L);
        assertThat(ids(open(new Shard(2, 3)).reader())).containsExactly(1L, 2L, 6L);
        assertThat(ids(open(new Shard(3, 3)).reader())).containsExactly(7L, 8L);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 4", "2, 4", "3, 4", "9, 9"})
    void behindAnyRowTheRestOfTheShardFollows(int number, int count) {
        Shard shard = new Shard(number, count);
        List<Long> all = ids(open(shard).reader());
        ResultReader reader = open(shard).reader();
        for (int read = 0; read <= all.size(); read++) {
            ResultPosition position = reader.position();
            assertThat(position.rowOfResult()).isEqualTo(read);
            OpenResult rest = results(shard)
                    .resumeUnload(
                            UnloadReading.PLACE, reader.fingerprint(), RowShape.asFound(UnloadReading.TYPES), position);
            assertThat(ids(rest.reader())).isEqualTo(all.subList(read, all.size()));
            if (read < all.size()) {
                Struct unused = reader.next();
            }
        }
    }

    @Test
    void aShardWithoutAFileHasNoRowsButKnowsTheColumns() {
        OpenResult none = open(new Shard(8, 8));

        assertThat(none.reader().atEnd()).isTrue();
        RowType another = open(new Shard(1, 8)).rowType();
        assertThat(none.rowType().schema()).isEqualTo(another.schema());
        assertThat(none.rowType().sources()).isEqualTo(another.sources());
    }

    @Test
    void aPlaceInAFileOfAnotherShardIsRefused() {
        ResultFingerprint fingerprint = open(new Shard(1, 2)).reader().fingerprint();

        assertThatThrownBy(() -> results(new Shard(1, 2))
                        .resumeUnload(
                                UnloadReading.PLACE,
                                fingerprint,
                                RowShape.asFound(UnloadReading.TYPES),
                                new ResultPosition(3, 1, 0)))
                .hasMessageContainingAll("in file 3, which is not one of shard 1 of 2", "stored offset");
    }
}
