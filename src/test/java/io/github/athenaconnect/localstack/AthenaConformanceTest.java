package io.github.athenaconnect.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.BatchGetQueryExecutionResponse;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.StatementType;

/** Query executions live as they do in Athena, seen through the plain SDK client, on the engine of this test run. */
@ExtendWith(LocalStackExtension.class)
class AthenaConformanceTest {
    private final LocalStack stack;
    private final AthenaClient client;
    private final AthenaDriver athena;

    AthenaConformanceTest(LocalStack stack) {
        this.stack = stack;
        this.client = stack.athenaClient();
        this.athena = new AthenaDriver(stack);
    }

    @Test
    void aQuerySucceedsAndTellsWhereItsResultIs() {
        String id = athena.start("SELECT 1 AS one");

        QueryExecution execution = athena.awaitEnd(id);

        assertThat(execution.status().state()).isEqualTo(QueryExecutionState.SUCCEEDED);
        assertThat(execution.status().completionDateTime())
                .isAfterOrEqualTo(execution.status().submissionDateTime());
        assertThat(execution.resultConfiguration().outputLocation()).isEqualTo(stack.outputLocation() + id + ".csv");
        assertThat(execution.query()).isEqualTo("SELECT 1 AS one");
        assertThat(execution.statementType()).isEqualTo(StatementType.DML);
        assertThat(execution.substatementType()).isEqualTo("SELECT");
        assertThat(execution.workGroup()).isEqualTo("primary");
        assertThat(execution.queryExecutionContext().database()).isEqualTo("shop");
    }

    @Test
    void statisticsTellWhatWasScannedAndHowLongItTook() {
        String id = athena.start("SELECT * FROM orders");

        QueryExecution execution = athena.awaitEnd(id);

        assertThat(execution.statistics().dataScannedInBytes()).isPositive();
        assertThat(execution.statistics().totalExecutionTimeInMillis())
                .isGreaterThanOrEqualTo(execution.statistics().engineExecutionTimeInMillis());
        assertThat(client.getQueryRuntimeStatistics(get -> get.queryExecutionId(id))
                        .queryRuntimeStatistics()
                        .rows()
                        .outputRows())
                .isEqualTo(stack.shop().orders());
    }

    @Test
    void whatWasScannedGrowsWhileAnExecutionRuns() {
        stack.athena().faults().hold(QueryExecutionState.RUNNING);
        try {
            String id = athena.start("SELECT 1 AS one");
            athena.await(id, QueryExecutionState.RUNNING);

            for (long bytes : List.of(10_000_000L, 70_000_000L)) {
                stack.athena().faults().scan(bytes);
                athena.awaitScanned(id, bytes);
            }

            stack.athena().faults().release();
            assertThat(athena.awaitEnd(id).statistics().dataScannedInBytes()).isEqualTo(70_000_000);
        } finally {
            stack.athena().faults().release();
        }
    }

    @Test
    void aTrailingSemicolonIsFine() {
        assertThat(athena.run("SELECT 1 ; ").status().state()).isEqualTo(QueryExecutionState.SUCCEEDED);
    }

    @Test
    void executionParametersTakeThePlacesOfQuestionMarks() {
        String id = athena.start(
                "SELECT order_id FROM orders WHERE order_id = ? AND status <> ?",
                request -> request.executionParameters("1007", "'it''s'"));

        QueryExecution execution = athena.awaitEnd(id);

        assertThat(athena.text(execution.resultConfiguration().outputLocation()))
                .isEqualTo("\"order_id\"\n\"1007\"\n");
        assertThat(execution.executionParameters()).containsExactly("1007", "'it''s'");
    }

    @Nested
    class RequestTokens {
        private final String token = UUID.randomUUID().toString();

        @Test
        void theSameTokenAndParametersGiveTheSameExecution() {
            int startedBefore = stack.athena().started().size();

            String first = athena.start("SELECT 1", request -> request.clientRequestToken(token));
            String second = athena.start("SELECT 1", request -> request.clientRequestToken(token));

            assertThat(second).isEqualTo(first);
            assertThat(stack.athena().started()).hasSize(startedBefore + 1);
        }

        @Test
        void theSameTokenWithOtherParametersIsRefused() {
            athena.start("SELECT 1", request -> request.clientRequestToken(token));

            assertThatThrownBy(() -> athena.start("SELECT 2", request -> request.clientRequestToken(token)))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("Idempotent parameters do not match");
        }

        @Test
        void theTokenOfAFailedExecutionGivesTheFailedExecutionAgain() {
            String first = athena.start("SELECT * FROM nothing", request -> request.clientRequestToken(token));
            athena.awaitEnd(first);

            assertThat(athena.start("SELECT * FROM nothing", request -> request.clientRequestToken(token)))
                    .isEqualTo(first);
        }

        @Test
        void aForgottenTokenStartsAnotherExecution() {
            String first = athena.start("SELECT 1", request -> request.clientRequestToken(token));

            stack.athena().forgetTokens();

            assertThat(athena.start("SELECT 1", request -> request.clientRequestToken(token)))
                    .isNotEqualTo(first);
        }
    }

    @Nested
    class States {
        @Test
        void anExecutionIsQueuedThenRunningThenSucceeded() {
            stack.athena().faults().hold(QueryExecutionState.QUEUED).hold(QueryExecutionState.RUNNING);
            String id = athena.start("SELECT 1");
            assertThat(athena.look(id).status().state()).isEqualTo(QueryExecutionState.QUEUED);

            stack.athena().faults().release().hold(QueryExecutionState.RUNNING);
            athena.await(id, QueryExecutionState.RUNNING);

            stack.athena().faults().release();
            assertThat(athena.awaitEnd(id).status().state()).isEqualTo(QueryExecutionState.SUCCEEDED);
        }

        @Test
        void aRunningExecutionMayGoBackToTheQueue() {
            stack.athena().faults().requeueNext(1).hold(QueryExecutionState.RUNNING);
            String id = athena.start("SELECT 1");
            athena.await(id, QueryExecutionState.RUNNING);

            stack.athena().faults().release().hold(QueryExecutionState.QUEUED);
            athena.await(id, QueryExecutionState.QUEUED);

            stack.athena().faults().release();
            assertThat(athena.awaitEnd(id).status().state()).isEqualTo(QueryExecutionState.SUCCEEDED);
        }

        @Test
        void aStoppedExecutionIsCancelledAndStaysSo() {
            stack.athena().faults().hold(QueryExecutionState.RUNNING);
            String id = athena.start("SELECT 1");
            athena.await(id, QueryExecutionState.RUNNING);

            client.stopQueryExecution(stop -> stop.queryExecutionId(id));
            stack.athena().faults().release();

            QueryExecution execution = athena.awaitEnd(id);
            assertThat(execution.status().state()).isEqualTo(QueryExecutionState.CANCELLED);
            assertThat(execution.status().stateChangeReason()).isEqualTo("Query cancelled by user");
        }

        @Test
        void aLongStatementIsCutOffInTheMiddle() {
            String id = athena.start("SELECT count(*) AS n FROM orders a CROSS JOIN orders b CROSS JOIN orders c"
                    + " CROSS JOIN orders d CROSS JOIN orders e WHERE a.total + b.total + c.total + d.total < e.total");
            athena.await(id, QueryExecutionState.RUNNING);

            client.stopQueryExecution(stop -> stop.queryExecutionId(id));

            assertThat(athena.awaitEnd(id).status().state()).isEqualTo(QueryExecutionState.CANCELLED);
            assertThat(athena.run("SELECT 1").status().state()).isEqualTo(QueryExecutionState.SUCCEEDED);
        }

        @Test
        void stoppingAFinishedExecutionChangesNothing() {
            String id = athena.start("SELECT 1");
            athena.awaitEnd(id);

            client.stopQueryExecution(stop -> stop.queryExecutionId(id));

            assertThat(athena.look(id).status().state()).isEqualTo(QueryExecutionState.SUCCEEDED);
        }

        @Test
        void resultsOfAnExecutionThatRunsAreRefused() {
            stack.athena().faults().hold(QueryExecutionState.RUNNING);
            String id = athena.start("SELECT 1");

            assertThatThrownBy(() -> client.getQueryResults(get -> get.queryExecutionId(id)))
                    .isInstanceOfSatisfying(
                            InvalidRequestException.class,
                            refused ->
                                    assertThat(refused.athenaErrorCode()).isEqualTo("INVALID_QUERY_EXECUTION_STATE"));

            stack.athena().faults().release();
            athena.awaitEnd(id);
        }
    }

    @Nested
    class UnknownExecutions {
        @Test
        void anUnknownIdIsRefused() {
            assertThatThrownBy(() -> athena.look("no-such-id"))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("QueryExecution no-such-id was not found");
        }

        @Test
        void anExpiredExecutionIsUnknown() {
            String id = athena.start("SELECT 1");
            athena.awaitEnd(id);

            stack.athena().forget(id);

            assertThatThrownBy(() -> athena.look(id)).hasMessageContaining("QueryExecution " + id + " was not found");
        }

        @Test
        void aBatchTellsTheKnownFromTheUnknown() {
            String id = athena.start("SELECT 1");

            BatchGetQueryExecutionResponse answer =
                    client.batchGetQueryExecution(get -> get.queryExecutionIds(id, "no-such-id"));

            assertThat(answer.queryExecutions())
                    .extracting(QueryExecution::queryExecutionId)
                    .containsExactly(id);
            assertThat(answer.unprocessedQueryExecutionIds()).singleElement().satisfies(unknown -> {
                assertThat(unknown.queryExecutionId()).isEqualTo("no-such-id");
                assertThat(unknown.errorMessage()).contains("was not found");
            });
        }
    }

    @Nested
    class Constraints {
        @Test
        void aTokenThatIsTooShortIsRefused() {
            assertThatThrownBy(() -> athena.start("SELECT 1", request -> request.clientRequestToken("short")))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("clientRequestToken")
                    .hasMessageContaining("greater than or equal to 32");
        }

        @Test
        void aQueryThatIsTooLongIsRefused() {
            assertThatThrownBy(() -> athena.start("SELECT '" + "x".repeat(262_144) + "'"))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("less than or equal to 262144");
        }

        @Test
        void aPageOfMoreThanAThousandRowsIsRefused() {
            assertThatThrownBy(() -> client.getQueryResults(
                            get -> get.queryExecutionId("x").maxResults(1001)))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("maxResults");
        }

        @Test
        void aBatchOfMoreThanFiftyIsRefused() {
            List<String> ids = Collections.nCopies(51, "x");

            assertThatThrownBy(() -> client.batchGetQueryExecution(get -> get.queryExecutionIds(ids)))
                    .isInstanceOf(InvalidRequestException.class);
        }

        @Test
        void aStatementThatBeginsLikeNoneIsRefusedAtOnce() {
            assertThatThrownBy(() -> athena.start("SELEC 1"))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("line 1:1: mismatched input 'SELEC'");
        }
    }
}
