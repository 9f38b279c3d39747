package io.github.athenaconnect.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.athenaconnect.query.Attempt;
import io.github.athenaconnect.query.DataInterval;
import io.github.athenaconnect.query.Run;
import io.github.athenaconnect.query.Shard;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

class RunLogTest {
    private static final Instant TEN = Instant.parse("2026-03-01T10:00:00Z");
    private static final Pattern JSON = Pattern.compile("```json\\n(.*?)\\n```", Pattern.DOTALL);

    private static final Run HOURLY = new Run(TEN, Optional.of(new DataInterval(TEN.minusSeconds(3600), TEN)));

    /** The run of the example in docs/run-log.md. */
    private static FinishedRun delivered(Run run) {
        return new FinishedRun(
                "orders",
                Shard.WHOLE,
                new Attempt(run, 1),
                "0123456789abcdef",
                Optional.empty(),
                RunState.DELIVERED,
                List.of("5f5a2c1e-0d0b-4c57-9a5a-3c9f1f5d8e11", "8d0c6a2b-52a0-4f0e-8f43-0b8d6c1de7a4"),
                1234,
                3,
                98765,
                10_485_760,
                Optional.of(TEN.plusMillis(1500)),
                Duration.ofMillis(120),
                Duration.ofMillis(2300),
                TEN.plusMillis(9250),
                Optional.empty());
    }

    private static FinishedRun failed() {
        return new FinishedRun(
                "orders",
                Shard.WHOLE,
                Attempt.first(Run.at(TEN)),
                "0123456789abcdef",
                Optional.of("id = BIGINT '7'"),
                RunState.FAILED,
                List.of(),
                0,
                0,
                0,
                0,
                Optional.empty(),
                Duration.ZERO,
                Duration.ZERO,
                TEN.plusSeconds(9),
                Optional.of("Query 'orders', run 2026-03-01T10:00:00Z: the table is not there."));
    }

    private static SourceRecord record(FinishedRun run) {
        return new RunLog("shop", "runs").record(run, Map.of("query", "orders"), Map.of("done", true));
    }

    private static SchemaAndValue throughJson(Schema schema, Object value) {
        try (JsonConverter converter = new JsonConverter()) {
            converter.configure(Map.of("schemas.enable", true), false);
            return converter.toConnectData("runs", converter.fromConnectData("runs", schema, value));
        }
    }

    private static String asJson(Schema schema, Object value) {
        try (JsonConverter converter = new JsonConverter()) {
            converter.configure(Map.of("schemas.enable", false), false);
            return new String(converter.fromConnectData("runs", schema, value), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aRunHasOneKeyHoweverOftenItEnds() {
        Struct key = (Struct) record(delivered(Run.at(TEN))).key();

        assertThat(key).isEqualTo(record(failed()).key());
        assertThat(List.of(key.get("connector"), key.get("query"), key.get("run")))
                .isEqualTo(List.of("shop", "orders", "2026-03-01T10:00:00Z"));
    }

    @Test
    void theKeyOfARunWithAnIntervalIsItsInterval() {
        Struct key = (Struct) record(delivered(HOURLY)).key();

        assertThat(key.get("run")).isEqualTo("2026-03-01T09:00:00Z/2026-03-01T10:00:00Z");
    }

    @Test
    void theRecordCarriesPartitionAndOffsetOfItsQuery() {
        SourceRecord record = record(failed());

        assertThat(record.topic()).isEqualTo("runs");
        assertThat(record.sourcePartition()).isEqualTo(Map.of("query", "orders"));
        assertThat(record.sourceOffset()).isEqualTo(Map.of("done", true));
        assertThat(new RunLog("shop", "runs")
                        .record(failed(), Map.of("query", "orders"), null)
                        .sourceOffset())
                .isNull();
    }

    @Test
    void whatIsKnownOfARunSurvivesTheWayThroughJson() {
        for (FinishedRun run : List.of(delivered(Run.at(TEN)), delivered(HOURLY), failed())) {
            SourceRecord record = record(run);

            assertThat(throughJson(record.valueSchema(), record.value()).value())
                    .isEqualTo(record.value());
            assertThat(throughJson(record.keySchema(), record.key()).value()).isEqualTo(record.key());
        }
    }

    @Test
    void whatIsNotKnownIsNull() {
        Struct value = (Struct) record(failed()).value();

        assertThat(value.get("submitted")).isNull();
        assertThat(value.get("interval_start")).isNull();
        assertThat(value.get("attempts")).isEqualTo(1);
        assertThat(value.get("state")).isEqualTo("FAILED");
        assertThat(value.get("watermark")).isEqualTo("id = BIGINT '7'");
        assertThat((String) value.get("error")).contains("the table is not there");
    }

    /** Avro allows letters, digits and underscores. */
    @Test
    void namesAreLegalInEveryFormat() {
        for (Schema schema : List.of(RunLog.KEY, RunLog.VALUE)) {
            assertThat(schema.fields().stream().map(Field::name)).allMatch(name -> name.matches("[a-z][a-z_]*"));
            assertThat(schema.name()).matches("([A-Za-z]+\\.)+[A-Za-z]+");
        }
    }

    @Test
    void aFieldThatWasAddedIsOptionalAndRaisesTheVersion() {
        assertThat(RunLog.KEY.version()).isEqualTo(1);
        assertThat(RunLog.VALUE.version()).isEqualTo(2);
        assertThat(RunLog.VALUE.field("rows_rejected").schema().isOptional()).isTrue();
        assertThat(((Struct) record(delivered(HOURLY)).value()).get("rows_rejected"))
                .isEqualTo(3L);
    }

    @Test
    void thePageShowsWhatJsonConverterPrints() throws IOException {
        List<String> shown = JSON.matcher(Files.readString(Path.of("docs", "run-log.md")))
                .results()
                .map((MatchResult found) -> found.group(1).replaceAll("\\s+", ""))
                .toList();
        SourceRecord record = record(delivered(HOURLY));

        assertThat(shown)
                .containsExactly(
                        asJson(record.keySchema(), record.key()), asJson(record.valueSchema(), record.value()));
    }

    @Test
    void thePageNamesEveryField() throws IOException {
        String page = Files.readString(Path.of("docs", "run-log.md"));

        assertThat(RunLog.VALUE.fields()).allSatisfy(field -> assertThat(page).contains("| `" + field.name() + "` |"));
    }
}
