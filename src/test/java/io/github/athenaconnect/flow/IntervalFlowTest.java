package io.github.athenaconnect.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.athenaconnect.CapturedLog;
import io.github.athenaconnect.fake.FakeAthena;
import io.github.athenaconnect.fake.FakeS3;
import io.github.athenaconnect.fake.SettableClock;
import io.github.athenaconnect.offset.OffsetFormat;
import io.github.athenaconnect.offset.QueryOffset;
import io.github.athenaconnect.query.Agenda;
import io.github.athenaconnect.query.Executions;
import io.github.athenaconnect.query.IntervalSettings;
import io.github.athenaconnect.query.Query;
import io.github.athenaconnect.query.RetrySettings;
import io.github.athenaconnect.result.QueryResults;
import io.github.athenaconnect.result.ResultColumns;
import io.github.athenaconnect.result.ResultFormat;
import io.github.athenaconnect.result.ResultSettings;
import io.github.athenaconnect.result.Results;
import io.github.athenaconnect.schedule.Schedule;
import io.github.athenaconnect.type.DecimalMode;
import io.github.athenaconnect.type.TimestampMode;
import io.github.athenaconnect.type.TypeSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;

/** Drives a query of interval mode step by step: a backfill of five intervals, of which the last is to come. */
class IntervalFlowTest {
    private static final String SQL = "SELECT id FROM t";
    private static final Instant END = Instant.parse("2026-03-01T10:10:00Z");
    private static final List<String> TRUTH = List.of(
            "2026-03-01T09:10:00Z 2026-03-01T09:15:00Z Struct{id=1}",
            "2026-03-01T09:10:00Z 2026-03-01T09:15:00Z Struct{id=2}",
            "2026-03-01T09:15:00Z 2026-03-01T09:30:00Z Struct{id=1}",
            "2026-03-01T09:15:00Z 2026-03-01T09:30:00Z Struct{id=2}",
            "2026-03-01T09:30:00Z 2026-03-01T09:45:00Z Struct{id=1}",
            "2026-03-01T09:30:00Z 2026-03-01T09:45:00Z Struct{id=2}",
            "2026-03-01T09:45:00Z 2026-03-01T10:00:00Z Struct{id=1}",
            "2026-03-01T09:45:00Z 2026-03-01T10:00:00Z Struct{id=2}",
            "2026-03-01T10:00:00Z 2026-03-01T10:10:00Z Struct{id=1}",
            "2026-03-01T10:00:00Z 2026-03-01T10:10:00Z Struct{id=2}");

    private final SettableClock clock = SettableClock.standing("2026-03-01T10:00:05Z");
    private final FakeS3 s3 = new FakeS3();
    private final FakeAthena athena = new FakeAthena(clock, s3).answers(SQL, List.of("id bigint"), "\"1\"\n\"2\"\n");
    private final List<SourceRecord> delivered = new ArrayList<>();
    private Optional<QueryOffset> stored = Optional.empty();
    private ResultFormat format = ResultFormat.CSV;

    private QueryFlow flow(Optional<Integer> mostMissed) {
        Query query = new Query("connector", "q", SQL);
        Agenda agenda = Agenda.ofIntervals(
                Schedule.every(Duration.ofMinutes(15)),
                ZoneOffset.UTC,
                new IntervalSettings(
                        Optional.of(Instant.parse("2026-03-01T09:10:00Z")),
                        Optional.of(END),
                        Duration.ofSeconds(30),
                        Duration.ZERO,
                        mostMissed),
                Duration.ZERO);
        QueryPlan plan = Plans.of(
                query,
                agenda,
                new RetrySettings(3, Duration.ofSeconds(1), Duration.ofMinutes(30)),
                new BatchLimits(1, 1 << 20));
        QueryResults results = new QueryResults(
                new ResultColumns(athena),
                new Results(s3, new ResultSettings(1 << 20, 1, Optional.empty()), failures -> {}),
                format,
                new TypeSettings("db.q", DecimalMode.DECIMAL, TimestampMode.MILLIS));
        return new QueryFlow(
                plan, new Surroundings(new Executions(athena, Plans.ATHENA, query, clock), results, clock), stored);
    }

    /** Takes steps, storing records and offsets as exactly-once delivery does; whether the query ended within them. */
    private boolean drive(QueryFlow flow, int steps) {
        try (flow) {
            for (int step = 0; step < steps; step++) {
                Step taken = flow.advance();
                taken.records().forEach(this::deliver);
                if (taken.notBefore().equals(Instant.MAX)) {
                    return true;
                }
                clock.moveTo(taken.notBefore());
            }
        }
        return false;
    }

    @SuppressWarnings("unchecked")
    private void deliver(SourceRecord record) {
        delivered.add(record);
        stored = Optional.of(OffsetFormat.read("q", (Map<String, Object>) record.sourceOffset()));
    }

    private List<String> intervalsAndRows() {
        return delivered.stream()
                .map(record -> record.sourceOffset().get("interval.start") + " "
                        + record.sourceOffset().get("interval.end") + " " + record.value())
                .toList();
    }

    @Test
    void catchesUpInOrderAndThenEnds() {
        assertThat(drive(flow(Optional.empty()), 200)).isTrue();

        assertThat(intervalsAndRows()).isEqualTo(TRUTH);
        assertThat(athena.started()).hasSize(5);
        assertThat(clock.instant()).isAfterOrEqualTo(END.plusSeconds(30)).isBefore(END.plusSeconds(60));
    }

    @ParameterizedTest
    @CsvSource({"4, CSV", "5, CSV", "6, CSV", "7, CSV", "11, CSV", "4, API", "5, API", "11, API"})
    void restartsAtEveryStepNeitherChangeTheOrderNorPayTwice(int stepsOfALife, ResultFormat by) {
        for (int first = 1; first < 60; first++) {
            IntervalFlowTest world = new IntervalFlowTest();
            world.format = by;
            world.survives(first, stepsOfALife);
        }
    }

    private void survives(int first, int stepsOfALife) {
        boolean ended = drive(flow(Optional.empty()), first);
        for (int life = 0; life < 100 && !ended; life++) {
            ended = drive(flow(Optional.empty()), stepsOfALife);
        }
        assertThat(ended)
                .as("crash after %d steps, then every %d", first, stepsOfALife)
                .isTrue();
        assertThat(intervalsAndRows()).isEqualTo(TRUTH);
        assertThat(athena.started().stream().map(StartQueryExecutionRequest::clientRequestToken))
                .hasSize(5)
                .doesNotHaveDuplicates();
    }

    @Test
    void staysEndedAfterARestart() {
        drive(flow(Optional.empty()), 200);

        assertThat(drive(flow(Optional.empty()), 1)).isTrue();
        assertThat(athena.started()).hasSize(5);
    }

    @Test
    void warnsOfWhatItLeavesOut() {
        try (CapturedLog log = CapturedLog.open()) {
            drive(flow(Optional.of(2)), 200);

            assertThat(log.text().lines().filter(line -> line.contains("WARN")))
                    .singleElement()
                    .asString()
                    .contains(
                            "Query 'q', run 2026-03-01T09:30:00Z",
                            "from 2026-03-01T09:10:00Z to 2026-03-01T09:15:00Z is left out",
                            "catchup and interval.max.runs");
        }
        assertThat(intervalsAndRows()).isEqualTo(TRUTH.subList(2, TRUTH.size()));
    }
}
