package io.github.athenaconnect.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.athenaconnect.fake.FakeAthena;
import io.github.athenaconnect.fake.FakeS3;
import io.github.athenaconnect.fake.SettableClock;
import io.github.athenaconnect.offset.OffsetFormat;
import io.github.athenaconnect.offset.QueryOffset;
import io.github.athenaconnect.query.Executions;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;

/** Drives one query step by step, without threads and without time. */
class QueryFlowTest {
    private static final int RUNS = 3;
    private static final int ROWS = 7;
    private static final String SQL = "SELECT id FROM t";

    private final SettableClock clock = SettableClock.standing("2026-03-01T10:00:05Z");
    private final FakeS3 s3 = new FakeS3();
    private final FakeAthena athena = new FakeAthena(clock, s3).answers(SQL, List.of("id bigint"), rows());

    private static String rows() {
        return IntStream.range(0, ROWS).mapToObj(id -> "\"" + id + "\"\n").collect(Collectors.joining());
    }

    private QueryFlow flow(int batchRows, Optional<QueryOffset> stored) {
        Query query = new Query("connector", "q", SQL);
        QueryPlan plan = Plans.full(
                query,
                Schedule.every(Duration.ofMinutes(15)),
                new RetrySettings(3, Duration.ofSeconds(1), Duration.ofMinutes(30)),
                new BatchLimits(batchRows, 1 << 20));
        QueryResults results = new QueryResults(
                new ResultColumns(athena),
                new Results(s3, new ResultSettings(1 << 20, 1, Optional.empty()), failures -> {}),
                ResultFormat.CSV,
                new TypeSettings("db.q", DecimalMode.DECIMAL, TimestampMode.MILLIS));
        return new QueryFlow(
                plan, new Surroundings(new Executions(athena, Plans.ATHENA, query, clock), results, clock), stored);
    }

    /** What the topic would hold, and what the offset topic. */
    private static final class Kafka {
        private final List<SourceRecord> delivered = new ArrayList<>();
        private Optional<QueryOffset> offset = Optional.empty();

        /** A transaction of exactly-once delivery: records and offset, or neither. */
        void commit(List<SourceRecord> records) {
            delivered.addAll(records);
            if (!records.isEmpty()) {
                offset = Optional.of(offsetOf(records.get(records.size() - 1)));
            }
        }

        List<String> runsAndRows() {
            return delivered.stream()
                    .map(record -> record.sourceOffset().get("scheduled") + " " + record.value())
                    .toList();
        }
    }

    @SuppressWarnings("unchecked")
    private static QueryOffset offsetOf(SourceRecord record) {
        return OffsetFormat.read("q", (Map<String, Object>) record.sourceOffset());
    }

    /** Takes {@code steps} steps, committing each step's records, and moving the clock to wherever the flow waits. */
    private int drive(QueryFlow flow, Kafka kafka, int steps, Instant end) {
        for (int step = 0; step < steps; step++) {
            Step taken = flow.advance();
            kafka.commit(taken.records());
            if (taken.notBefore().isAfter(end)) {
                return step;
            }
            clock.moveTo(taken.notBefore());
        }
        return steps;
    }

    private static final Instant END = Instant.parse("2026-03-01T10:40:00Z");

    private List<String> truth() {
        return IntStream.range(0, RUNS)
                .boxed()
                .flatMap(run -> IntStream.range(0, ROWS)
                        .mapToObj(row -> Instant.parse("2026-03-01T10:00:00Z").plus(Duration.ofMinutes(15L * run))
                                + " Struct{id=" + row + "}"))
                .toList();
    }

    @Test
    void runsWhenDueAndDeliversEachRunsRowsInOrder() {
        Kafka kafka = new Kafka();
        drive(flow(3, Optional.empty()), kafka, 1000, END);

        assertThat(kafka.runsAndRows()).isEqualTo(truth());
        assertThat(athena.started()).hasSize(RUNS);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, ROWS, 100})
    void aCrashAfterAnyStepLosesNothingDoublesNothingAndPaysNothingTwice(int batchRows) {
        for (int crashEvery = 1; crashEvery < 40; crashEvery++) {
            QueryFlowTest world = new QueryFlowTest();
            world.survivesCrashes(batchRows, crashEvery);
        }
    }

    private void survivesCrashes(int batchRows, int crashEvery) {
        Kafka kafka = new Kafka();
        for (int lives = 0; lives < 200; lives++) {
            QueryFlow flow = flow(batchRows, kafka.offset);
            // The first life is cut short by one step more each time, so that single-step lives make progress too.
            int steps = Math.max(crashEvery, 5);
            int taken = drive(flow, kafka, lives == 0 ? crashEvery : steps, END);
            flow.close();
            if (taken < Math.min(crashEvery, steps) && kafka.delivered.size() >= RUNS * ROWS) {
                break;
            }
        }
        assertThat(kafka.runsAndRows())
                .as("batches of %d, crash every %d steps", batchRows, crashEvery)
                .isEqualTo(truth());
        assertThat(athena.started().stream().map(StartQueryExecutionRequest::clientRequestToken))
                .hasSize(RUNS)
                .doesNotHaveDuplicates();
    }

    @Test
    void waitsLongerAndLongerBetweenLooksAtAnExecution() {
        athena.nextGoes(FakeAthena.runsForEver());
        QueryFlow flow = flow(3, Optional.empty());
        List<Long> pauses = new ArrayList<>();
        flow.advance();
        for (int look = 0; look < 8; look++) {
            Step step = flow.advance();
            pauses.add(Duration.between(clock.instant(), step.notBefore()).toMillis());
            clock.moveTo(step.notBefore());
        }

        assertThat(pauses).containsExactly(100L, 200L, 400L, 800L, 1600L, 3200L, 5000L, 5000L);
    }

    /** Of its rows, those that the worker sends and those of the next transaction are in memory, and no more. */
    @Test
    void behindATransactionNothingIsReadUntilTheWorkerHasTakenIt() {
        List<Boolean> waits = new ArrayList<>();
        for (DrivenQuery query : List.of(
                new DrivenQuery().inTransactionsOf(2).start(),
                new DrivenQuery().inBatchesOf(2).start())) {
            Step inMidResult = query.stepsUntil(step -> step.records().size() == 2);
            assertThat(inMidResult.next()).isInstanceOf(Reading.class);
            waits.add(inMidResult.awaitsWorker());
        }

        assertThat(waits).containsExactly(true, false);
    }

    @Test
    void theLastRecordOfARunSaysThatTheRunIsDone() {
        Kafka kafka = new Kafka();
        drive(flow(3, Optional.empty()), kafka, 1000, END);

        assertThat(kafka.delivered.stream().map(record -> offsetOf(record).done()))
                .containsExactlyElementsOf(IntStream.range(0, RUNS * ROWS)
                        .mapToObj(index -> index % ROWS == ROWS - 1)
                        .toList());
    }
}
