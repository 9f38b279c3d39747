package io.github.athenaconnect.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.athenaconnect.failure.CallFailure;
import io.github.athenaconnect.failure.FailureKind;
import io.github.athenaconnect.fake.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.AthenaException;
import software.amazon.awssdk.services.athena.model.GetQueryExecutionRequest;
import software.amazon.awssdk.services.athena.model.GetQueryExecutionResponse;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionResponse;

/** Answers about executions that Athena does not give, but somebody else may. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileAnswersTest {
    private static final String ID = "5f5a2c1e-0d1f-4c3e-9a00-1f3c5f5a2c1e";
    private static final int MEBIBYTE = 1 << 20;

    private static Executions executions(AthenaClient athena) {
        AthenaSettings settings = new AthenaSettings(
                "catalog",
                "database",
                "primary",
                OutputSettings.at(Optional.empty()),
                Duration.ofMillis(100),
                Duration.ofSeconds(5));
        return new Executions(
                athena,
                settings,
                new Query("connector", "q", "SELECT 1"),
                SettableClock.standing("2026-03-01T10:00:00Z"));
    }

    private static Execution looked(UnaryOperator<QueryExecution.Builder> answer) {
        QueryExecution.Builder usual = QueryExecution.builder()
                .queryExecutionId(ID)
                .status(status -> status.state(QueryExecutionState.SUCCEEDED));
        return executions(new Answering(answer.apply(usual).build(), ID))
                .look(ID)
                .orElseThrow();
    }

    private static Execution failed(String reason) {
        return looked(usual ->
                usual.status(status -> status.state(QueryExecutionState.FAILED).stateChangeReason(reason)));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "a b", "a\nb", "\u001b[31m", "\u202e", "ä"})
    void anIdThatIsNoneEndsTheStart(String id) {
        Executions executions =
                executions(new Answering(QueryExecution.builder().build(), id));

        assertThatThrownBy(() -> executions.start(Attempt.first(Run.at(Instant.EPOCH)), "SELECT 1"))
                .isInstanceOfSatisfying(AthenaException.class, HostileAnswersTest::isForeign);
    }

    @Test
    void anIdTooLongForAnOffsetEndsTheStart() {
        Executions executions =
                executions(new Answering(QueryExecution.builder().build(), "a".repeat(MEBIBYTE)));

        assertThatThrownBy(() -> executions.start(Attempt.first(Run.at(Instant.EPOCH)), "SELECT 1"))
                .hasMessageContaining("an id of 1048576 characters");
    }

    @Test
    void nothingAboutAnExecutionOrSomethingAboutAnotherIsNoAnswer() {
        assertThatThrownBy(() -> executions(new Answering(null, ID)).look(ID))
                .isInstanceOfSatisfying(AthenaException.class, HostileAnswersTest::isForeign);
        assertThatThrownBy(() -> looked(usual -> usual.status(status -> {})))
                .isInstanceOfSatisfying(AthenaException.class, HostileAnswersTest::isForeign);
        assertThatThrownBy(() -> looked(usual -> usual.queryExecutionId("another")))
                .hasMessageContaining("another execution than " + ID);
    }

    /** It stops the task, with a message that says what was found and where to look. */
    private static void isForeign(AthenaException thrown) {
        assertThat(FailureKind.of(thrown)).isEqualTo(FailureKind.FOREIGN);
        assertThat(CallFailure.of(thrown).explanation())
                .contains("expected an answer about an execution, found ", "Check the endpoint keys");
        assertThat(CallFailure.of(thrown).passing()).isFalse();
    }

    @Test
    void countsBelowZeroAreZeroSoThatNoSumShrinks() {
        Execution execution = looked(usual -> usual.statistics(statistics -> statistics
                .dataScannedInBytes(Long.MIN_VALUE)
                .queryQueueTimeInMillis(-1L)
                .engineExecutionTimeInMillis(-7L)));

        assertThat(execution.scannedBytes()).isZero();
        assertThat(execution.queueMillis()).isZero();
        assertThat(execution.engineMillis()).isZero();
    }

    @Test
    void moreThanCanBeScannedIsOverEveryLimit() {
        Execution execution =
                looked(usual -> usual.statistics(statistics -> statistics.dataScannedInBytes(Long.MAX_VALUE)));

        assertThat(new ScanSettings(Optional.of(Long.MAX_VALUE - 1), Optional.empty())
                        .areExceededBy(execution.scannedBytes()))
                .isTrue();
    }

    @Test
    void aReasonIsToldInOneLineOfBoundedLength() {
        String told = ended(
                failed("SYNTAX_ERROR: line 1:8\n2026-03-01 ERROR \u001b[31mforged\u202e " + "x".repeat(MEBIBYTE)));

        assertThat(told)
                .startsWith("FAILED: SYNTAX_ERROR: line 1:8 2026-03-01 ERROR \\u001b[31mforged\\u202e x")
                .hasSizeLessThan(2_100)
                .doesNotContain("\n", "\u001b", "\u202e");
    }

    /** What is paid in vain is found wherever Athena says it. */
    @Test
    void aLongReasonIsJudgedAsAWhole() {
        Execution.Ended ended =
                (Execution.Ended) failed("x".repeat(MEBIBYTE) + " Query exhausted resources at this scale factor")
                        .state();

        assertThat(ended.failure().verdict()).isEqualTo(io.github.athenaconnect.failure.Verdict.STOP_UNTIL_CHANGE);
    }

    @Test
    void aStatementThatIsHandedBackAnotherIsReadInTheTimeItTakesToRead() {
        for (String statement : new String[] {
            "UNLOAD (" + ") TO '".repeat(20_000),
            "UNLOAD (x) TO '" + "''".repeat(100_000) + "' WITH (a)",
            "UNLOAD (x) TO 's3://a/" + "b".repeat(200_000) + "' WITH (a)",
            "UNLOAD (" + " ".repeat(200_000)
        }) {
            assertThat(looked(usual -> usual.query(statement)).unloaded()).isEmpty();
        }
    }

    @Test
    void aRefusalOfAMebibyteIsReadInTheTimeItTakesToRead() {
        String message = "query execution ".repeat(MEBIBYTE / 16);
        AthenaClient refusing = new AthenaClient() {
            @Override
            public GetQueryExecutionResponse getQueryExecution(GetQueryExecutionRequest request) {
                throw InvalidRequestException.builder()
                        .awsErrorDetails(software.amazon.awssdk.awscore.exception.AwsErrorDetails.builder()
                                .errorMessage(message)
                                .build())
                        .build();
            }

            @Override
            public String serviceName() {
                return SERVICE_NAME;
            }

            @Override
            public void close() {}
        };

        assertThatThrownBy(() -> executions(refusing).look(ID)).isInstanceOf(InvalidRequestException.class);
    }

    private static String ended(Execution execution) {
        return ((Execution.Ended) execution.state()).failure().toString();
    }

    private record Answering(QueryExecution execution, String started) implements AthenaClient {
        @Override
        public StartQueryExecutionResponse startQueryExecution(StartQueryExecutionRequest request) {
            return StartQueryExecutionResponse.builder()
                    .queryExecutionId(started)
                    .build();
        }

        @Override
        public GetQueryExecutionResponse getQueryExecution(GetQueryExecutionRequest request) {
            return GetQueryExecutionResponse.builder().queryExecution(execution).build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }
}
