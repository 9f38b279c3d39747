package io.github.athenaconnect.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.athenaconnect.query.Attempt;
import io.github.athenaconnect.query.DataInterval;
import io.github.athenaconnect.query.Run;
import io.github.athenaconnect.query.Shard;
import io.github.athenaconnect.result.RowPlace;
import io.github.athenaconnect.type.AthenaColumn;
import io.github.athenaconnect.type.Converters;
import io.github.athenaconnect.type.DecimalMode;
import io.github.athenaconnect.type.RowType;
import io.github.athenaconnect.type.RowTypes;
import io.github.athenaconnect.type.Specification;
import io.github.athenaconnect.type.TimestampMode;
import io.github.athenaconnect.type.TypeSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Keys and values of every kind of record pass through the converters most workers use, and come back. */
class RecordConvertersTest {
    private static final Instant TEN = Instant.parse("2026-03-01T10:00:00Z");

    private static void assertTaken(SourceRecord record) {
        Converters.assertTake(record.keySchema(), record.key());
        if (record.value() != null) {
            Converters.assertTake(record.valueSchema(), record.value());
        }
    }

    @Nested
    class OfARow {
        private static RowType rowType(Specification line) {
            return RowTypes.of(List.of(line.column(), new AthenaColumn("line", "integer", 0, 0)), line.settings());
        }

        private static RecordFactory factory(RowType type, String... keyColumns) {
            return new RecordFactory(
                    new RecordSettings("t", List.of(keyColumns)),
                    type,
                    Map.of("query", "orders"),
                    new Provenance("orders", Run.at(TEN), "execution-7"));
        }

        /** JSON has no number for these. */
        static Stream<Specification> lines() {
            return Specification.all()
                    .filter(line -> line.outcome().isGood())
                    .filter(line -> !line.outcome().value().matches("NaN|-?Infinity|-0\\.0"));
        }

        @ParameterizedTest
        @MethodSource("lines")
        void withAKeyOfOneColumn(Specification line) {
            RowType type = rowType(line);
            Struct row = new Struct(type.schema()).put("value", line.decoded(line.text()));

            assertTaken(factory(type, "value").record(row, 1, Map.of()));
            assertTaken(factory(type, "value").marker().orElseThrow().at(Map.of()));
        }

        @ParameterizedTest
        @MethodSource("lines")
        void withAKeyOfSeveralColumns(Specification line) {
            RowType type = rowType(line);
            Struct row = new Struct(type.schema())
                    .put("value", line.decoded(line.text()))
                    .put("line", 7);

            assertTaken(factory(type, "line", "value").record(row, 1, Map.of()));
            assertTaken(factory(type, "line", "value").record(new Struct(type.schema()).put("line", 7), 1, Map.of()));
            assertTaken(factory(type, "line", "value").marker().orElseThrow().at(Map.of()));
        }
    }

    @Test
    void ofADeadLetter() {
        DataInterval hour = new DataInterval(TEN.minusSeconds(3600), TEN);
        RowType type = RowTypes.of(
                List.of(new AthenaColumn("order id", "integer", 0, 0), new AthenaColumn("note", "varchar", 0, 0)),
                new TypeSettings("shop.orders", DecimalMode.DECIMAL, TimestampMode.MILLIS));
        for (Run run : List.of(Run.at(TEN), new Run(TEN, Optional.of(hour)))) {
            DeadLetters letters = new DeadLetters(
                    "shop", "dead", HeaderMode.NONE, type, Map.of(), new Provenance("orders", run, "execution-7"));

            assertTaken(letters.record(
                    new RejectedRow(
                            new RowPlace("s3://results/execution-7.csv", 3, OptionalLong.of(40)),
                            3,
                            Optional.of("order id"),
                            "Expected an integer, found \"x\"",
                            index -> index == 0 ? "x" : null),
                    Map.of()));
            assertTaken(letters.record(
                    new RejectedRow(
                            new RowPlace("athena:execution-7", 1, OptionalLong.empty()),
                            1,
                            Optional.empty(),
                            "has no key",
                            index -> ""),
                    Map.of()));
        }
    }

    @Test
    void ofTheRunLog() {
        DataInterval hour = new DataInterval(TEN.minusSeconds(3600), TEN);
        for (Run run : List.of(Run.at(TEN), new Run(TEN, Optional.of(hour)))) {
            for (RunState state : RunState.values()) {
                SourceRecord record = new RunLog("shop", "runs").record(finished(run, state), Map.of(), Map.of());

                assertTaken(record);
                assertThat(record.value()).isNotNull();
            }
        }
    }

    private static FinishedRun finished(Run run, RunState state) {
        boolean delivered = state == RunState.DELIVERED;
        return new FinishedRun(
                "orders",
                Shard.WHOLE,
                Attempt.first(run),
                "0123456789abcdef",
                delivered ? Optional.empty() : Optional.of("id = BIGINT '7'"),
                state,
                delivered ? List.of("5f5a2c1e-0d0b-4c57-9a5a-3c9f1f5d8e11") : List.of(),
                1234,
                3,
                98765,
                10_485_760,
                delivered ? Optional.of(TEN.plusMillis(1500)) : Optional.empty(),
                Duration.ofMillis(120),
                Duration.ofMillis(2300),
                TEN.plusMillis(9250),
                delivered ? Optional.empty() : Optional.of("Query 'orders': the table is not there."));
    }
}
