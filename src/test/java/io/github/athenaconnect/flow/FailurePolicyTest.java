package io.github.athenaconnect.flow;

import static io.github.athenaconnect.fake.FakeAthena.fails;
import static io.github.athenaconnect.fake.FakeAthena.isCutOff;
import static io.github.athenaconnect.fake.FakeAthena.runsForEver;
import static io.github.athenaconnect.flow.DrivenQuery.ROWS;
import static io.github.athenaconnect.flow.DrivenQuery.SQL;
import static io.github.athenaconnect.flow.DrivenQuery.ids;
import static io.github.athenaconnect.flow.DrivenQuery.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.athenaconnect.CapturedLog;
import io.github.athenaconnect.failure.FailurePolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What follows when a run cannot be completed, for each value of on.failure and each cause. */
class FailurePolicyTest {
    /** Why the first run cannot be completed, with the executions and the rows that it has before that shows. */
    private enum Cause {
        EXECUTION_FAILED(1, 0, "does not exist"),
        RETRIES_USED_UP(3, 0, "3 attempts"),
        TIMED_OUT(1, 0, "query.q.timeout"),
        RESOURCES_EXHAUSTED(1, 0, "exhausted resources"),
        CUT_OFF(1, 0, "Bytes scanned limit"),
        MALFORMED(1, 2, "not as Athena writes it"),
        ROW_TOO_LARGE(1, 2, "buffer.max.bytes"),
        UNDECODABLE(1, 2, "row 3"),
        NULL_KEY(1, 2, "NULL"),
        UNKNOWN_KEY_COLUMN(1, 0, "absent");

        private final int executions;
        private final int rows;
        private final String words;

        Cause(int executions, int rows, String words) {
            this.executions = executions;
            this.rows = rows;
            this.words = words;
        }

        DrivenQuery arrange(DrivenQuery query) {
            switch (this) {
                case EXECUTION_FAILED -> query.athena.nextGoes(fails("Table does not exist", 1110, false));
                case RETRIES_USED_UP -> {
                    for (int attempt = 0; attempt < executions; attempt++) {
                        query.athena.nextGoes(fails("internal error", 100, true));
                    }
                }
                case TIMED_OUT -> query.athena.nextGoes(runsForEver());
                case RESOURCES_EXHAUSTED ->
                    query.athena.nextGoes(fails("Query exhausted resources at this scale factor", 1, true));
                case CUT_OFF -> query.athena.nextGoes(isCutOff());
                case MALFORMED -> firstAnswer(query, "\"3\"x\n");
                case ROW_TOO_LARGE -> firstAnswer(query, "\"" + "9".repeat(2000) + "\"\n");
                case UNDECODABLE -> firstAnswer(query, "\"x\"\n");
                case NULL_KEY -> firstAnswer(query.keyedBy("id"), "\n");
                case UNKNOWN_KEY_COLUMN -> query.keyedBy("absent");
            }
            return query;
        }

        private static void firstAnswer(DrivenQuery query, String csv) {
            query.athena.answers(SQL, List.of("id bigint"), rows(1, 2) + csv);
        }

        /** What was wrong with the first answer is not wrong with those to come. */
        void mend(DrivenQuery query) {
            query.athena.answers(SQL, List.of("id bigint"), rows(1, ROWS));
        }
    }

    private final DrivenQuery query = new DrivenQuery();

    @ParameterizedTest
    @EnumSource
    void underFailTheTaskStopsBehindTheLastGoodRow(Cause cause) {
        cause.arrange(query);

        assertThatThrownBy(() -> query.start().untilItsEnd())
                .isInstanceOf(QueryStoppedException.class)
                .hasMessageContainingAll("Query 'q'", "execution-" + (cause.executions - 1), cause.words);
        assertThat(query.ids()).isEqualTo(ids(1, cause.rows));
        assertThat(query.executions()).isEqualTo(cause.executions);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN_KEY_COLUMN")
    void underSkipTheNextRunFollowsWhenItIsDue(Cause cause) {
        cause.arrange(query.everyQuarterOfAnHour().on(FailurePolicy.SKIP).start());
        query.start().until(() -> query.executions() == cause.executions);
        cause.mend(query);

        query.untilRows(cause.rows + ROWS);

        assertThat(query.ids())
                .isEqualTo(Stream.concat(ids(1, cause.rows).stream(), ids(1, ROWS).stream())
                        .toList());
        assertThat(query.executions()).isEqualTo(cause.executions + 1);
        assertThat(query.stored.orElseThrow().attempt().run().scheduled())
                .isAfter(Instant.parse("2026-03-01T10:00:00Z"));
    }

    @ParameterizedTest
    @EnumSource(names = {"TIMED_OUT", "RESOURCES_EXHAUSTED", "CUT_OFF", "MALFORMED", "ROW_TOO_LARGE", "UNDECODABLE"})
    void whatWasPaidInVainIsNeverPaidAgainByItself(Cause cause) {
        for (FailurePolicy policy : FailurePolicy.values()) {
            for (int retries : List.of(0, 1000)) {
                DrivenQuery own = new DrivenQuery().on(policy).retrying(retries);
                cause.arrange(own);
                for (int start = 0; start < 3; start++) {
                    try {
                        own.start().untilItsEnd();
                    } catch (QueryStoppedException stopped) {
                        assertThat(policy).isEqualTo(FailurePolicy.FAIL);
                    }
                    own.clock.move(Duration.ofHours(1));
                }
                assertThat(own.executions())
                        .as("%s, %d retries", policy, retries)
                        .isEqualTo(1);
            }
        }
    }

    @Test
    void aTimeoutThatWasRaisedIsTriedAgainAfterARestart() {
        query.athena.nextGoes(runsForEver());
        assertThatThrownBy(() -> query.start().untilItsEnd()).hasMessageContaining("timeout");
        query.clock.move(Duration.ofMinutes(1));

        query.timeout(Duration.ofHours(2)).start().untilItsEnd();

        assertThat(query.ids()).isEqualTo(ids(1, ROWS));
        assertThat(query.executions()).isEqualTo(2);
    }

    /** Who reads that the task goes on is not to read how to make it go on. */
    @ParameterizedTest
    @EnumSource(names = {"EXECUTION_FAILED", "RETRIES_USED_UP", "RESOURCES_EXHAUSTED"})
    void theWayOutIsToldOnlyWhereTheTaskStops(Cause cause) {
        DrivenQuery stopped = cause.arrange(new DrivenQuery());
        assertThatThrownBy(() -> stopped.start().untilItsEnd())
                .hasMessageMatching(".*([Rr]estart the task|not run again).*");

        try (CapturedLog log = CapturedLog.open()) {
            cause.arrange(query.on(FailurePolicy.SKIP)).start().untilItsEnd();

            assertThat(log.text())
                    .contains(
                            "execution-" + (cause.executions - 1),
                            cause.words,
                            "left behind",
                            "query.q.on.failure=skip")
                    .doesNotContainIgnoringCase("restart the task", "not run again");
        }
    }

    @Test
    void aSkippedRunIsRememberedByTheRunLog() {
        query.athena.nextGoes(fails("Table does not exist", 1110, false));
        query.logging().on(FailurePolicy.SKIP).start().untilItsEnd();
        query.clock.move(Duration.ofHours(1));

        query.start().untilItsEnd();

        assertThat(query.runLog()).singleElement().asString().contains("SKIPPED", "execution-0", "does not exist");
        assertThat(query.ids()).isEmpty();
        assertThat(query.executions()).isEqualTo(1);
    }

    @Test
    void aSkippedRunIsRememberedByAMarkerWhereTransactionsAreOurs() {
        query.athena.nextGoes(fails("Table does not exist", 1110, false));
        query.inTransactions().on(FailurePolicy.SKIP).start().untilItsEnd();
        query.clock.move(Duration.ofHours(1));

        query.start().untilItsEnd();

        assertThat(query.ids()).isEmpty();
        assertThat(query.executions()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Cause.class,
            names = {"EXECUTION_FAILED", "TIMED_OUT", "RESOURCES_EXHAUSTED", "CUT_OFF"})
    void aSkippedRunWithoutATraceIsTriedAgainAfterARestart(Cause cause) {
        cause.arrange(query).on(FailurePolicy.SKIP).start().untilItsEnd();
        query.clock.move(Duration.ofHours(1));

        query.start().untilItsEnd();

        boolean paidAgain = cause == Cause.EXECUTION_FAILED;
        assertThat(query.executions()).isEqualTo(paidAgain ? 2 : 1);
        assertThat(query.ids()).isEqualTo(paidAgain ? ids(1, ROWS) : List.of());
    }

    /** A compacted topic refuses a record without a key, and which type the key has only a result tells. */
    @Test
    void noMarkerWithoutAKeyIsSentWhereRowsHaveKeys() {
        query.athena.nextGoes(fails("Table does not exist", 1110, false));
        query.inTransactions().keyedBy("id").on(FailurePolicy.SKIP).start();

        Step end = query.stepsUntil(Step::awaitsWorker);

        assertThat(end.records()).isEmpty();
        assertThat(end.marker()).isFalse();
        assertThat(query.stored).isEmpty();
    }

    @Test
    void theMarkerOfASkippedRunHasAKeyOfTheTypeThatAnEarlierResultTold() {
        query.everyQuarterOfAnHour().inTransactions().keyedBy("id").on(FailurePolicy.SKIP);
        query.start().untilRows(ROWS);
        query.athena.nextGoes(fails("Table does not exist", 1110, false));

        Step end = query.stepsUntil(Step::awaitsWorker);

        assertThat(end.marker()).isTrue();
        assertThat(end.records()).singleElement().satisfies(marker -> {
            assertThat(marker.key()).isEqualTo(0L);
            assertThat(marker.keySchema()).isEqualTo(query.delivered.get(0).keySchema());
            assertThat(marker.value()).isNull();
        });
        assertThat(query.stored.orElseThrow().attempt().run().scheduled()).hasToString("2026-03-01T10:15:00Z");
    }

    /** One to a topic that was made up would have it created. */
    @Test
    void noMarkerIsSentWhereNoRowHasNamedATopicYet() {
        query.athena.nextGoes(fails("Table does not exist", 1110, false));
        query.inTransactions().toTopicsOf("id").on(FailurePolicy.SKIP).start();

        Step end = query.stepsUntil(Step::awaitsWorker);

        assertThat(end.records()).isEmpty();
        assertThat(end.marker()).isFalse();
    }

    @Test
    void theMarkerOfAnEmptyRunGoesWhereTheLastRowBeforeItWent() {
        query.everyQuarterOfAnHour().inTransactions().toTopicsOf("id").start().untilRows(ROWS);
        query.athena.answers(DrivenQuery.SQL, List.of("id bigint"), "");

        for (String scheduled : List.of("2026-03-01T10:15:00Z", "2026-03-01T10:30:00Z")) {
            Step end = query.stepsUntil(Step::awaitsWorker);

            assertThat(end.marker()).isTrue();
            assertThat(end.records())
                    .singleElement()
                    .satisfies(marker -> assertThat(marker.topic()).isEqualTo("t." + ROWS));
            assertThat(query.stored.orElseThrow().attempt().run().scheduled()).hasToString(scheduled);
        }
    }

    @Test
    void theRunLogsRecordOfAFailureLeavesTheOffsetWhereItStood() {
        query.everyQuarterOfAnHour().logging().start().untilRows(ROWS + 1);
        query.athena.nextGoes(fails("Table does not exist", 1110, false));

        assertThatThrownBy(() -> query.until("2026-03-01T11:00:00Z")).hasMessageContaining("does not exist");

        assertThat(query.runLog()).last().asString().contains("FAILED", "execution-1");
        assertThat(query.stored.orElseThrow().done()).isTrue();
        assertThat(query.stored.orElseThrow().attempt().run().scheduled()).hasToString("2026-03-01T10:00:00Z");
    }

    @Test
    void theRunLogsRecordOfAFailureInMidResultLeavesTheOffsetBehindTheLastRow() {
        Cause.UNDECODABLE.arrange(query.logging());

        assertThatThrownBy(() -> query.start().untilItsEnd()).hasMessageContaining("row 3");

        assertThat(query.runLog()).singleElement().asString().contains("FAILED", "rows=2");
        assertThat(query.stored.orElseThrow().reading().orElseThrow().position().row())
                .isEqualTo(2);
    }

    @Test
    void whereARunIsATransactionNoRowOfAFailedRunIsSeen() {
        Cause.UNDECODABLE.arrange(query.inTransactions());

        assertThatThrownBy(() -> query.start().untilItsEnd()).hasMessageContaining("row 3");

        assertThat(query.ids()).isEmpty();
        assertThat(query.stored).isEmpty();
    }
}
