package io.github.athenaconnect.flow;

import static io.github.athenaconnect.flow.DrivenQuery.ROWS;
import static io.github.athenaconnect.flow.DrivenQuery.ids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.athenaconnect.CapturedLog;
import io.github.athenaconnect.failure.FailurePolicy;
import io.github.athenaconnect.fake.FakeAthena;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.athena.model.QueryExecutionStatistics;

/** What follows where one execution scans more than scan.limit.bytes allows. */
class ScanLimitTest {
    private static final long LIMIT = 50_000_000;
    private static final long TWICE = 2 * LIMIT;
    private static final Duration RUNNING = Duration.ofMinutes(10);

    private final DrivenQuery query = new DrivenQuery().scanningAtMost(LIMIT);

    @Nested
    class WhileItRuns {
        private DrivenQuery scanningTwiceAsMuch(DrivenQuery own) {
            own.athena.scanning(TWICE).runsFor(RUNNING);
            return own;
        }

        @Test
        void itIsCancelledSoonAfterItHasScannedMore() {
            scanningTwiceAsMuch(query);

            assertThatThrownBy(() -> query.start().untilItsEnd())
                    .isInstanceOf(QueryStoppedException.class)
                    .hasMessageMatching(
                            "Query 'q', the only run, execution execution-0: the execution has scanned 5[01]\\d{6}"
                                    + " bytes, more than query\\.q\\.scan\\.limit\\.bytes allows \\(50000000\\), and it has ended as"
                                    + " CANCELLED: Query cancelled by user\\. It is not run again by itself.*raise"
                                    + " query\\.q\\.scan\\.limit\\.bytes\\. The task can be restarted then\\.");
            assertThat(query.athena.stopped()).containsExactly("execution-0");
            assertThat(query.ids()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 3})
        void itIsCancelledOnceHoweverLongAthenaTakesForThat(int looks) {
            scanningTwiceAsMuch(query).athena.cancelsAfter(looks);

            assertThatThrownBy(() -> query.start().untilItsEnd()).hasMessageContaining("scan.limit.bytes");
            assertThat(query.athena.stopped()).containsExactly("execution-0");
        }

        /** Athena may go on beyond the time-out; the limit is the reason all the same. */
        @ParameterizedTest
        @ValueSource(ints = {300, 1_000_000})
        void theLimitIsTheReasonHoweverLongItTakesToEnd(int looks) {
            query.athena.scanning(5 * TWICE).runsFor(Duration.ofHours(2)).cancelsAfter(looks);

            assertThatThrownBy(() -> query.start().untilItsEnd())
                    .hasMessageContaining("more than query.q.scan.limit.bytes allows")
                    .hasMessageNotContaining("longer than timeout allows");
        }

        @ParameterizedTest
        @EnumSource
        void itIsNeverPaidAgainByItself(FailurePolicy policy) {
            for (int retries : List.of(0, 1000)) {
                DrivenQuery own = scanningTwiceAsMuch(
                        new DrivenQuery().scanningAtMost(LIMIT).on(policy).retrying(retries));
                for (int start = 0; start < 3; start++) {
                    try {
                        own.start().untilItsEnd();
                    } catch (QueryStoppedException stopped) {
                        assertThat(policy).isEqualTo(FailurePolicy.FAIL);
                    }
                    own.clock.move(Duration.ofHours(1));
                }
                assertThat(own.executions()).as("%d retries", retries).isEqualTo(1);
            }
        }

        @Test
        void underSkipTheNextRunFollowsWhenItIsDue() {
            scanningTwiceAsMuch(query).everyQuarterOfAnHour().logging().on(FailurePolicy.SKIP);
            query.start().until(() -> !query.runLog().isEmpty());
            query.athena.scanning(LIMIT);

            query.until(() -> query.ids().size() == ROWS);

            assertThat(query.runLog().get(0)).contains("SKIPPED", "execution-0", "scan.limit.bytes");
            assertThat(query.executions()).isEqualTo(2);
        }

        @Test
        void aCrashAfterItWasCancelledChangesNothing() {
            scanningTwiceAsMuch(query).athena.cancelsAfter(2);
            query.start().until(() -> !query.athena.stopped().isEmpty());

            assertThatThrownBy(() -> query.start().untilItsEnd()).hasMessageContaining("scan.limit.bytes");
            assertThat(query.executions()).isEqualTo(1);
        }

        @Test
        void aCancellationThatIsRefusedIsTriedAgain() {
            scanningTwiceAsMuch(query)
                    .start()
                    .until(() -> query.flow().underWay().isPresent());
            query.clock.move(RUNNING.multipliedBy(3).dividedBy(5));
            query.athena.describing(answer -> {
                query.athena.failNext(FakeAthena.refusal("ThrottlingException", 400, "Rate exceeded"));
                query.athena.describing(same -> same);
                return answer;
            });

            assertThatThrownBy(query::untilItsEnd).hasMessageContaining("scan.limit.bytes");
            assertThat(query.athena.stopped()).containsExactly("execution-0");
        }

        @Test
        void aLimitThatWasRaisedIsTriedAgainAfterARestart() {
            scanningTwiceAsMuch(query);
            assertThatThrownBy(() -> query.start().untilItsEnd()).hasMessageContaining("scan.limit.bytes");
            query.clock.move(Duration.ofMinutes(1));

            query.scanningAtMost(TWICE).start().untilItsEnd();

            assertThat(query.ids()).isEqualTo(ids(1, ROWS));
            assertThat(query.executions()).isEqualTo(2);
        }

        /** Which may be so until something has been scanned. */
        @Test
        void noStatisticsAtAllAreNoReasonToCancel() {
            query.athena.runsFor(RUNNING).describing(answer -> answer.statistics((QueryExecutionStatistics) null));

            query.start().untilItsEnd();

            assertThat(query.athena.stopped()).isEmpty();
            assertThat(query.ids()).isEqualTo(ids(1, ROWS));
        }
    }

    @Nested
    class OnceItHasEnded {
        @Test
        void whatHasSucceededIsDeliveredWithAWarning() {
            query.athena.scanning(TWICE);

            try (CapturedLog log = CapturedLog.open()) {
                query.start().untilItsEnd();

                assertThat(log.text())
                        .containsOnlyOnce("It has succeeded before that was seen")
                        .contains("execution-0", "100000000 bytes", "query.q.scan.limit.bytes", "50000000");
            }
            assertThat(query.ids()).isEqualTo(ids(1, ROWS));
            assertThat(query.athena.stopped()).isEmpty();
        }

        @Test
        void whatHasScannedAsMuchAsItMayIsNotTold() {
            query.athena.scanning(LIMIT);

            try (CapturedLog log = CapturedLog.open()) {
                query.start().untilItsEnd();

                assertThat(log.text()).doesNotContain("scan.limit.bytes");
            }
        }

        @Test
        void whatHasFailedIsNotRetriedWhateverAthenaSays() {
            query.athena.scanning(TWICE).nextGoes(FakeAthena.fails("internal error", 100, true));

            assertThatThrownBy(() -> query.start().untilItsEnd())
                    .hasMessageContainingAll("scan.limit.bytes", "internal error");
            assertThat(query.executions()).isEqualTo(1);
        }
    }
}
