package io.github.athenaconnect.flow;

import static io.github.athenaconnect.flow.DrivenQuery.ROWS;
import static io.github.athenaconnect.flow.DrivenQuery.SQL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.athenaconnect.CapturedLog;
import io.github.athenaconnect.failure.FailurePolicy;
import io.github.athenaconnect.fake.FakeAthena;
import io.github.athenaconnect.fake.FakeS3;
import io.github.athenaconnect.fake.SettableClock;
import io.github.athenaconnect.offset.QueryOffset;
import io.github.athenaconnect.query.Spending;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.athena.model.ResultReuseInformation;

/** How many executions a query starts that may scan so many bytes a day, and what it does for the rest of the day. */
class ScanBudgetTest {
    private static final long BUDGET = 100_000_000;
    private static final long RUN = 40_000_000;
    private static final String MIDNIGHT = "2026-03-02T00:00:00Z";
    private static final String EVENING = "2026-03-01T23:59:00Z";
    private static final String NEXT_EVENING = "2026-03-02T23:59:00Z";

    private final DrivenQuery query = everyRunScans(RUN);

    private static DrivenQuery everyRunScans(long bytes) {
        DrivenQuery query = new DrivenQuery().everyQuarterOfAnHour().logging().spendingADay(BUDGET);
        query.athena.scanning(bytes);
        return query;
    }

    private Instant submitted(int execution) {
        return query.athena.scans().get(execution).submitted();
    }

    @Nested
    class OnceItIsUsedUp {
        /** 40 and 40 leave some of it, and the third may go beyond. */
        @Test
        void noFurtherExecutionIsStartedThatDay() {
            query.start().until(EVENING);

            assertThat(query.executions()).isEqualTo(3);
            assertThat(query.flow().budgetLeft()).contains(0L);
        }

        @Test
        void theLatestRunThatIsDueFollowsWhenItBeginsAnew() {
            query.start().until(NEXT_EVENING);

            assertThat(query.executions()).isEqualTo(6);
            assertThat(submitted(3)).isEqualTo(MIDNIGHT);
            assertThat(query.runLog()).hasSize(6).allMatch(run -> run.contains("DELIVERED"));
            assertThat(query.scheduledOfLastRun()).isEqualTo("2026-03-02T00:30:00Z");
        }

        @Test
        void noIntervalIsLost() {
            query.inIntervalsFrom("2026-03-01T09:00:00Z").start().until(NEXT_EVENING);

            assertThat(query.executions()).isEqualTo(6);
            assertThat(submitted(3)).isEqualTo(MIDNIGHT);
            assertThat(query.scheduledOfLastRun()).isEqualTo("2026-03-01T10:30:00Z");
        }

        @Test
        void theIntervalThatWasDueInTimeIsNotMissedForThat() {
            query.inIntervalsSince("2026-03-01T10:00:00Z", 1).start().untilRows(4 * (ROWS + 1));

            assertThat(submitted(3)).isEqualTo(MIDNIGHT);
            assertThat(query.scheduledOfLastRun()).isEqualTo("2026-03-01T11:00:00Z");
        }

        @ParameterizedTest
        @EnumSource
        void nothingFailsForThat(FailurePolicy policy) {
            query.on(policy).start().until(EVENING);

            assertThat(query.runLog()).hasSize(3).allMatch(run -> run.contains("DELIVERED"));
        }

        @Test
        void itIsSaidOnceWithWhatToDo() {
            try (CapturedLog log = CapturedLog.open()) {
                query.start().until(EVENING);

                assertThat(log.text())
                        .containsOnlyOnce("No further one is started")
                        .contains(
                                "Query 'q', run 2026-03-01T10:45:00Z: its executions have scanned 120000000 bytes since"
                                        + " 2026-03-01T00:00:00Z, and query.q.scan.budget.bytes allows 100000000. No further one is"
                                        + " started until 2026-03-02T00:00:00Z, when the budget begins anew, as"
                                        + " query.q.scan.budget.period says. Raise the budget to go on earlier.");
            }
        }

        @Test
        void aHigherOneGoesOnAtOnce() {
            query.start().until("2026-03-01T12:00:00Z");

            query.spendingADay(BUDGET * 2).start().until("2026-03-01T12:20:00Z");

            assertThat(query.executions()).isGreaterThan(3);
        }

        @Test
        void aClockThatIsSetBackDoesNotRenewIt() {
            query.start().until(EVENING);
            query.clock.move(Duration.ofDays(-1));

            query.start().until("2026-03-01T12:00:00Z");

            assertThat(query.executions()).isEqualTo(3);
        }
    }

    @Nested
    class WhatCounts {
        @Test
        void failedAttemptsAndTheirRetriesDo() {
            for (int attempt = 0; attempt < 2; attempt++) {
                query.athena.nextGoes(FakeAthena.fails("internal error", 100, true));
            }

            query.start().until(EVENING);

            assertThat(query.executions()).isEqualTo(3);
        }

        @Test
        void aRetryWaitsToo() {
            query.athena.scanning(BUDGET).nextGoes(FakeAthena.fails("internal error", 100, true));

            try (CapturedLog log = CapturedLog.open()) {
                query.start().until(EVENING);

                assertThat(log.text())
                        .contains("waiting after 0 rows", BUDGET + " bytes scanned")
                        .containsOnlyOnce("The next attempt starts when the budget of the query begins anew.");
            }
            assertThat(query.executions()).isEqualTo(1);
            query.until("2026-03-02T00:10:00Z");

            assertThat(submitted(1)).isEqualTo(MIDNIGHT);
            assertThat(query.runLog()).hasSize(2);
            assertThat(query.runLog().get(1)).contains("DELIVERED", "attempts=2");
        }

        @Test
        void whatALimitHasCancelledDoes() {
            query.athena.scanning(2 * BUDGET).runsFor(Duration.ofMinutes(10));
            query.on(FailurePolicy.SKIP).scanningAtMost(BUDGET);

            query.start().until(EVENING);

            assertThat(query.executions()).isEqualTo(1);
            assertThat(query.runLog()).singleElement().asString().contains("SKIPPED");
        }

        @Test
        void whatATimeoutHasCancelledDoes() {
            query.athena.scanning(BUDGET).nextGoes(FakeAthena.runsForEver());

            query.on(FailurePolicy.SKIP).start().until(EVENING);

            assertThat(query.executions()).isEqualTo(1);
        }

        @Test
        void aResultThatIsGivenAgainDoesNot() {
            query.athena.describing(answer -> {
                var reused = ResultReuseInformation.builder()
                        .reusedPreviousResult(true)
                        .build();
                return answer.statistics(told -> told.dataScannedInBytes(RUN).resultReuseInformation(reused));
            });

            query.start().until("2026-03-01T11:50:00Z");

            assertThat(query.executions()).isEqualTo(8);
            assertThat(query.flow().budgetLeft()).contains(BUDGET);
        }

        @Test
        void whatRunsCountsAsFarAsItHasCome() {
            query.athena.scanning(BUDGET).runsFor(Duration.ofMinutes(10));
            query.start().until(() -> query.flow().underWay().isPresent());
            query.clock.move(Duration.ofMinutes(5));
            query.step();

            assertThat(query.flow().budgetLeft().orElseThrow()).isBetween(BUDGET * 4 / 10, BUDGET * 5 / 10);
        }

        @Test
        void anExecutionBelongsToTheDayOnWhichItWasSubmitted() {
            query.athena.scanning(BUDGET).runsFor(Duration.ofMinutes(25));
            query.clock.moveTo(Instant.parse("2026-03-01T23:45:05Z"));

            query.start().until("2026-03-02T00:20:00Z");

            assertThat(query.executions()).isEqualTo(2);
            assertThat(submitted(0)).isBefore(MIDNIGHT);
        }
    }

    @Nested
    class AfterARestart {
        @Test
        void whatWasSpentIsKnown() {
            query.start().until("2026-03-01T12:00:00Z");

            query.start().until(EVENING);

            assertThat(query.executions()).isEqualTo(3);
        }

        @Test
        void anEmptyRunIsNotForgotten() {
            query.athena.answers(SQL, List.of("id bigint"), "");
            query.start().until("2026-03-01T12:00:00Z");

            query.start().until(EVENING);

            assertThat(query.executions()).isEqualTo(3);
        }

        /** Its task may be restarted again and again, by a supervisor. */
        @Test
        void aRunThatFailsIsNotForgottenHoweverOftenTheTaskIsRestarted() {
            restartAfterFailures();

            assertThat(query.executions()).isEqualTo(3);
        }

        @Test
        void anIntervalThatFailsIsNotForgotten() {
            query.inIntervalsFrom("2026-03-01T09:00:00Z");

            restartAfterFailures();

            assertThat(query.executions()).isEqualTo(3);
            assertThat(query.scheduledOfLastRun()).isEqualTo("2026-03-01T09:15:00Z");
        }

        /** The first interval of the query is then another one after each hour. */
        @Test
        void anIntervalThatFailsIsNotForgottenWhereOnlyTheLatestIsMadeUpFor() {
            query.inIntervalsSince("2026-03-01T09:00:00Z", 1);

            restartAfterFailures();

            assertThat(query.executions()).isEqualTo(3);
        }

        private void restartAfterFailures() {
            for (int failure = 0; failure < 20; failure++) {
                query.athena.nextGoes(FakeAthena.fails("Table does not exist", 1110, false));
            }
            for (int hour = 0; hour < 10; hour++) {
                if (query.clock.instant().isBefore(Instant.parse(EVENING))) {
                    try {
                        query.start().until(EVENING);
                    } catch (QueryStoppedException stopped) {
                        query.clock.move(Duration.ofHours(1));
                    }
                }
            }
        }

        /** Denied reads stop the task at once, when the execution is paid. */
        @Test
        void aRunWhoseResultCannotBeReadIsNotForgottenEither() {
            for (int restart = 0; restart < 10; restart++) {
                query.s3.failNext(FakeS3.error(403, "AccessDenied"));
                try {
                    query.start().until(EVENING);
                } catch (QueryStoppedException stopped) {
                    assertThat(stopped).hasMessageContaining("denied");
                    query.clock.move(Duration.ofHours(1));
                }
            }

            assertThat(query.executions()).isEqualTo(3);
            assertThat(query.runLog()).isNotEmpty().allMatch(run -> run.contains("bytes_scanned=" + RUN));
        }

        @Test
        void whatATaskThatFailedHasSeenRunningCountsInFull() {
            failWhileRunning();
            failWhileRunning();

            query.start().until(EVENING);

            assertThat(query.executions()).isEqualTo(1);
            assertThat(query.flow().budgetLeft()).contains(0L);
            assertThat(query.stored.flatMap(QueryOffset::spending).orElseThrow().bytes())
                    .isEqualTo(BUDGET);
        }

        @Test
        void whatATaskThatFailedHasSeenRunningCountsAsSeenWhereALaterRunIsDue() {
            failWhileRunning();
            long left = query.start().flow().budgetLeft().orElseThrow();
            query.clock.move(Duration.ofHours(1));

            query.start().until(EVENING);

            assertThat(left).isBetween(BUDGET * 7 / 10, BUDGET * 9 / 10);
            assertThat(query.flow().budgetLeft()).contains(0L);
            assertThat(query.stored.flatMap(QueryOffset::spending).orElseThrow().bytes())
                    .isEqualTo(2 * BUDGET - left);
        }

        private void failWhileRunning() {
            query.athena.scanning(BUDGET).runsFor(Duration.ofMinutes(10));
            query.start().until(() -> query.flow().underWay().isPresent());
            query.clock.move(Duration.ofMinutes(2));
            query.step();
            query.athena.failNext(FakeAthena.refusal("AccessDeniedException", 400, "not authorized"));
            assertThatThrownBy(() -> query.until(EVENING)).isInstanceOf(QueryStoppedException.class);
        }

        /** The token of its run leads to it again, and it is looked at again. */
        @Test
        void whatIsFoundAgainCountsOnce() {
            query.start().untilRows(ROWS + 1);
            query.athena.scanning(2 * RUN).runsFor(Duration.ofMinutes(10));
            query.scanningAtMost(RUN);
            query.start();
            assertThatThrownBy(() -> query.until(EVENING)).hasMessageContaining("scan.limit.bytes");
            Optional<Spending> spent = query.stored.flatMap(QueryOffset::spending);

            for (int restart = 0; restart < 3; restart++) {
                assertThatThrownBy(() -> query.start().until(EVENING)).hasMessageContaining("scan.limit.bytes");
            }

            assertThat(query.stored.flatMap(QueryOffset::spending)).isEqualTo(spent);
            assertThat(spent.orElseThrow().bytes()).isBetween(2 * RUN, 2 * RUN + RUN / 10);
            assertThat(query.executions()).isEqualTo(2);
        }

        @Test
        void inMidResultItCountsOnce() {
            query.start().untilRows(2);

            query.start().untilRows(4);

            assertThat(query.flow().budgetLeft()).contains(BUDGET - RUN);
        }

        @Test
        void theFirstRunBeginsAgainAlthoughItsFailureWasStored() {
            query.athena.nextGoes(FakeAthena.fails("Table does not exist", 1110, false));
            assertThatThrownBy(() -> query.start().until(EVENING)).hasMessageContaining("does not exist");
            query.clock.move(Duration.ofSeconds(10));

            query.start().untilRows(ROWS + 2);

            assertThat(query.runLog().get(1)).contains("DELIVERED", "attempts=2");
            assertThat(query.scheduledOfLastRun()).isEqualTo("2026-03-01T10:00:00Z");
            assertThat(query.flow().budgetLeft()).contains(BUDGET - 2 * RUN);
        }

        @Test
        void aRetryThatWaitsGoesOnWaiting() {
            requireThatARetryGoesOnWaiting("2026-03-01T10:00:00Z");
        }

        @Test
        void aRetryOfAnIntervalGoesOnWaiting() {
            query.inIntervalsFrom("2026-03-01T10:00:00Z");

            requireThatARetryGoesOnWaiting("2026-03-01T10:15:00Z");
        }

        @Test
        void aRetryOfAnIntervalIsNotMissedWhereOnlyTheLatestIsMadeUpFor() {
            query.inIntervalsSince("2026-03-01T10:00:00Z", 1);

            requireThatARetryGoesOnWaiting("2026-03-01T10:15:00Z");
        }

        private void requireThatARetryGoesOnWaiting(String due) {
            query.athena.scanning(BUDGET).nextGoes(FakeAthena.fails("internal error", 100, true));
            query.start().until("2026-03-01T12:00:00Z");

            for (int restart = 0; restart < 3; restart++) {
                query.start().until(EVENING);
                assertThat(query.flow().budgetLeft()).contains(0L);
            }
            assertThat(query.executions()).isEqualTo(1);
            assertThat(query.runLog())
                    .singleElement()
                    .asString()
                    .contains("WAITING", "attempts=1", "bytes_scanned=" + BUDGET);
            query.until("2026-03-02T00:10:00Z");

            assertThat(query.executions()).isEqualTo(2);
            assertThat(submitted(1)).isEqualTo(MIDNIGHT);
            assertThat(query.scheduledOfLastRun()).isEqualTo(due);
            assertThat(query.runLog().get(1)).contains("DELIVERED", "attempts=2");
        }

        @Test
        void itIsForgottenWhereThereIsNoBudgetAnyMore() {
            query.start().until("2026-03-01T12:00:00Z");

            query.spendingWhatItWants().start().until("2026-03-01T12:10:00Z");

            assertThat(query.executions()).isGreaterThan(3);
            assertThat(query.stored.orElseThrow().spending()).isEmpty();
            assertThat(query.flow().budgetLeft()).isEmpty();
        }
    }

    /** Of a worker, or in an offset that somebody wrote. */
    @Nested
    class AClockThatIsWrong {
        private final SettableClock workers = query.withAClockOfItsOwn();

        /** Of which an execution may be one that is cancelled as it was started before its run was due. */
        @ParameterizedTest
        @ValueSource(strings = {"PT0S", "PT2H", "PT26H", "PT-2H", "PT-26H"})
        void changesNothingOfTheDayOnWhichTheBudgetBinds(Duration ahead) {
            workers.move(ahead);

            query.start().until("2026-03-03T12:00:00Z");

            assertThat(query.scansOf(1)).hasSize(3);
            assertThat(query.scansOf(2)).hasSize(3);
        }

        @ParameterizedTest
        @ValueSource(strings = {"P1D", "P3D", "P-1D", "P-3D"})
        void neitherRenewsTheBudgetNorKeepsItUsedUp(Duration ahead) {
            query.start().until("2026-03-01T12:00:00Z");
            workers.move(ahead);

            query.start().until("2026-03-02T00:05:00Z");

            requireThatTheNextIsStartedAtMidnight(3);
        }

        /** A run that was skipped has left no execution that could be looked at. */
        @ParameterizedTest
        @ValueSource(strings = {"P1D", "P3D", "P-1D", "P-3D"})
        void isFoundOutAlsoWhereNoExecutionIsKnown(Duration ahead) {
            query.athena.scanning(2 * BUDGET).runsFor(Duration.ofMinutes(10));
            query.on(FailurePolicy.SKIP).scanningAtMost(BUDGET).start().until("2026-03-01T12:00:00Z");
            workers.move(ahead);

            query.start().until("2026-03-02T00:05:00Z");

            requireThatTheNextIsStartedAtMidnight(1);
        }

        @Test
        void doesNotLetARetryBeginEarly() {
            query.athena.scanning(BUDGET).nextGoes(FakeAthena.fails("internal error", 100, true));
            query.start().until(EVENING);
            workers.move(Duration.ofDays(1));

            query.until("2026-03-02T00:05:00Z");

            requireThatTheNextIsStartedAtMidnight(1);
        }

        @ParameterizedTest
        @ValueSource(strings = {"2026-03-02T11:00:00Z", "2026-03-03T11:00:00Z", "9999-12-31T23:59:59Z"})
        void inAnOffsetDoesNotKeepRunsWaitingForMoreThanADay(String until) {
            query.start().until("2026-03-01T12:00:00Z");
            Spending told = new Spending(Instant.parse(until), BUDGET);
            query.stored = query.stored.map(offset -> offset.having(Optional.of(told)));

            query.start().until("2026-03-04T12:00:00Z");

            requireThatTheNextIsStartedAtMidnight(3);
            assertThat(query.scansOf(2)).hasSize(3);
            assertThat(query.scansOf(3)).hasSize(3);
        }

        private void requireThatTheNextIsStartedAtMidnight(int before) {
            assertThat(query.executions()).isGreaterThan(before);
            assertThat(submitted(before))
                    .isBetween(Instant.parse(MIDNIGHT), Instant.parse(MIDNIGHT).plusSeconds(2));
        }
    }

    /** In interval mode every run is asked for again, whatever was stored of it. */
    @Nested
    class Crashes {
        @Test
        void atAnyStepNeverStartARunOverTheBudget() {
            for (int crashEvery = 1; crashEvery < 25; crashEvery++) {
                DrivenQuery own = everyRunScans(RUN).inIntervalsFrom("2026-03-01T09:00:00Z");
                own.athena.nextGoes(FakeAthena.fails("internal error", 100, true));
                own.start();
                for (int crash = 0; crash < 200 && own.scansOf(2).isEmpty(); crash++) {
                    for (int step = 0; step < crashEvery; step++) {
                        own.step();
                    }
                    own.start();
                }
                own.until("2026-03-03T12:00:00Z");

                assertThat(own.scansOf(1))
                        .as("a crash every %d steps", crashEvery)
                        .hasSize(3);
                assertThat(own.scansOf(2))
                        .as("a crash every %d steps", crashEvery)
                        .hasSize(3);
                assertThat(own.scansOf(3))
                        .as("a crash every %d steps", crashEvery)
                        .hasSize(3);
            }
        }
    }
}
