package io.github.athenaconnect.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.athenaconnect.CapturedLog;
import io.github.athenaconnect.failure.FailurePolicy;
import io.github.athenaconnect.failure.QueryChangePolicy;
import io.github.athenaconnect.failure.SchemaChangePolicy;
import io.github.athenaconnect.offset.OffsetFormat;
import io.github.athenaconnect.offset.QueryOffset;
import io.github.athenaconnect.result.ResultFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a result with other columns than the one before means under each value of {@code schema.change}. A run is due every
 * quarter of an hour, the first at ten; what is answered changes between runs.
 */
class SchemaChangeTest {
    private static final String FIRST_RUN = "2026-03-01T10:00:10Z";
    private static final String SECOND_RUN = "2026-03-01T10:15:10Z";
    private static final String THIRD_RUN = "2026-03-01T10:30:10Z";
    private static final String WORDS = "column \"flag\" boolean was added, column \"note\" varchar was removed,"
            + " column \"id\" integer became bigint";

    private final DrivenQuery query = new DrivenQuery().everyQuarterOfAnHour();

    @BeforeEach
    void answerWithTheFirstColumns() {
        answer(List.of("id integer", "note varchar"), "\"1\",\"a\"\n\"2\",\"b\"\n\"3\",\n");
    }

    private void answer(List<String> columns, String rows) {
        query.athena.answers(DrivenQuery.SQL, columns, rows);
    }

    private void answerWithOtherColumns() {
        answer(List.of("flag boolean", "id bigint"), "\"true\",\"4\"\n\"false\",\"5\"\n,\"6\"\n");
    }

    private Optional<String> storedColumns() {
        return query.stored.flatMap(QueryOffset::columns).map(String::valueOf);
    }

    private String logOf(Runnable steps) {
        try (CapturedLog log = CapturedLog.open()) {
            steps.run();
            return log.text();
        }
    }

    private static int count(String text, String part) {
        return text.split(java.util.regex.Pattern.quote(part), -1).length - 1;
    }

    @ParameterizedTest
    @EnumSource
    void theSameColumnsAreNoChange(SchemaChangePolicy policy) {
        query.on(policy).start().until(FIRST_RUN);
        answer(List.of("note varchar", "id integer"), "\"x\",\"7\"\n");

        String log = logOf(() -> query.start().until(SECOND_RUN));

        assertThat(query.rows()).hasSize(4);
        assertThat(log).doesNotContain("other columns");
    }

    @Nested
    class Evolving {
        @BeforeEach
        void evolve() {
            query.on(SchemaChangePolicy.EVOLVE).start().until(FIRST_RUN);
        }

        @Test
        void deliversTheResultWithItsOwnColumns() {
            answerWithOtherColumns();
            query.until(SECOND_RUN);

            assertThat(query.rows())
                    .containsExactly(
                            "id=1 note=a",
                            "id=2 note=b",
                            "id=3 note=null",
                            "flag=true id=4",
                            "flag=false id=5",
                            "flag=null id=6");
        }

        @Test
        void saysOnceWhatHasChanged() {
            answerWithOtherColumns();

            String log = logOf(() -> query.until(THIRD_RUN));

            assertThat(count(log, "INFO")).isPositive();
            assertThat(count(log, "its records have other columns than those before: " + WORDS))
                    .isEqualTo(1);
        }

        @Test
        void storesNoColumns() {
            assertThat(storedColumns()).isEmpty();
        }
    }

    @Nested
    class Failing {
        @BeforeEach
        void deliverTheFirstRun() {
            query.on(SchemaChangePolicy.FAIL).start().until(FIRST_RUN);
            answerWithOtherColumns();
        }

        private void stopAtTheSecond() {
            assertThatThrownBy(() -> query.until(SECOND_RUN))
                    .isInstanceOf(QueryStoppedException.class)
                    .hasMessageContainingAll(
                            "Query 'q'", "execution-1", WORDS, "query.q.schema.change=fail", "evolve", "freeze");
        }

        @Test
        void storesTheColumnsOfTheRecords() {
            assertThat(storedColumns()).contains("id integer, note varchar");
        }

        @Test
        void stopsBeforeARowOfTheNewResultAndSoDoesEveryRestartWithoutAnotherExecution() {
            for (int start = 0; start < 3; start++) {
                stopAtTheSecond();
                query.start();
            }

            assertThat(query.rows()).hasSize(3);
            assertThat(query.executions()).isEqualTo(2);
            assertThat(query.stored.orElseThrow().attempt().run().scheduled()).hasToString("2026-03-01T10:00:00Z");
        }

        @Test
        void isNotSkippedByTheKeyForFailures() {
            query.on(FailurePolicy.SKIP).start();

            stopAtTheSecond();
        }

        @Test
        void leavesAFailedRunInTheRunLogAndTheOffsetWhereItStood() {
            query.logging().start();
            Optional<QueryOffset> before = query.stored;

            stopAtTheSecond();

            assertThat(query.runLog()).singleElement().asString().contains("FAILED", "was added");
            assertThat(query.stored).isEqualTo(before);
        }

        @ParameterizedTest
        @EnumSource(names = {"EVOLVE", "FREEZE"})
        void goesOnWithTheExecutionThatIsPaidOnceTheUserHasDecided(SchemaChangePolicy decision) {
            stopAtTheSecond();

            query.on(decision).start().until(SECOND_RUN);

            assertThat(query.rows()).hasSize(6);
            assertThat(query.rows().get(3))
                    .isEqualTo(decision == SchemaChangePolicy.EVOLVE ? "flag=true id=4" : "id=4 note=null");
            assertThat(query.executions()).isEqualTo(2);
        }

        @Test
        void takesTheColumnsThatWereDeliveredMeanwhileWhenItIsSetAgain() {
            stopAtTheSecond();
            query.on(SchemaChangePolicy.EVOLVE).start().untilRows(5);

            query.on(SchemaChangePolicy.FAIL).start().until(THIRD_RUN);

            assertThat(query.rows()).hasSize(9).endsWith("flag=null id=6");
            assertThat(storedColumns()).contains("flag boolean, id bigint");
        }

        @Test
        void goesOnWhenTheStatementGivesTheOldColumnsAgain() {
            String mended = "SELECT id, note FROM t";
            query.athena.answers(mended, List.of("id integer", "note varchar"), "\"4\",\"d\"\n");
            stopAtTheSecond();

            query.asking(mended).on(QueryChangePolicy.CONTINUE).start().until(SECOND_RUN);

            assertThat(query.rows()).hasSize(4).endsWith("id=4 note=d");
        }

        @Test
        void forgetsTheColumnsOfAQueryThatBeginsAnew() {
            String other = "SELECT flag FROM t";
            query.athena.answers(other, List.of("flag boolean"), "\"true\"\n");

            query.asking(other).on(QueryChangePolicy.RESTART).start().until(FIRST_RUN);

            assertThat(query.rows()).hasSize(4).endsWith("flag=true");
            assertThat(storedColumns()).contains("flag boolean");
        }
    }

    @Nested
    class Freezing {
        @BeforeEach
        void freeze() {
            query.on(SchemaChangePolicy.FREEZE);
        }

        private static final List<String> KEPT = List.of(
                "id=1 note=a", "id=2 note=b", "id=3 note=null", "id=4 note=null", "id=5 note=null", "id=6 note=null");

        @ParameterizedTest
        @EnumSource(names = {"CSV", "API"})
        void keepsTheColumnsWhateverStepARestartComesAfter(ResultFormat format) {
            query.reading(format).start().until(FIRST_RUN);
            answerWithOtherColumns();

            for (int rows = 3; rows < 6; rows++) {
                query.start().untilRows(rows + 1);
            }
            query.start().until(SECOND_RUN);

            assertThat(query.rows()).isEqualTo(KEPT);
            assertThat(query.executions()).isEqualTo(2);
            assertThat(storedColumns()).contains("id integer, note varchar");
            assertThat(query.delivered.get(5).valueSchema())
                    .isEqualTo(query.delivered.get(0).valueSchema());
        }

        @Test
        void keepsThemInTransactionsAndWithARunLogToo() {
            query.inTransactions().start().until(FIRST_RUN);
            answerWithOtherColumns();

            query.start().until(SECOND_RUN);
            query.logging().start().until(THIRD_RUN);

            assertThat(query.rows()).startsWith(KEPT.toArray(String[]::new)).hasSize(9);
        }

        @Test
        void keepsThemWhenAnotherFormatIsReadFromThenOn() {
            query.start().until(FIRST_RUN);
            answerWithOtherColumns();

            query.reading(ResultFormat.API).start().until(SECOND_RUN);

            assertThat(query.rows()).isEqualTo(KEPT);
        }

        @Test
        void saysOnceWhatIsLeftOutUntilItChangesAgain() {
            query.start().until(FIRST_RUN);
            answerWithOtherColumns();

            String log = logOf(() -> query.until(THIRD_RUN));
            answer(List.of("id integer", "note varchar", "more date"), "\"7\",\"g\",\"2026-01-31\"\n");
            String later = logOf(() -> query.until("2026-03-01T10:45:10Z"));

            assertThat(count(log, WORDS + ". Records keep theirs, as query.q.schema.change=freeze says"))
                    .isEqualTo(1);
            assertThat(count(later, "than the records before: column \"more\" date was added. Records keep theirs"))
                    .isEqualTo(1);
            assertThat(query.rows()).endsWith("id=7 note=g");
        }

        @Test
        void aValueThatTheKeptTypeCannotHoldIsAnErrorOfItsRow() {
            query.start().until(FIRST_RUN);
            answer(List.of("id bigint", "note varchar"), "\"7\",\n\"2147483648\",\n");

            assertThatThrownBy(() -> query.until(SECOND_RUN))
                    .hasMessageContainingAll(
                            "row 2",
                            "column \"id\" of type integer",
                            "2147483648",
                            "it is a bigint in this result",
                            "freeze");
            assertThat(query.rows()).endsWith("id=7 note=null");
        }

        @Test
        void keysAreMadeOfTheColumnsAsTheyAreKept() {
            query.keyedBy("id").start().until(FIRST_RUN);
            answerWithOtherColumns();
            query.start().until(SECOND_RUN);

            assertThat(query.delivered).extracting(SourceRecord::key).containsExactly(1, 2, 3, 4, 5, 6);
        }

        @Test
        void aKeyColumnThatIsGoneIsTheErrorItIsWithoutAlsoIfNoneOfTheColumnsIsLeft() {
            query.keyedBy("id").start().until(FIRST_RUN);
            answer(List.of("flag boolean"), "\"true\"\n");

            assertThatThrownBy(() -> query.until(SECOND_RUN))
                    .hasMessageContaining("key.columns names 'id', but the columns of the result are flag");
        }

        @Test
        void aKeyColumnThatIsLeftOutIsToldFromOneThatIsNotThere() {
            query.start().until(FIRST_RUN);
            answerWithOtherColumns();

            assertThatThrownBy(() -> query.keyedBy("flag").start().until(SECOND_RUN))
                    .hasMessageContainingAll(
                            "key.columns names 'flag', a column of the result", "set schema.change to evolve");
        }

        @Test
        void columnsSurviveRunsThatAreSkipped() {
            query.on(FailurePolicy.SKIP).logging().start().until(FIRST_RUN);
            answer(List.of("id bigint", "note varchar"), "\"2147483648\",\n");
            query.until(SECOND_RUN);
            answerWithOtherColumns();

            query.start().until(THIRD_RUN);

            assertThat(query.rows()).isEqualTo(KEPT);
        }

        @Test
        void aRunThatDeliversNothingLeavesNoColumnsToKeep() {
            answer(List.of("id integer"), "\"not a number\"\n");
            query.on(FailurePolicy.SKIP).logging().start().until(FIRST_RUN);
            answerWithOtherColumns();

            query.start().until(SECOND_RUN);

            assertThat(query.rows()).containsExactly("flag=true id=4", "flag=false id=5", "flag=null id=6");
        }

        @Test
        void anOffsetWithoutColumnsTakesThoseOfTheNextResult() {
            query.stored = Optional.of(
                    OffsetFormat.read("q", Map.of("version", 1L, "scheduled", "2026-03-01T09:45:00Z", "done", true)));
            answerWithOtherColumns();

            query.start().until(FIRST_RUN);

            assertThat(query.rows()).startsWith("flag=true id=4").hasSize(3);
        }

        @Test
        void columnsWrittenByHandAreFollowed() {
            query.stored = Optional.of(OffsetFormat.read(
                    "q",
                    Map.of(
                            "version",
                            1L,
                            "scheduled",
                            "2026-03-01T09:45:00Z",
                            "done",
                            true,
                            "columns",
                            "new varchar, \"ID\" varchar(10)")));

            query.start().until(FIRST_RUN);

            assertThat(query.rows()).containsExactly("new=null ID=1", "new=null ID=2", "new=null ID=3");
        }

        @Test
        void moreColumnsThanAnOffsetMayHoldAreRefused() {
            List<String> wide = IntStream.range(0, 10_000)
                    .mapToObj(index -> "column_with_a_long_name_" + index + " varchar")
                    .toList();
            answer(wide, "");

            assertThatThrownBy(() -> query.start().until(FIRST_RUN))
                    .hasMessageContainingAll("10000 columns", "262144", "schema.change to evolve");
        }
    }

    @Nested
    class InMidResult {
        @Test
        void evolvingTakesTheColumnsOfTheRestAtOnce() {
            query.on(SchemaChangePolicy.FREEZE).start().until(FIRST_RUN);
            answerWithOtherColumns();
            query.untilRows(4);
            int kept = query.rows().size();

            query.on(SchemaChangePolicy.EVOLVE).start().until(SECOND_RUN);

            assertThat(query.rows()).hasSize(6).endsWith("flag=null id=6");
            assertThat(query.rows().subList(3, kept)).allMatch(row -> row.endsWith("note=null"));
            assertThat(storedColumns()).isEmpty();
        }

        @Test
        void evolvingIsAWayOutOfAValueThatTheKeptTypeCannotHold() {
            query.on(SchemaChangePolicy.FREEZE).start().until(FIRST_RUN);
            answer(List.of("id bigint"), "\"7\"\n\"2147483648\"\n");
            assertThatThrownBy(() -> query.until(SECOND_RUN)).isInstanceOf(QueryStoppedException.class);

            query.on(SchemaChangePolicy.EVOLVE).start().until(SECOND_RUN);

            assertThat(query.rows()).hasSize(5).endsWith("id=7 note=null", "id=2147483648");
            assertThat(query.executions()).isEqualTo(2);
        }

        @Test
        void failingStopsNoResultThatWasBegunFrozen() {
            query.on(SchemaChangePolicy.FREEZE).start().until(FIRST_RUN);
            answerWithOtherColumns();
            query.untilRows(4);

            query.on(SchemaChangePolicy.FAIL).start().untilRows(6);

            assertThat(query.rows()).hasSize(6).endsWith("id=6 note=null");
            assertThatThrownBy(() -> query.until(THIRD_RUN)).hasMessageContaining(WORDS);
        }

        @Test
        void aResultThatWasBegunEvolvingGoesOnAndItsColumnsAreKeptFromThenOn() {
            query.on(SchemaChangePolicy.EVOLVE).start().untilRows(2);

            query.on(SchemaChangePolicy.FREEZE).start().untilRows(3);
            answerWithOtherColumns();
            query.start().until(SECOND_RUN);

            assertThat(query.rows()).isEqualTo(Freezing.KEPT);
        }
    }
}
