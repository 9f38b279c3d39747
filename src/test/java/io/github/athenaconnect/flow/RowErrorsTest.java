package io.github.athenaconnect.flow;

import static io.github.athenaconnect.flow.DrivenQuery.SQL;
import static io.github.athenaconnect.flow.DrivenQuery.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.athenaconnect.CapturedLog;
import io.github.athenaconnect.fake.CutStream;
import io.github.athenaconnect.result.ResultFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of rows that cannot be records, driven step by step; errors.row=fail is in FailurePolicyTest. */
class RowErrorsTest {
    /** The policies that go on. */
    private enum Policy {
        SKIP,
        DEAD_LETTER;

        DrivenQuery of(String... ids) {
            DrivenQuery query = new DrivenQuery();
            query.athena.answers(SQL, List.of("id bigint"), csv(ids));
            return this == SKIP ? query.leavingOutBadRows() : query.sendingDeadLetters();
        }
    }

    /** Rows of a result by their ids: a number is a good row, an x or NULL is not. */
    private static final List<String> RESULTS =
            List.of("1 2 x 4 5", "x 2 3", "1 2 x", "1 x", "x", "x x x x x", "1 x x x x 6 x", "1 2 3");

    private static String csv(String... ids) {
        return Stream.of(ids)
                .map(id -> id.equals("NULL") ? "\n" : "\"" + id + "\"\n")
                .collect(Collectors.joining());
    }

    private static List<Long> good(String... ids) {
        return Stream.of(ids)
                .filter(id -> id.matches("\\d+"))
                .map(Long::valueOf)
                .toList();
    }

    /** Numbers of the bad rows. */
    private static List<Long> bad(String... ids) {
        return IntStream.range(0, ids.length)
                .filter(at -> !ids[at].matches("\\d+"))
                .mapToObj(at -> at + 1L)
                .toList();
    }

    private static List<Long> letters(DrivenQuery query) {
        return query.deadLetters().stream()
                .map(letter -> letter.getInt64("row"))
                .toList();
    }

    static Stream<Arguments> everyPolicyResultAndFormat() {
        return Stream.of(Policy.values())
                .flatMap(policy -> RESULTS.stream()
                        .flatMap(result -> Stream.of(ResultFormat.CSV, ResultFormat.API)
                                .map(format -> Arguments.of(policy, result, format))));
    }

    private static void assertDelivered(DrivenQuery query, Policy policy, String... ids) {
        assertThat(query.ids()).isEqualTo(good(ids));
        assertThat(letters(query)).isEqualTo(policy == Policy.SKIP ? List.of() : bad(ids));
        assertThat(query.executions()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("everyPolicyResultAndFormat")
    void theOtherRowsAreDeliveredAndARestartAfterAnyStepChangesNothing(
            Policy policy, String result, ResultFormat format) {
        String[] ids = result.split(" ");
        int steps = 0;
        boolean ended = false;
        while (!ended) {
            steps++;
            DrivenQuery query = policy.of(ids).reading(format).start();
            for (int taken = 0; taken < steps && !ended; taken++) {
                ended = query.step().next() instanceof Finished;
            }
            query.start().untilItsEnd();

            assertDelivered(query, policy, ids);
        }
        assertThat(steps).as("steps to restart after").isGreaterThan(3);
    }

    @ParameterizedTest
    @MethodSource("everyPolicyResultAndFormat")
    void theRunLogCountsThemAlsoThoseOfEarlierLives(Policy policy, String result, ResultFormat format) {
        String[] ids = result.split(" ");
        DrivenQuery query = policy.of(ids).reading(format).logging();

        while (query.runLog().isEmpty()) {
            query.start();
            query.stepsUntil(step -> !step.records().isEmpty() || step.next() instanceof Finished);
        }
        query.start().untilItsEnd();

        assertThat(query.runLog())
                .singleElement()
                .asString()
                .contains("DELIVERED", "rows=" + ids.length, "rows_rejected=" + bad(ids).size());
        assertThat(query.stored.orElseThrow().done()).isTrue();
        assertThat(query.stored.orElseThrow().reading().orElseThrow().rejected())
                .isEqualTo(bad(ids).size());
        assertDelivered(query, policy, ids);
    }

    @ParameterizedTest
    @MethodSource("everyPolicyResultAndFormat")
    void whereARunIsATransactionItsEndIsStoredWhateverItsLastRowIs(Policy policy, String result, ResultFormat format) {
        String[] ids = result.split(" ");
        DrivenQuery query = policy.of(ids).reading(format).inTransactions().start();

        Step end = query.stepsUntil(Step::awaitsWorker);

        assertThat(end.records()).isNotEmpty();
        assertThat(end.marker()).isEqualTo(policy == Policy.SKIP && good(ids).isEmpty());
        assertThat(query.stored.orElseThrow().done()).isTrue();
        assertThat(query.stored.orElseThrow().reading().orElseThrow().rejected())
                .isEqualTo(bad(ids).size());
        query.start().untilItsEnd();
        assertDelivered(query, policy, ids);
    }

    @Test
    void theLastRecordOfABatchCarriesThePlaceBehindTheRowsThatWereLeftOutAfterIt() {
        DrivenQuery query = Policy.SKIP.of("1", "x", "x", "x").inBatchesOf(4).start();

        Step end = query.stepsUntil(step -> !step.records().isEmpty());

        assertThat(end.records()).hasSize(1);
        assertThat(query.stored.orElseThrow().done()).isTrue();
        assertThat(query.stored.orElseThrow().reading().orElseThrow().position().row())
                .isEqualTo(4);
    }

    @ParameterizedTest
    @EnumSource
    void aConnectionThatBreaksOffAgainAndAgainNeitherLosesNorDoublesNorMiscountsThem(Policy policy) {
        String[] ids = IntStream.rangeClosed(1, 301)
                .mapToObj(id -> id % 3 == 0 ? "x" : String.valueOf(id))
                .toArray(String[]::new);
        for (DrivenQuery query : List.of(policy.of(ids), policy.of(ids).inTransactions())) {
            List<Integer> bodies = new ArrayList<>();
            query.s3.delivering(body -> {
                bodies.add(bodies.size());
                return bodies.size() <= 4 ? new CutStream(body, 100 * bodies.size()) : body;
            });

            query.start().stepsUntil(Step::awaitsWorker);

            assertThat(bodies).as("bodies").hasSizeGreaterThan(4);
            assertDelivered(query, policy, ids);
            assertThat(query.flow()
                            .standing()
                            .or(() -> query.stored)
                            .orElseThrow()
                            .reading()
                            .orElseThrow()
                            .rejected())
                    .isEqualTo(100);
        }
    }

    @Nested
    class ThousandsInARow {
        private final DrivenQuery query = Policy.SKIP
                .of(Stream.concat(Stream.generate(() -> "x").limit(5000), Stream.of("7"))
                        .toArray(String[]::new))
                .inBatchesOf(100);

        @Test
        void areLeftOutInShortSteps() {
            query.start();
            long before = 0;
            int steps = 0;
            while (query.ids().isEmpty()) {
                query.step();
                steps++;
                long row = query.flow()
                        .standing()
                        .flatMap(offset -> offset.reading())
                        .map(point -> point.position().row())
                        .orElse(before);
                assertThat(row - before).isBetween(0L, 100L);
                before = row;
            }

            assertThat(steps).isGreaterThan(50);
        }

        @Test
        void areToldOneByOneAFewTimesAndInTheEndByTheirNumber() {
            try (CapturedLog log = CapturedLog.open()) {
                query.start().untilItsEnd();

                assertThat(log.text().lines().filter(line -> line.contains("is left out, as")))
                        .hasSize(6)
                        .first()
                        .asString()
                        .contains(
                                "WARN",
                                "Query 'q'",
                                "execution-0",
                                "row 1",
                                "\"id\"",
                                "\"x\"",
                                "query.q.errors.row=skip")
                        .doesNotContain("after row");
                assertThat(log.text()).contains("delivered 1 rows", "could not be records: 5000");
            }
        }

        @Test
        void areProgressSoThatPassingFailuresAreTriedAgainForAsLongAsForOtherRows() {
            query.start();
            query.stepsUntil(step -> step.next() instanceof Reading);

            Step step = query.step();

            assertThat(step.records()).isEmpty();
            assertThat(step.isProgress()).isTrue();
        }
    }

    @Nested
    class RowsWithoutAKey {
        @ParameterizedTest
        @EnumSource(
                value = ResultFormat.class,
                names = {"CSV", "API"})
        void becomeDeadLettersInTheirPlace(ResultFormat format) {
            DrivenQuery query =
                    Policy.DEAD_LETTER.of("1", "NULL", "3").keyedBy("id").reading(format);

            query.start().untilItsEnd();

            assertThat(query.delivered).extracting(record -> record.topic()).containsExactly("topic", "dead", "topic");
            Struct letter = query.deadLetters().get(0);
            assertThat(letter.getMap("values")).containsEntry("id", null);
            assertThat(letter.get("column")).isNull();
            assertThat(letter.getString("reason")).contains("every key column (id) is NULL");
        }
    }

    @Nested
    class ALetter {
        private final DrivenQuery query = Policy.DEAD_LETTER.of("1");

        private Struct letter(String csv) {
            query.athena.answers(SQL, List.of("id bigint", "note varchar", "at date"), csv);
            query.start().untilItsEnd();
            return query.deadLetters().get(0);
        }

        @Test
        void tellsTheRowAsAthenaWroteItWithPlaceAndReason() {
            String first = "\"1\",\"a\",\"2024-02-29\"\n";
            Struct letter = letter(first + "\"2\",\"say \"\"ü\"\"\",\"2023-02-29\"\n\"3\",,\n");

            assertThat(letter.getMap("values")).hasToString("{id=2, note=say \"ü\", at=2023-02-29}");
            assertThat(letter.getString("column")).isEqualTo("at");
            assertThat(letter.getString("reason")).contains("row 2", "\"at\"", "date", "2023-02-29");
            assertThat(letter.getString("query")).isEqualTo("q");
            assertThat(letter.getString("connector")).isEqualTo("connector");
            assertThat(letter.getString("execution_id")).isEqualTo("execution-0");
            assertThat(letter.getString("object")).isEqualTo(query.athena.location(0));
            assertThat(letter.getInt64("row")).isEqualTo(2);
            assertThat(letter.getInt64("first_byte")).isEqualTo("\"id\",\"note\",\"at\"\n".length() + first.length());
            assertThat(query.ids()).containsExactly(1L, 3L);
        }

        @Test
        void tellsNullAsNull() {
            assertThat(letter("\"x\",,\"2024-02-29\"\n").getMap("values")).containsEntry("note", null);
        }
    }

    @Nested
    class TheWatermark {
        private static final String ASKING = "SELECT id, v FROM t WHERE v > ${watermark}";

        private final DrivenQuery query = new DrivenQuery()
                .asking(ASKING)
                .watching("v", "v = BIGINT '0'")
                .everyQuarterOfAnHour()
                .leavingOutBadRows();

        private String afterRunsOf(String... rows) {
            query.athena.answersOthers(List.of("id bigint", "v bigint"), sql -> String.join("", Arrays.asList(rows)));
            query.start().until("2026-03-01T10:20:00Z");
            List<String> statements = query.athena.started().stream()
                    .map(started -> started.queryString())
                    .toList();
            return statements.get(statements.size() - 1).replaceFirst(".* > ", "");
        }

        @Test
        void movesPastARowThatWasLeftOutSoThatNoRunMeetsItAgain() {
            assertThat(afterRunsOf("\"1\",\"5\"\n", "\"x\",\"7\"\n")).isEqualTo("BIGINT '7'");
        }

        @Test
        void isNotMovedByAValueThatIsNone() {
            assertThat(afterRunsOf("\"1\",\"5\"\n", "\"2\",\"many\"\n")).isEqualTo("BIGINT '5'");
            assertThat(query.ids()).containsOnly(1L);
        }
    }

    /** A pause of the worker does not come between: nothing waits for what was left out. */
    @Test
    void aRunOfNothingElseEndsAndTheNextOneFollows() {
        DrivenQuery query = Policy.SKIP.of("x", "x", "x").everyQuarterOfAnHour().start();
        query.stepsUntil(Step::awaitsWorker);
        query.athena.answers(SQL, List.of("id bigint"), rows(1, 2));
        query.clock.move(Duration.ofMinutes(15));

        query.untilRows(2);

        assertThat(query.executions()).isEqualTo(2);
    }
}
