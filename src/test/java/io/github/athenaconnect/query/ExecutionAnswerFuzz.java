package io.github.athenaconnect.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.athenaconnect.failure.CallFailure;
import io.github.athenaconnect.fake.AnsweringAthena;
import io.github.athenaconnect.fake.SettableClock;
import io.github.athenaconnect.fuzz.Seeds;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.exception.SdkException;

/** Whatever is answered to GetQueryExecution: an execution of which nothing is below zero, or a failed call that can be told. */
class ExecutionAnswerFuzz {
    private static final String ID = "5f5a2c1e";

    private final AnsweringAthena athena = new AnsweringAthena();
    private final Executions executions = new Executions(
            athena,
            new AthenaSettings(
                    "catalog",
                    "database",
                    "primary",
                    OutputSettings.at(Optional.empty()),
                    Duration.ofMillis(100),
                    Duration.ofSeconds(5)),
            new Query("connector", "q", "SELECT 1"),
            SettableClock.standing("2026-03-01T10:00:00Z"));

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "30s")
    void everyAnswerIsAnExecutionOrAFailedCall(byte[] input) {
        athena.answers(input);
        Execution execution;
        try {
            execution = executions.look(ID).orElseThrow();
        } catch (SdkException failed) {
            assertThat(CallFailure.of(failed).explanation()).isNotBlank().hasSizeLessThan(2_000);
            return;
        }
        assertThat(execution.id()).isEqualTo(ID);
        assertThat(execution.scannedBytes()).isNotNegative();
        assertThat(execution.queueMillis()).isNotNegative();
        assertThat(execution.engineMillis()).isNotNegative();
        assertThat(execution.submitted()).isNotNull();
        if (execution.state() instanceof Execution.Ended ended) {
            assertThat(ended.failure().verdict()).isNotNull();
            assertThat(ended.failure().toString()).hasSizeLessThan(20_000).doesNotContain("\n", "\u001b");
        }
    }

    static Stream<byte[]> seeds() {
        return Seeds.of(
                "{\"QueryExecution\":{\"QueryExecutionId\":\"5f5a2c1e\",\"Query\":\"SELECT 1\",\"StatementType\":\"DML\","
                        + "\"ResultConfiguration\":{\"OutputLocation\":\"s3://results/5f5a2c1e.csv\","
                        + "\"EncryptionConfiguration\":{\"EncryptionOption\":\"SSE_S3\"}},"
                        + "\"Status\":{\"State\":\"SUCCEEDED\",\"SubmissionDateTime\":1.7723592E9,"
                        + "\"CompletionDateTime\":1.772359201E9},\"Statistics\":{\"DataScannedInBytes\":10,"
                        + "\"EngineExecutionTimeInMillis\":1,\"QueryQueueTimeInMillis\":2,"
                        + "\"ResultReuseInformation\":{\"ReusedPreviousResult\":false}}}}",
                "{\"QueryExecution\":{\"QueryExecutionId\":\"5f5a2c1e\",\"Query\":\"UNLOAD (SELECT 1\\n) TO"
                        + " 's3://results/unload/c/q/0/' WITH (format = 'PARQUET')\",\"Status\":{\"State\":\"FAILED\","
                        + "\"StateChangeReason\":\"HIVE_PATH_ALREADY_EXISTS\",\"AthenaError\":{\"ErrorCategory\":2,"
                        + "\"ErrorType\":1006,\"Retryable\":false,\"ErrorMessage\":\"x\"}},\"Statistics\":{"
                        + "\"DataManifestLocation\":\"s3://results/5f5a2c1e-manifest.csv\"}}}",
                "{\"QueryExecution\":{\"QueryExecutionId\":\"5f5a2c1e\",\"Status\":{\"State\":\"RUNNING\"},"
                        + "\"ManagedQueryResultsConfiguration\":{\"Enabled\":true}}}",
                "{\"QueryExecution\":null}",
                "[]");
    }
}
