package io.github.athenaconnect.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.athenaconnect.UnloadedRows;
import io.github.athenaconnect.failure.MissingResultPolicy;
import io.github.athenaconnect.fake.FakeAthena;
import io.github.athenaconnect.fake.FakeS3;
import io.github.athenaconnect.fake.SettableClock;
import io.github.athenaconnect.offset.OffsetPlace;
import io.github.athenaconnect.offset.QueryOffset;
import io.github.athenaconnect.offset.ReadPoint;
import io.github.athenaconnect.query.Agenda;
import io.github.athenaconnect.query.AthenaSettings;
import io.github.athenaconnect.query.Attempt;
import io.github.athenaconnect.query.Executions;
import io.github.athenaconnect.query.OutputSettings;
import io.github.athenaconnect.query.Query;
import io.github.athenaconnect.query.RetrySettings;
import io.github.athenaconnect.query.Run;
import io.github.athenaconnect.query.ScanBudget;
import io.github.athenaconnect.query.ScanSettings;
import io.github.athenaconnect.query.Shard;
import io.github.athenaconnect.query.Spending;
import io.github.athenaconnect.query.SqlTemplate;
import io.github.athenaconnect.record.RecordSettings;
import io.github.athenaconnect.record.RowErrors;
import io.github.athenaconnect.result.QueryResults;
import io.github.athenaconnect.result.ReadAhead;
import io.github.athenaconnect.result.ResultColumns;
import io.github.athenaconnect.result.ResultFingerprint;
import io.github.athenaconnect.result.ResultFormat;
import io.github.athenaconnect.result.ResultPosition;
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
import java.util.Optional;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;

/** One shard of two, driven step by step, while what the other has stored is what the test says. */
class SharedRunTest {
    private static final Run ONLY = Run.at(Instant.EPOCH);
    private static final AthenaSettings ATHENA = new AthenaSettings(
            "AwsDataCatalog",
            "db",
            "primary",
            OutputSettings.at(Optional.of(FakeAthena.BUCKET)),
            Duration.ofMillis(100),
            Duration.ofMillis(100));
    private static final Query QUERY = new Query("shop", "orders", "SELECT id FROM t");

    private final SettableClock clock = SettableClock.standing("2026-03-01T10:00:05Z");
    private final FakeS3 s3 = new FakeS3();
    private final FakeAthena athena = new FakeAthena(clock, s3);
    private final List<QueryOffset> other = new ArrayList<>();
    private final List<String> delivered = new ArrayList<>();
    private ScanSettings scans = ScanSettings.UNLIMITED;

    SharedRunTest() {
        UnloadedRows unused = new UnloadedRows(athena, s3, sql -> List.of("a", "b", "c", "d", "e", "f", "g"));
    }

    private QueryFlow flow(Optional<QueryOffset> stored, Siblings siblings) {
        return flow(Schedule.once(), stored, siblings);
    }

    private QueryFlow flow(Schedule schedule, Optional<QueryOffset> stored, Siblings siblings) {
        Shard shard = new Shard(2, 2);
        QueryPlan plan = new QueryPlan(
                QUERY,
                ATHENA,
                SqlTemplate.parse(QUERY.sql()),
                Agenda.of(schedule, ZoneOffset.UTC, Duration.ZERO),
                Optional.empty(),
                new RetrySettings(2, Duration.ofSeconds(1), Duration.ofMinutes(30)),
                Plans.DEFAULT_POLICIES.on(MissingResultPolicy.FAIL),
                scans,
                new RecordSettings("topic", List.of()),
                RowErrors.FAIL,
                new BatchLimits(100, 1 << 20),
                new RunEnding(Optional.empty(), false),
                new OffsetPlace("orders", shard, Optional.empty()));
        QueryResults results = new QueryResults(
                new ResultColumns(athena),
                new Results(
                        s3, new ResultSettings(1 << 20, 1, Optional.empty()), failures -> {}, shard, ReadAhead.none()),
                ResultFormat.UNLOAD,
                new TypeSettings("db.orders", DecimalMode.DECIMAL, TimestampMode.MILLIS));
        return new QueryFlow(plan, new Surroundings(executions(), results, clock, siblings), stored);
    }

    private Executions executions() {
        return new Executions(athena, ATHENA, QUERY, clock).unloading();
    }

    private void drive(QueryFlow flow) {
        for (Step step = flow.advance(); !step.notBefore().equals(Instant.MAX); step = flow.advance()) {
            take(step);
        }
    }

    private void take(Step step) {
        step.records().forEach(record -> delivered.add(((Struct) record.value()).getString("id")));
        clock.moveTo(step.notBefore());
    }

    /** Starts an execution that this shard's token does not lead to, and waits for its end. */
    private String another(int attempt) {
        String id = executions().start(new Attempt(ONLY, attempt), QUERY.sql()).id();
        clock.move(Duration.ofSeconds(5));
        return id;
    }

    private static QueryOffset reading(Run run, String execution, boolean done) {
        return new QueryOffset(
                new Attempt(run, 7),
                Optional.of(new ReadPoint(
                        execution,
                        new ResultFingerprint(FakeAthena.BUCKET + execution + "-manifest.csv", "\"t\"", 1),
                        new ResultPosition(1, 1, 10),
                        "c")),
                done,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void theExecutionThatAnotherShardHasNamedIsReadWithoutAStart() {
        other.add(reading(ONLY, another(7), false));
        drive(flow(Optional.empty(), () -> other));

        assertThat(athena.started()).hasSize(1);
        assertThat(delivered).containsExactly("c", "d", "g");
    }

    @Test
    void oneThatIsNamedWhileThisShardWaitsForItsOwnIsReadAsLongAsNoRowIsDelivered() {
        String first = another(7);
        QueryFlow flow = flow(Optional.empty(), () -> other);
        while (athena.started().size() == 1) {
            take(flow.advance());
        }
        other.add(reading(ONLY, first, true));
        drive(flow);

        assertThat(athena.started()).hasSize(2);
        assertThat(delivered)
                .as("the files of the second are cut at three rows")
                .containsExactly("c", "d", "g");
    }

    @Test
    void whatIsYoungerThanWhatAShardReadsThatIsPastThisRunIsCancelledAndNotRead() {
        other.add(reading(Run.at(Instant.parse("2026-03-01T10:00:00Z")), another(7), false));
        athena.runsFor(Duration.ofMinutes(1));

        assertThatThrownBy(() -> drive(flow(Optional.empty(), () -> other)))
                .isInstanceOf(QueryStoppedException.class)
                .hasMessageContaining("have read another execution of this run and are past it");
        assertThat(athena.stopped()).containsExactly("execution-1");
        assertThat(delivered).isEmpty();
    }

    @Test
    void whatIsOlderIsReadHoweverLateThisShardComes() {
        another(0);
        other.add(reading(Run.at(Instant.parse("2026-03-01T10:00:00Z")), another(7), false));
        clock.move(Duration.ofDays(30));
        drive(flow(Optional.empty(), () -> other));

        assertThat(athena.started()).hasSize(2);
        assertThat(delivered).containsExactly("c", "d", "g");
    }

    /** It may have been started a moment ago, or be known to another part of Athena only. */
    @Test
    void anExecutionOfAShardThatIsPastThisOneIsNotBelievedToBeUnknownAtOnce() {
        another(0);
        other.add(reading(Run.at(Instant.parse("2026-03-01T10:00:00Z")), another(7), false));
        athena.failNext(notFound("execution-1")).failNext(notFound("execution-1"));
        drive(flow(Optional.empty(), () -> other));

        assertThat(delivered).containsExactly("c", "d", "g");
    }

    /** Each has been doubted for as long as any, however long it took the shard to come from one to the next. */
    @Test
    void theExecutionsOfAShardThatGoesOnAreDoubtedOneByOne() {
        another(0);
        other.add(reading(Run.at(Instant.parse("2026-03-01T10:00:00Z")), "execution-unknown", false));
        QueryFlow flow = flow(Optional.empty(), () -> other);
        Instant begun = clock.instant();
        while (clock.instant().isBefore(begun.plusSeconds(19))) {
            take(flow.advance());
        }
        other.set(0, reading(Run.at(Instant.parse("2026-03-01T10:15:00Z")), another(7), false));
        athena.failNext(notFound("execution-1"));
        drive(flow);

        assertThat(delivered).containsExactly("c", "d", "g");
    }

    private static InvalidRequestException notFound(String id) {
        return InvalidRequestException.builder()
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorMessage("QueryExecution " + id + " was not found")
                        .build())
                .build();
    }

    @Test
    void aShardWhosePastCannotBeToldStopsThisOne() {
        other.add(reading(Run.at(Instant.parse("2026-03-01T10:00:00Z")), another(7), false));
        athena.forget("execution-0");
        Instant begun = clock.instant();

        assertThatThrownBy(() -> drive(flow(Optional.empty(), () -> other)))
                .hasMessageContainingAll("Query 'orders', shard 2 of 2", "cannot be told any more", "all shards alike");
        assertThat(Duration.between(begun, clock.instant())).isGreaterThanOrEqualTo(Duration.ofSeconds(20));
        assertThat(athena.started()).hasSize(1);
    }

    @Test
    void rowsOfAnotherExecutionThanTheOthersAreNotFollowedByMore() {
        String mine = another(0);
        other.add(reading(ONLY, another(7), false));

        assertThatThrownBy(() -> drive(flow(Optional.of(reading(ONLY, mine, false)), () -> other)))
                .hasMessageContainingAll(
                        "different executions, execution-0 and execution-1", "alter the offsets of all");
        assertThat(delivered).isEmpty();
    }

    /** Found out too late for that run, and not passed over. */
    @Test
    void noRunFollowsOneOfWhichTheOthersHaveReadAnotherExecution() {
        Run last = Run.at(Instant.parse("2026-03-01T09:45:00Z"));
        other.add(reading(last, "execution-b", true));
        QueryFlow flow = flow(
                Schedule.every(Duration.ofMinutes(15)), Optional.of(reading(last, "execution-a", true)), () -> other);

        assertThatThrownBy(() -> drive(flow)).hasMessageContaining("different executions, execution-a and execution-b");
        assertThat(athena.started()).isEmpty();
    }

    @Test
    void aShardWhoseBudgetIsUsedUpReadsWhatAnotherHasBegunAndStartsNothing() {
        scans = new ScanSettings(
                Optional.empty(), Optional.of(new ScanBudget(10_000_000, Schedule.every(Duration.ofDays(1)))));
        Spending all = new Spending(Instant.parse("2026-03-01T09:45:01Z"), 10_000_000);
        QueryOffset before = reading(Run.at(Instant.parse("2026-03-01T09:45:00Z")), "execution-a", true);
        other.add(reading(Run.at(Instant.parse("2026-03-01T10:00:00Z")), another(7), false));
        QueryFlow flow =
                flow(Schedule.every(Duration.ofMinutes(15)), Optional.of(before.having(Optional.of(all))), () -> other);

        Step step = flow.advance();
        while (step.notBefore().isBefore(Instant.parse("2026-03-02T00:00:00Z"))) {
            take(step);
            step = flow.advance();
        }

        assertThat(delivered).containsExactly("c", "d", "g");
        assertThat(athena.started()).hasSize(1);
    }

    @Test
    void offsetsThatCannotBeReadStopTheShardBeforeItStartsAnything() {
        assertThatThrownBy(() -> drive(flow(Optional.empty(), () -> {
                    throw new ConnectException("Failed to fetch offsets.");
                })))
                .hasMessageContainingAll("shard 2 of 2", "Failed to fetch offsets.", "Restart the task.");
        assertThat(athena.started()).isEmpty();
    }
}
