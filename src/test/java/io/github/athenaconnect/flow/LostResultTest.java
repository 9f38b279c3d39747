package io.github.athenaconnect.flow;

import static io.github.athenaconnect.flow.DrivenQuery.ROWS;
import static io.github.athenaconnect.flow.DrivenQuery.ids;
import static io.github.athenaconnect.flow.DrivenQuery.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.athenaconnect.failure.FailurePolicy;
import io.github.athenaconnect.failure.MissingResultPolicy;
import io.github.athenaconnect.fake.CutStream;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;

/** What follows when the result that an offset points at is gone, for each value of on.result.missing and each cause. */
class LostResultTest {
    /** Bytes of the heading and three rows, of which two can be delivered: the third may be the last. */
    private static final int TWO_ROWS = 17;

    /** How a result is lost after two of its rows were delivered. */
    private enum Loss {
        OBJECT_DELETED_WHILE_STOPPED,
        OBJECT_REPLACED_WHILE_STOPPED,
        EXECUTION_FORGOTTEN_WHILE_STOPPED,
        OBJECT_DELETED_IN_MID_RESULT,
        OBJECT_REPLACED_IN_MID_RESULT,
        EXECUTION_FORGOTTEN_IN_MID_RESULT;

        private void strike(DrivenQuery query) {
            switch (this) {
                case OBJECT_DELETED_WHILE_STOPPED, OBJECT_DELETED_IN_MID_RESULT ->
                    query.s3.remove(query.athena.location(0));
                case OBJECT_REPLACED_WHILE_STOPPED, OBJECT_REPLACED_IN_MID_RESULT ->
                    query.s3.put(query.athena.location(0), "\"id\"\n" + rows(90, 99));
                case EXECUTION_FORGOTTEN_WHILE_STOPPED, EXECUTION_FORGOTTEN_IN_MID_RESULT ->
                    query.athena.forget("execution-0");
            }
        }

        /** Delivers two rows, loses the result, and is where the query goes on. */
        void after(DrivenQuery query) {
            query.s3.failNext(body -> new CutStream(body, TWO_ROWS));
            query.start().untilRows(2);
            assertThat(query.ids()).isEqualTo(ids(1, 2));
            query.clock.move(Duration.ofMinutes(1));
            strike(query);
            if (name().endsWith("STOPPED")) {
                query.start();
            }
        }
    }

    private final DrivenQuery query = new DrivenQuery();

    @ParameterizedTest
    @EnumSource
    void underRerunTheRunIsStartedAgainAndDeliveredWhole(Loss loss) {
        loss.after(query.on(MissingResultPolicy.RERUN));

        query.untilItsEnd();

        assertThat(query.ids())
                .isEqualTo(
                        Stream.concat(ids(1, 2).stream(), ids(1, ROWS).stream()).toList());
        assertThat(query.executions()).isEqualTo(2);
        assertThat(query.stored.orElseThrow().attempt().number()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void underRerunARestartAmidTheSecondExecutionPaysForNoThird(Loss loss) {
        loss.after(query.on(MissingResultPolicy.RERUN));
        query.until(() -> query.executions() == 2);

        query.start().untilItsEnd();

        assertThat(query.ids()).endsWith(ids(1, ROWS).toArray(Long[]::new));
        assertThat(query.executions()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void underFailTheTaskStopsAndNothingIsPaidForNowOrAfterARestart(Loss loss) {
        loss.after(query.on(MissingResultPolicy.FAIL));

        for (int start = 0; start < 2; start++) {
            assertThatThrownBy(query::untilItsEnd)
                    .isInstanceOf(QueryStoppedException.class)
                    .hasMessageContainingAll(
                            "Query 'q'", "execution-0", ". The task stops, as query.q.on.result.missing=fail");
            query.start();
        }
        assertThat(query.ids()).isEqualTo(ids(1, 2));
        assertThat(query.executions()).isEqualTo(1);
    }

    @Test
    void underFailAResultThatIsPutBackIsReadOn() {
        String location = "s3://results/execution-0.csv";
        Loss.OBJECT_DELETED_WHILE_STOPPED.after(query.on(MissingResultPolicy.FAIL));
        assertThatThrownBy(query::untilItsEnd).isInstanceOf(QueryStoppedException.class);

        query.s3.put(location, "\"id\"\n" + rows(1, ROWS));
        query.start().untilItsEnd();

        assertThat(query.ids()).isEqualTo(ids(1, ROWS));
        assertThat(query.executions()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void underSkipTheNextRunFollows(Loss loss) {
        loss.after(query.everyQuarterOfAnHour().on(MissingResultPolicy.SKIP));

        query.until("2026-03-01T10:20:00Z");

        assertThat(query.ids())
                .isEqualTo(
                        Stream.concat(ids(1, 2).stream(), ids(1, ROWS).stream()).toList());
        assertThat(query.executions()).isEqualTo(2);
        assertThat(query.stored.orElseThrow().attempt().run().scheduled()).hasToString("2026-03-01T10:15:00Z");
    }

    @ParameterizedTest
    @EnumSource
    void underSkipAQueryThatRunsOnceEndsAndNeverPaysAgain(Loss loss) {
        loss.after(query.on(MissingResultPolicy.SKIP));
        query.untilItsEnd();

        query.start().untilItsEnd();

        assertThat(query.ids()).isEqualTo(ids(1, 2));
        assertThat(query.executions()).isEqualTo(1);
    }

    @Test
    void aRunWhoseResultsKeepGettingLostIsNotPaidForWithoutEnd() {
        query.retrying(2).on(MissingResultPolicy.RERUN);
        query.s3.delivering(body -> new CutStream(body, TWO_ROWS));
        query.start();

        assertThatThrownBy(() -> query.until(() -> {
                    if (query.executions() > 0 && query.delivered.size() == 2 * query.executions()) {
                        query.s3.remove(query.athena.location(query.executions() - 1));
                    }
                    return false;
                }))
                .isInstanceOf(QueryStoppedException.class)
                .hasMessageContainingAll("Query 'q'", "after each of 4 executions", "removes or replaces");
        assertThat(query.executions()).isEqualTo(4);
    }

    @Test
    void aRunThatIsStartedAgainAsksTheConfiguredStatementAndRemembersThat() {
        String other = "SELECT id FROM t -- corrected";
        query.athena.answers(other, List.of("id bigint"), rows(11, 13));
        Loss.OBJECT_DELETED_WHILE_STOPPED.after(query);

        query.asking(other).start().untilItsEnd();

        assertThat(query.ids()).isEqualTo(List.of(1L, 2L, 11L, 12L, 13L));
        assertThat(query.stored.orElseThrow().sqlFingerprint())
                .contains(query.flow().fingerprint());
    }

    @Test
    void aResultThatIsLostBeforeAnyRowOfAFreshExecutionIsAFailureAndNotPaidAgain() {
        query.on(MissingResultPolicy.RERUN).start();
        query.until(() -> query.executions() == 1);
        query.s3.remove(query.athena.location(0));

        assertThatThrownBy(query::untilItsEnd).hasMessageContainingAll("Query 'q'", "execution-0", "is not there");
        assertThat(query.executions()).isEqualTo(1);
    }

    @Test
    void aResultThatIsLostBeforeAnyRowIsSkippedWhereFailuresAre() {
        query.everyQuarterOfAnHour().on(FailurePolicy.SKIP).start();
        query.until(() -> query.executions() == 1);
        query.s3.remove(query.athena.location(0));

        query.until("2026-03-01T10:20:00Z");

        assertThat(query.ids()).isEqualTo(ids(1, ROWS));
        assertThat(query.executions()).isEqualTo(2);
    }

    @Test
    void anExecutionThatATokenFindsAndAthenaHasForgottenIsFollowedByTheNextAttempt() {
        query.start().until(() -> query.executions() == 1);
        query.athena.forget("execution-0");

        query.start().untilItsEnd();

        assertThat(query.ids()).isEqualTo(ids(1, ROWS));
        assertThat(query.executions()).isEqualTo(2);
    }

    /** It may have been started a moment ago, or be known to another part of Athena only. */
    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void anExecutionThatAthenaDoesNotFindForAMomentIsNotPaidAgain(int rowsBefore) {
        query.s3.failNext(body -> new CutStream(body, TWO_ROWS));
        query.start().until(() -> query.executions() == 1 && query.delivered.size() >= rowsBefore);
        query.athena.failNext(notFound()).failNext(notFound());

        query.untilItsEnd();

        assertThat(query.ids()).isEqualTo(ids(1, ROWS));
        assertThat(query.executions()).isEqualTo(1);
    }

    private static InvalidRequestException notFound() {
        return InvalidRequestException.builder()
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorMessage("QueryExecution execution-0 was not found")
                        .build())
                .build();
    }

    @Test
    void inATransactionForEachRunNoRowOfALostResultIsSeen() {
        query.inTransactions().on(MissingResultPolicy.RERUN);
        query.s3.failNext(body -> new CutStream(body, TWO_ROWS));
        query.start().until(() -> query.s3.requests().size() == 1);

        query.s3.remove(query.athena.location(0));
        query.clock.move(Duration.ofMinutes(1));
        query.start().untilItsEnd();

        assertThat(query.ids()).isEqualTo(ids(1, ROWS));
        assertThat(query.executions()).isEqualTo(2);
    }
}
