package io.github.athenaconnect.flow;

import static io.github.athenaconnect.fake.FakeAthena.fails;
import static io.github.athenaconnect.fake.FakeAthena.runsForEver;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.athenaconnect.failure.CallFailure;
import io.github.athenaconnect.failure.FailureKind;
import io.github.athenaconnect.fake.FakeAthena;
import io.github.athenaconnect.fake.FakeS3;
import io.github.athenaconnect.fake.SettableClock;
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
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.security.cert.CertificateExpiredException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;

/** What a query does when things go wrong, driven step by step, without threads and without time. */
class QueryFlowFailureTest {
    private static final String SQL = "SELECT id FROM t";
    private static final RetrySettings RETRY = new RetrySettings(2, Duration.ofSeconds(1), Duration.ofMinutes(30));

    private final SettableClock clock = SettableClock.standing("2026-03-01T10:00:05Z");
    private final SettableClock athenasClock = SettableClock.standing("2026-03-01T10:00:05Z");
    private final FakeS3 s3 = new FakeS3();
    private final FakeAthena athena =
            new FakeAthena(athenasClock, s3).answers(SQL, List.of("id bigint"), "\"1\"\n\"2\"\n\"3\"\n");

    private QueryFlow flow(Schedule schedule) {
        Query query = new Query("connector", "q", SQL);
        QueryPlan plan = Plans.full(query, schedule, RETRY, new BatchLimits(2, 1 << 20));
        QueryResults results = new QueryResults(
                new ResultColumns(athena),
                new Results(s3, new ResultSettings(1 << 20, 1, Optional.empty()), failures -> {}),
                ResultFormat.CSV,
                new TypeSettings("db.q", DecimalMode.DECIMAL, TimestampMode.MILLIS));
        return new QueryFlow(
                plan,
                new Surroundings(new Executions(athena, Plans.ATHENA, query, clock), results, clock),
                Optional.empty());
    }

    /** Takes steps, each when it is due, until none is due any more or one throws. */
    private List<SourceRecord> drive(QueryFlow flow) {
        List<SourceRecord> records = new ArrayList<>();
        for (int steps = 0; steps < 1000; steps++) {
            Step step = flow.advance();
            records.addAll(step.records());
            if (step.notBefore().equals(Instant.MAX)) {
                return records;
            }
            pass(step.notBefore());
        }
        throw new AssertionError("Still going on after 1000 steps, at " + clock.instant());
    }

    private void pass(Instant until) {
        Instant before = clock.instant();
        clock.moveTo(until);
        athenasClock.move(Duration.between(before, clock.instant()));
    }

    @Test
    void aRestartAfterAllRetriesFailedTriesAgain() {
        athena.nextGoes(fails("internal", 100, true))
                .nextGoes(fails("internal", 100, true))
                .nextGoes(fails("internal", 100, true));
        assertThatThrownBy(() -> drive(flow(Schedule.once())))
                .hasMessageContainingAll("3 attempts", "Restart the task");
        pass(clock.instant().plus(Duration.ofMinutes(5)));

        assertThat(drive(flow(Schedule.once()))).hasSize(3);
        assertThat(athena.started()).hasSize(4);
    }

    @Test
    void placesThatAreTakenAreNoFailuresUntilThereAreTooMany() {
        for (int attempt = 0; attempt < 5; attempt++) {
            athena.nextGoes(fails("HIVE_PATH_ALREADY_EXISTS: Target directory already exists", 1000, false));
        }
        assertThat(drive(flow(Schedule.once()))).hasSize(3);

        for (int attempt = 0; attempt < 20; attempt++) {
            athena.nextGoes(fails("HIVE_PATH_ALREADY_EXISTS: Target directory already exists", 1000, false));
        }
        pass(clock.instant().plus(Duration.ofDays(1)));
        assertThatThrownBy(() -> drive(flow(Schedule.every(Duration.ofDays(1)))))
                .hasMessageContainingAll("HIVE_PATH_ALREADY_EXISTS", "3 attempts");
    }

    @Test
    void aResultThatCannotBeReadForLongerThanTheTimeoutStopsTheQuery() {
        s3.delivering(BrokenStream::new);
        QueryFlow flow = flow(Schedule.once());
        Instant begin = clock.instant();

        assertThatThrownBy(() -> drive(flow))
                .isInstanceOf(QueryStoppedException.class)
                .hasMessageContainingAll("Query 'q'", "execution-0", "Connection reset");
        assertThat(Duration.between(begin, clock.instant())).isBetween(Duration.ofMinutes(30), Duration.ofMinutes(32));
        assertThat(s3.requests()).as("pauses double up to a minute").hasSizeLessThan(80);
    }

    @Test
    void aRunThatWasDueLongAgoGivesWayToTheLatest() {
        QueryFlow flow = flow(Schedule.every(Duration.ofMinutes(15)));
        List<SourceRecord> records = new ArrayList<>();
        Step step = flow.advance();
        while (records.size() < 3) {
            pass(step.notBefore());
            step = flow.advance();
            records.addAll(step.records());
        }
        // Nobody took the rows for hours, or the machine slept.
        pass(Instant.parse("2026-03-01T15:20:00Z"));
        while (records.size() < 6) {
            step = flow.advance();
            records.addAll(step.records());
            pass(step.notBefore());
        }

        assertThat(records.get(5).sourceOffset().get("scheduled")).isEqualTo("2026-03-01T15:15:00Z");
        assertThat(athena.started()).hasSize(2);
    }

    @Test
    void aWorkersClockThatIsAheadDoesNotCancelAnExecution() {
        clock.move(Duration.ofHours(1));
        athena.nextGoes(runsForEver());
        QueryFlow flow = flow(Schedule.once());
        for (int steps = 0; steps < 10; steps++) {
            pass(flow.advance().notBefore());
        }

        assertThat(athena.stopped()).isEmpty();
    }

    @Test
    void aWorkersClockThatIsBehindDoesNotLetAnExecutionRunOn() {
        clock.move(Duration.ofHours(-5));
        athena.nextGoes(runsForEver());
        QueryFlow flow = flow(Schedule.once());

        assertThatThrownBy(() -> drive(flow)).hasMessageContainingAll("Query 'q'", "execution-0", "timeout");
        assertThat(athena.stopped()).containsExactly("execution-0");
    }

    @Test
    void aCertificateThatIsOutOfDateForAWhileStopsNothing() {
        for (int times = 0; times < 20; times++) {
            athena.failNext(outOfDate());
        }

        assertThat(drive(flow(Schedule.once()))).hasSize(3);
    }

    @Test
    void aCertificateThatIsOutOfDateForLongerThanTheTimeoutStopsTheQueryAsWhatItIs() {
        for (int times = 0; times < 100; times++) {
            athena.failNext(outOfDate());
        }
        Instant begun = clock.instant();

        assertThatThrownBy(() -> drive(flow(Schedule.once())))
                .hasMessageContainingAll("Query 'q'", "NotAfter: Sunday", CallFailure.nextStep(FailureKind.UNPROVEN));
        assertThat(Duration.between(begun, clock.instant())).isGreaterThanOrEqualTo(RETRY.timeout());
    }

    private static SdkClientException outOfDate() {
        return SdkClientException.create("NotAfter: Sunday", new CertificateExpiredException("NotAfter: Sunday"));
    }

    @Test
    void anUnexpectedErrorNamesTheQueryAndWhatItWasDoing() {
        athena.failNext(new IllegalStateException("nobody thought of this"));

        assertThatThrownBy(() -> drive(flow(Schedule.once())))
                .isInstanceOf(QueryStoppedException.class)
                .hasMessageContainingAll("Query 'q'", "the only run", "nobody thought of this", "report");
    }

    /** Answers, and breaks off before the first byte. */
    private static final class BrokenStream extends FilterInputStream {
        BrokenStream(InputStream body) {
            super(body);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            throw new SocketException("Connection reset");
        }
    }
}
