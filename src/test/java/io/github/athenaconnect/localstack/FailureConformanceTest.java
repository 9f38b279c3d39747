package io.github.athenaconnect.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.athenaconnect.localstack.access.AccessKey;
import io.github.athenaconnect.localstack.athena.execution.Failure;
import io.github.athenaconnect.localstack.s3.Access;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.AthenaException;
import software.amazon.awssdk.services.athena.model.InternalServerException;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.TooManyRequestsException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The stack fails as AWS does: by itself where the caller errs, and on demand. */
@ExtendWith(LocalStackExtension.class)
class FailureConformanceTest {
    private final LocalStack stack;
    private final AthenaDriver athena;

    FailureConformanceTest(LocalStack stack) {
        this.stack = stack;
        this.athena = new AthenaDriver(stack);
    }

    @AfterEach
    void allowAll() {
        stack.s3().faults().allowAll();
    }

    @ParameterizedTest(name = "{1}: {0}")
    @CsvSource(delimiter = '|', textBlock = """
                    SELECT * FROM nothing                           | TABLE_NOT_FOUND: line 1:15: Table 'awsdatacatalog.shop.nothing' does not exist
                    SELECT nothing FROM orders                      | COLUMN_NOT_FOUND: line 1:8: Column 'nothing' cannot be resolved
                    SELECT * FROM nowhere.orders                    | SCHEMA_NOT_FOUND: line 1:15: Schema 'nowhere' does not exist
                    SELECT FROM WHERE                               | mismatched input
                    SELECT 1 + 'a'                                  | TYPE_MISMATCH:
                    SELECT no_such_function(1)                      | FUNCTION_NOT_FOUND: line 1:8: Function 'no_such_function' not registered
                    SELECT 1 / (order_id - order_id) FROM orders    | DIVISION_BY_ZERO: Division by zero
                    SELECT CAST(status AS integer) FROM orders      | INVALID_CAST_ARGUMENT: Cannot cast
                    EXPLAIN (TYPE VALIDATE) SELECT nothing FROM orders | COLUMN_NOT_FOUND:
                    DESCRIBE nothing                                | TABLE_NOT_FOUND:
                    """)
    void aQueryThatCannotWorkFailsWithItsReason(String sql, String reason) {
        QueryExecution execution = athena.run(sql);

        assertThat(execution.status().state()).isEqualTo(QueryExecutionState.FAILED);
        assertThat(execution.status().stateChangeReason()).contains(reason);
        assertThat(execution.status().athenaError().errorMessage())
                .isEqualTo(execution.status().stateChangeReason());
        assertThat(execution.status().athenaError().errorCategory()).isEqualTo(2);
        assertThat(execution.status().athenaError().retryable()).isFalse();
    }

    @Test
    void aQueryInADatabaseThatIsNotThereFails() {
        String id = athena.start(
                "SELECT * FROM orders", request -> request.queryExecutionContext(context -> context.database("attic")));

        QueryExecution execution = athena.awaitEnd(id);

        assertThat(execution.status().stateChangeReason())
                .isEqualTo("SCHEMA_NOT_FOUND: line 1:15: Schema 'attic' does not exist");
    }

    @Test
    void anExecutionFailsOnDemandWithAnyError() {
        stack.athena().faults().failNext(new Failure(1, 0, true, "Query exhausted resources at this scale factor"));

        QueryExecution execution = athena.run("SELECT 1");

        assertThat(execution.status().state()).isEqualTo(QueryExecutionState.FAILED);
        assertThat(execution.status().athenaError().errorCategory()).isEqualTo(1);
        assertThat(execution.status().athenaError().retryable()).isTrue();
        assertThat(execution.status().stateChangeReason()).isEqualTo("Query exhausted resources at this scale factor");
    }

    @Nested
    class OutputLocations {
        @Test
        void noneAtAllIsRefused() {
            assertThatThrownBy(() -> athena.start(
                            "SELECT 1", request -> request.resultConfiguration(result -> result.outputLocation(null))))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("No output location provided.");
        }

        @Test
        void aBucketThatDoesNotExistIsRefused() {
            assertThatThrownBy(() -> athena.start(
                            "SELECT 1",
                            request -> request.resultConfiguration(
                                    result -> result.outputLocation("s3://no-such-bucket/"))))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("Unable to verify/create output bucket no-such-bucket");
        }

        @Test
        void aDeniedBucketLetsTheExecutionFail() {
            stack.s3().faults().deny(stack.accessKey().id(), Access.WRITE, stack.resultBucket(), "results/");

            QueryExecution execution = athena.run("SELECT 1");

            assertThat(execution.status().state()).isEqualTo(QueryExecutionState.FAILED);
            assertThat(execution.status().stateChangeReason()).contains("Access denied when writing output to url");
            assertThat(execution.status().athenaError().errorType()).isEqualTo(401);
        }
    }

    @Nested
    class Faults {
        private final AthenaClient client = AthenaClient.builder()
                .endpointOverride(stack.athenaEndpoint())
                .region(stack.region())
                .credentialsProvider(stack.credentials(stack.accessKey()))
                .overrideConfiguration(override -> override.retryStrategy(retries -> retries.maxAttempts(1)))
                .httpClientBuilder(Apache5HttpClient.builder())
                .build();
        private final AthenaDriver impatient = new AthenaDriver(client, stack.s3Client(), stack.outputLocation());

        @AfterEach
        void closeClient() {
            client.close();
        }

        @Test
        void theNextCallsAreThrottled() {
            stack.athena().faults().throttle("StartQueryExecution", 1);
            long callsBefore = stack.athena().calls("StartQueryExecution");

            assertThatThrownBy(() -> impatient.start("SELECT 1"))
                    .isInstanceOfSatisfying(AthenaException.class, error -> {
                        assertThat(error.isThrottlingException()).isTrue();
                        assertThat(error.awsErrorDetails().errorCode()).isEqualTo("ThrottlingException");
                    });
            assertThat(impatient.start("SELECT 1")).isNotEmpty();
            assertThat(stack.athena().calls("StartQueryExecution")).isEqualTo(callsBefore + 2);
        }

        @Test
        void callsAboveAQuotaAreThrottled() {
            String id = impatient.start("SELECT 1");
            stack.athena().faults().limitCalls("GetQueryExecution", 1e-6, 2);

            assertThat(impatient.look(id)).isNotNull();
            assertThat(impatient.look(id)).isNotNull();
            assertThatThrownBy(() -> impatient.look(id)).isInstanceOfSatisfying(AthenaException.class, error -> {
                assertThat(error.isThrottlingException()).isTrue();
                assertThat(error.awsErrorDetails().errorCode()).isEqualTo("ThrottlingException");
                assertThat(error.statusCode()).isEqualTo(400);
            });
            assertThat(stack.athena().faults().refusedCalls("GetQueryExecution"))
                    .isEqualTo(1);

            stack.athena().faults().liftQuotas();
            assertThat(impatient.look(id)).isNotNull();
        }

        @Test
        void theNextCallsBreakDown() {
            stack.athena().faults().breakDown("GetQueryExecution", 1);

            assertThatThrownBy(() -> impatient.look("any")).isInstanceOf(InternalServerException.class);
        }

        @Test
        void tooManyActiveQueriesAreRefused() {
            stack.athena().faults().limitActiveQueries(0);

            assertThatThrownBy(() -> impatient.start("SELECT 1"))
                    .isInstanceOfSatisfying(
                            TooManyRequestsException.class,
                            error -> assertThat(error.reasonAsString()).isEqualTo("CONCURRENT_QUERY_LIMIT_EXCEEDED"));

            stack.athena().faults().limitActiveQueries(Integer.MAX_VALUE);
        }
    }

    @Nested
    class Objects {
        @Test
        void aDeniedObjectCannotBeReadByThatCallerOnly() {
            String key = put("denied.txt", "secret");
            AccessKey other = stack.createAccessKey("AKIAOTHER");
            stack.s3().faults().deny(other.id(), Access.READ, stack.resultBucket(), "objects/");

            try (S3Client otherClient = stack.s3Client(other)) {
                assertThatThrownBy(() -> otherClient.getObjectAsBytes(
                                get -> get.bucket(stack.resultBucket()).key(key)))
                        .isInstanceOfSatisfying(S3Exception.class, error -> {
                            assertThat(error.statusCode()).isEqualTo(403);
                            assertThat(error.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
                        });
            }
            assertThat(athena.text("s3://" + stack.resultBucket() + "/" + key)).isEqualTo("secret");
        }

        @Test
        void aReadIsSlowedDownAndSucceedsWhenRepeated() {
            String key = put("slow.txt", "text");
            stack.s3().faults().slowDownReads(1);

            assertThat(athena.text("s3://" + stack.resultBucket() + "/" + key)).isEqualTo("text");
        }

        @Test
        void aBodyIsCutAfterSomeBytes() throws Exception {
            String key = put("cut.txt", "x".repeat(200_000));
            stack.s3().faults().cutBodies(1, 100_000);

            try (ResponseInputStream<GetObjectResponse> body = stack.s3Client()
                    .getObject(get -> get.bucket(stack.resultBucket()).key(key))) {
                assertThatThrownBy(body::readAllBytes).isInstanceOfAny(IOException.class, SdkException.class);
            }
            assertThat(athena.text("s3://" + stack.resultBucket() + "/" + key)).hasSize(200_000);
        }

        @Test
        void aBodyStallsUntilItIsReleased() throws Exception {
            String key = put("stall.txt", "x".repeat(200_000));
            CountDownLatch release = stack.s3().faults().stallNextBody(100_000);

            try (ResponseInputStream<GetObjectResponse> body = stack.s3Client()
                    .getObject(get -> get.bucket(stack.resultBucket()).key(key))) {
                assertThat(body.readNBytes(50_000)).hasSize(50_000);
                release.countDown();
                assertThat(body.readAllBytes()).hasSize(150_000);
            }
        }

        private String put(String name, String text) {
            String key = "objects/" + name;
            stack.s3Client().putObject(put -> put.bucket(stack.resultBucket()).key(key), RequestBody.fromString(text));
            return key;
        }
    }
}
