package io.github.athenaconnect.flow;

import static io.github.athenaconnect.fake.FakeAthena.fails;
import static io.github.athenaconnect.fake.FakeAthena.refusal;
import static io.github.athenaconnect.fake.FakeAthena.runsForEver;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.athenaconnect.CapturedLog;
import io.github.athenaconnect.failure.FailurePolicy;
import io.github.athenaconnect.fake.FakeS3;
import io.github.athenaconnect.metrics.Budget;
import io.github.athenaconnect.metrics.QueryCount;
import io.github.athenaconnect.metrics.QueryState;
import io.github.athenaconnect.metrics.ReadProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a query tells of itself: what is counted, and what is said in the log. */
class ChronicleTest {
    private final DrivenQuery query = new DrivenQuery();

    /** What was counted, without what was not. */
    private Map<QueryCount, Long> counted() {
        Map<QueryCount, Long> counts = new EnumMap<>(QueryCount.class);
        Arrays.stream(QueryCount.values())
                .filter(count -> query.flow().meter().total(count) > 0)
                .forEach(count -> counts.put(count, query.flow().meter().total(count)));
        return counts;
    }

    private long count(QueryCount count) {
        return query.flow().meter().total(count);
    }

    @Nested
    class Counting {
        @Test
        void aRunThatGoesWell() {
            query.start().untilItsEnd();

            assertThat(counted())
                    .containsExactlyInAnyOrderEntriesOf(Map.of(
                            QueryCount.ROWS, 7L,
                            QueryCount.BYTES_READ, 33L,
                            QueryCount.BYTES_SCANNED, 1L,
                            QueryCount.EXECUTIONS_STARTED, 1L,
                            QueryCount.RUNS_DELIVERED, 1L));
        }

        @Test
        void anExecutionThatFailsAndIsTriedAgain() {
            query.athena.nextGoes(fails("INTERNAL_ERROR", 401, true));
            query.start().untilItsEnd();

            assertThat(counted())
                    .containsEntry(QueryCount.EXECUTIONS_STARTED, 2L)
                    .containsEntry(QueryCount.EXECUTIONS_FAILED, 1L)
                    .containsEntry(QueryCount.EXECUTIONS_RETRIED, 1L)
                    .containsEntry(QueryCount.BYTES_SCANNED, 2L)
                    .containsEntry(QueryCount.RUNS_DELIVERED, 1L);
        }

        @Test
        void aRunThatIsLeftBehind() {
            query.athena.nextGoes(fails("SYNTAX_ERROR", 2, false));
            query.on(FailurePolicy.SKIP).start().untilItsEnd();

            assertThat(counted())
                    .containsEntry(QueryCount.RUNS_SKIPPED, 1L)
                    .containsEntry(QueryCount.EXECUTIONS_FAILED, 1L)
                    .doesNotContainKey(QueryCount.RUNS_DELIVERED);
        }

        @Test
        void aRunThatStopsTheTask() {
            query.athena.nextGoes(fails("SYNTAX_ERROR", 2, false));
            query.start().until(() -> query.flow().phase() instanceof Stopped);

            assertThat(count(QueryCount.RUNS_FAILED)).isEqualTo(1);
            assertThat(new Outlook(query.flow()).state()).isEqualTo(QueryState.STOPPED);
        }

        /** Nobody looks at it again, so what it has scanned by then is all that is known. */
        @Test
        void anExecutionThatRunsTooLong() {
            query.athena.nextGoes(runsForEver());
            query.timeout(Duration.ofMinutes(5)).on(FailurePolicy.SKIP).start().untilItsEnd();

            assertThat(counted())
                    .containsEntry(QueryCount.EXECUTIONS_STARTED, 1L)
                    .containsEntry(QueryCount.EXECUTIONS_FAILED, 1L)
                    .containsKey(QueryCount.BYTES_SCANNED);
        }

        @Test
        void aCallThatFails() {
            query.athena.failNext(refusal("ThrottlingException", 400, "Rate exceeded"));
            query.start().untilItsEnd();

            assertThat(count(QueryCount.CALLS_RETRIED)).isEqualTo(1);
        }

        @Test
        void rowsThatCannotBeRecords() {
            query.athena.answers(DrivenQuery.SQL, List.of("id bigint"), "\"1\"\n\"x\"\n\"3\"\n\"y\"\n");
            query.leavingOutBadRows().start().untilItsEnd();

            assertThat(counted()).containsEntry(QueryCount.ROWS, 4L).containsEntry(QueryCount.ROWS_SKIPPED, 2L);
        }

        @Test
        void rowsThatBecomeDeadLetters() {
            query.athena.answers(DrivenQuery.SQL, List.of("id bigint"), "\"1\"\n\"x\"\n\"3\"\n");
            query.sendingDeadLetters().start().untilItsEnd();

            assertThat(counted()).containsEntry(QueryCount.ROWS, 3L).containsEntry(QueryCount.ROWS_DEAD_LETTERED, 1L);
        }

        @Test
        void aResultThatBreaksOffIsCountedOnceAndSoIsItsExecution() {
            query.inBatchesOf(1).start().untilRows(2);
            query.s3.failNext(FakeS3.error(500, "InternalError"));
            query.untilItsEnd();

            assertThat(counted())
                    .containsEntry(QueryCount.ROWS, 7L)
                    .containsEntry(QueryCount.EXECUTIONS_STARTED, 1L)
                    .containsEntry(QueryCount.BYTES_SCANNED, 1L)
                    .doesNotContainKey(QueryCount.EXECUTIONS_REATTACHED);
        }

        @Test
        void aTaskThatComesBackCountsOnlyWhatIsNew() {
            query.inBatchesOf(1).start().untilRows(2);
            query.clock.move(Duration.ofMinutes(1));
            query.start().untilItsEnd();

            assertThat(counted())
                    .containsExactlyInAnyOrderEntriesOf(Map.of(
                            QueryCount.ROWS, 5L,
                            QueryCount.BYTES_READ, 20L,
                            QueryCount.EXECUTIONS_REATTACHED, 1L,
                            QueryCount.RUNS_DELIVERED, 1L));
        }

        @Test
        void anExecutionThatEndsAfterTheTaskCameBackIsPaidOnItsWatch() {
            query.athena.runsFor(Duration.ofMinutes(2));
            query.start().step();
            query.step();
            query.clock.move(Duration.ofMinutes(1));
            query.start().untilItsEnd();

            assertThat(counted())
                    .containsEntry(QueryCount.EXECUTIONS_REATTACHED, 1L)
                    .containsEntry(QueryCount.BYTES_SCANNED, 1L)
                    .doesNotContainKey(QueryCount.EXECUTIONS_STARTED);
        }
    }

    @Nested
    class Showing {
        @Test
        void howFarAResultHasBeenRead() {
            query.start().untilRows(4);

            assertThat(new Outlook(query.flow()).reading()).isEqualTo(new ReadProgress(4, 21, OptionalLong.of(33)));
            query.untilItsEnd();
            assertThat(new Outlook(query.flow()).reading()).isEqualTo(ReadProgress.NONE);
        }

        @Test
        void howLongNothingWasDelivered() {
            query.start();
            query.clock.move(Duration.ofSeconds(40));
            assertThat(new Outlook(query.flow()).sinceSuccess()).isEqualTo(Duration.ofSeconds(40));

            query.untilItsEnd();
            assertThat(new Outlook(query.flow()).sinceSuccess()).isZero();
        }

        @Test
        void theRunsThatAreDue() {
            Outlook outlook = new Outlook(query.everyQuarterOfAnHour().start().flow());
            assertThat(outlook.lag()).as("the first").isEqualTo(1);

            query.until("2026-03-01T10:05:00Z");
            assertThat(outlook.lag()).isZero();
            assertThat(outlook.nextRun()).contains(Instant.parse("2026-03-01T10:15:00Z"));

            query.clock.move(Duration.ofHours(2));
            assertThat(outlook.lag())
                    .as("missed ones are made up for by the latest")
                    .isEqualTo(1);
            assertThat(outlook.nextRun()).contains(Instant.parse("2026-03-01T12:00:00Z"));
        }

        @Test
        void whatOfTheBudgetIsLeft() {
            query.everyQuarterOfAnHour().spendingADay(1);
            Outlook outlook = new Outlook(query.start().flow());
            assertThat(outlook.budget()).contains(new Budget(1, 1));

            query.until(() -> query.flow().phase() instanceof AwaitingBudget);
            assertThat(outlook.budget()).contains(new Budget(1, 0));
            assertThat(outlook.state()).isEqualTo(QueryState.AWAITING_BUDGET);
            assertThat(outlook.lag()).isEqualTo(1);
        }

        @Test
        void nothingThatFollowsTheOnlyRun() {
            query.start();
            Outlook outlook = new Outlook(query.flow());
            assertThat(outlook.lag()).isEqualTo(1);

            query.untilItsEnd();
            assertThat(outlook.state()).isEqualTo(QueryState.FINISHED);
            assertThat(outlook.lag()).isZero();
            assertThat(outlook.nextRun()).isEmpty();
        }
    }

    @Nested
    class Saying {
        private List<String> lines(Runnable work, String containing) {
            try (CapturedLog log = CapturedLog.open()) {
                work.run();
                return log.text()
                        .lines()
                        .filter(line -> line.contains(containing))
                        .toList();
            }
        }

        @Test
        void theEndOfEachRunInOneLine() {
            assertThat(lines(() -> query.everyQuarterOfAnHour().start().until("2026-03-01T10:40:00Z"), "INFO RunLines"))
                    .hasSize(3)
                    .last()
                    .asString()
                    .contains(
                            "Query 'q', run 2026-03-01T10:30:00Z, execution execution-2: delivered 7 rows of 33 bytes,"
                                    + " read in 0.0 s; 1 bytes scanned, 0.0 s in Athena's queue and 0.002 s at work.",
                            "The next run starts at 2026-03-01T10:45:00Z.");
        }

        @Test
        void theEndOfARunThatIsLeftBehind() {
            query.athena.nextGoes(fails("SYNTAX_ERROR", 2, false));

            assertThat(lines(() -> query.on(FailurePolicy.SKIP).start().untilItsEnd(), "INFO RunLines"))
                    .singleElement()
                    .asString()
                    .contains(
                            "Query 'q', the only run, execution execution-0: left behind after 0 rows",
                            "No run follows.");
        }

        @Test
        void anExecutionThatTakesLongNowAndThen() {
            query.athena.nextGoes(runsForEver());
            List<String> said = lines(
                    () -> query.timeout(Duration.ofDays(1)).start().until("2026-03-01T10:59:00Z"), "still executing");

            assertThat(said).hasSize(10);
            assertThat(said.get(0))
                    .contains("Query 'q', the only run, execution execution-0", "1 bytes scanned so far");
        }

        @Test
        void aReadingThatTakesLongNowAndThen() {
            List<String> said = lines(
                    () -> {
                        query.inBatchesOf(1).start().untilRows(1);
                        query.clock.move(Duration.ofSeconds(20));
                        query.untilRows(2);
                        query.clock.move(Duration.ofSeconds(20));
                        query.untilRows(3);
                        query.untilItsEnd();
                    },
                    "still reading");

            assertThat(said)
                    .singleElement()
                    .asString()
                    .contains(
                            "Query 'q', the only run, execution execution-0: still reading, 3 rows in 17 of 33 bytes, 0 a"
                                    + " second.");
        }

        /** Of 4 bytes each; the first has the heading too. */
        @Test
        void theFirstRowThatMayBeTooLargeForTheProducer() {
            assertThat(lines(() -> query.tellingOfRowsAbove(3).start().untilItsEnd(), "RecordTooLargeException"))
                    .singleElement()
                    .asString()
                    .contains(
                            "INFO LargeRows",
                            "Query 'q', the only run, execution execution-0: row 1 has 9 bytes",
                            "producer.override.max.request.size");
        }

        @Test
        void nothingOfRowsThatAreAsLargeAsTheProducerTakes() {
            assertThat(lines(() -> query.tellingOfRowsAbove(9).start().untilItsEnd(), "RecordTooLargeException"))
                    .isEmpty();
        }

        @Test
        void nothingOfShortRunsButTheirEnd() {
            assertThat(lines(() -> query.start().untilItsEnd(), "still ")).isEmpty();
        }
    }
}
