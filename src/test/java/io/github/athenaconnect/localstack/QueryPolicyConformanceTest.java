package io.github.athenaconnect.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.athenaconnect.localstack.engine.ColumnDefinition;
import io.github.athenaconnect.localstack.engine.TableDefinition;
import io.github.athenaconnect.localstack.policy.Policy;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;

/** A query does in Glue and S3 what the policies of its caller allow and nothing else. */
@ExtendWith(LocalStackExtension.class)
class QueryPolicyConformanceTest {
    private static final String QUERY = "SELECT count(*) AS n FROM shop.orders";

    private final LocalStack stack;
    private final RestrictedCaller caller;

    QueryPolicyConformanceTest(LocalStack stack) {
        this.stack = stack;
        this.caller = new RestrictedCaller(stack);
    }

    @AfterEach
    void closeCaller() {
        caller.close();
    }

    @Test
    void aQueryThatIsAllowedRunsAndItsResultIsRead() {
        QueryExecution execution = caller.queries().run(QUERY);

        assertThat(execution.status().state()).isEqualTo(QueryExecutionState.SUCCEEDED);
        assertThat(caller.queries().text(execution.resultConfiguration().outputLocation()))
                .startsWith("\"n\"\n");
        assertThat(caller.athena()
                        .getQueryResults(get -> get.queryExecutionId(execution.queryExecutionId()))
                        .resultSet()
                        .rows())
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"glue:GetDatabase", "glue:GetTable"})
    void aQueryFailsWithoutARightInGlue(String action) {
        caller.allow(RestrictedCaller.POLICY.without(action));

        QueryExecution execution = caller.queries().run(QUERY);

        assertThat(execution.status().state()).isEqualTo(QueryExecutionState.FAILED);
        assertThat(execution.status().stateChangeReason())
                .startsWith("Insufficient permissions to execute the query. User: arn:aws:sts::123456789012:")
                .contains("is not authorized to perform: " + action + " on resource: arn:aws:glue:");
        assertThat(execution.status().athenaError().errorCategory()).isEqualTo(2);
    }

    @Test
    void aQueryOfAPartitionedTableLooksUpItsPartitions() throws Exception {
        TableDefinition visits =
                new TableDefinition("history", "visits", List.of(new ColumnDefinition("visited_on", "date")));
        stack.catalog().createDatabase("history");
        stack.catalog().createTable(visits);
        Policy policy =
                new Policy(Stream.of("athena:*", "s3:*", "glue:GetDatabase", "glue:GetTable", "glue:GetPartitions")
                        .map(action -> new Policy.Allowance(action, "*"))
                        .toList());
        caller.allow(policy);
        stack.catalog().declarePartitioned(visits);
        assertThat(caller.queries()
                        .run("SELECT count(*) FROM history.visits")
                        .status()
                        .state())
                .isEqualTo(QueryExecutionState.SUCCEEDED);

        caller.allow(policy.without("glue:GetPartitions"));

        assertThat(caller.queries()
                        .run("SELECT count(*) FROM history.visits")
                        .status()
                        .stateChangeReason())
                .contains("glue:GetPartitions on resource: arn:aws:glue:eu-west-1:123456789012:catalog");
    }

    @ParameterizedTest
    @CsvSource({
        "s3:GetObject, arn:aws:s3:::acme-lake/shop/*",
        "s3:ListBucket, arn:aws:s3:::acme-lake",
        "s3:GetBucketLocation, arn:aws:s3:::acme-lake",
    })
    void aQueryFailsWithoutARightOnTheDataOfItsTables(String action, String resource) {
        caller.allow(RestrictedCaller.without(action, resource));

        QueryExecution execution = caller.queries().run(QUERY);

        assertThat(execution.status().state()).isEqualTo(QueryExecutionState.FAILED);
        assertThat(execution.status().stateChangeReason())
                .isEqualTo("Permission denied on S3 path: s3://acme-lake/shop/orders/");
    }

    @Test
    void aValidationReadsNoData() {
        caller.allow(RestrictedCaller.without("s3:GetObject", "arn:aws:s3:::acme-lake/shop/*"));

        assertThat(caller.queries()
                        .run("EXPLAIN (TYPE VALIDATE) " + QUERY)
                        .status()
                        .state())
                .isEqualTo(QueryExecutionState.SUCCEEDED);

        caller.allow(RestrictedCaller.POLICY.without("glue:GetTable"));
        assertThat(caller.queries()
                        .run("EXPLAIN (TYPE VALIDATE) " + QUERY)
                        .status()
                        .stateChangeReason())
                .contains("glue:GetTable");
    }

    @ParameterizedTest
    @CsvSource({
        "s3:PutObject, arn:aws:s3:::acme-athena-results/results/*",
        "s3:AbortMultipartUpload, arn:aws:s3:::acme-athena-results/results/*",
        "s3:ListMultipartUploadParts, arn:aws:s3:::acme-athena-results/results/*",
        "s3:ListBucketMultipartUploads, arn:aws:s3:::acme-athena-results",
        "s3:ListBucket, arn:aws:s3:::acme-athena-results",
    })
    void aQueryFailsWithoutARightToWriteItsResult(String action, String resource) {
        caller.allow(RestrictedCaller.without(action, resource));

        QueryExecution execution = caller.queries().run("SELECT 1");

        assertThat(execution.status().state()).isEqualTo(QueryExecutionState.FAILED);
        assertThat(execution.status().stateChangeReason())
                .startsWith("Access denied when writing output to url: s3://");
    }

    @Test
    void aQueryIsRefusedWithoutARightToTheLocationOfTheBucket() {
        caller.allow(RestrictedCaller.without("s3:GetBucketLocation", "arn:aws:s3:::acme-athena-results"));

        assertThatThrownBy(() -> caller.queries().start("SELECT 1"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("Unable to verify/create output bucket acme-athena-results");
    }

    @Test
    void anUnloadNeedsARightToWriteToItsTarget() {
        String unload = "UNLOAD (SELECT 1 AS one) TO 's3://acme-athena-results/%s/" + UUID.randomUUID()
                + "/' WITH (format = 'PARQUET')";

        assertThat(caller.queries()
                        .run(String.format(unload, "results"))
                        .status()
                        .state())
                .isEqualTo(QueryExecutionState.SUCCEEDED);
        assertThat(caller.queries()
                        .run(String.format(unload, "elsewhere"))
                        .status()
                        .stateChangeReason())
                .startsWith("Access denied when writing output to url: s3://acme-athena-results/elsewhere/");
    }

    @Test
    void resultsAreNotReadThroughAthenaWithoutARightToTheObject() {
        String id = caller.queries().start("SELECT 1");
        caller.queries().awaitEnd(id);

        caller.allow(RestrictedCaller.without("s3:GetObject", "arn:aws:s3:::acme-athena-results/results/*"));

        assertThatThrownBy(() -> caller.athena().getQueryResults(get -> get.queryExecutionId(id)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("s3:GetObject");
    }
}
