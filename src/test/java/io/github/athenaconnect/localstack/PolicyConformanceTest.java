package io.github.athenaconnect.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.athenaconnect.localstack.access.AccessKey;
import io.github.athenaconnect.localstack.identity.Role;
import io.github.athenaconnect.localstack.policy.Policy;
import java.time.Duration;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.AthenaException;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;
import software.amazon.awssdk.services.athena.model.MetadataException;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Callers may do what their policies allow and nothing else, in calls of their own and in what Athena does for them. */
@ExtendWith(LocalStackExtension.class)
class PolicyConformanceTest {
    private static final Policy POLICY = Policy.parse("""
            {
              "Version": "2012-10-17",
              "Statement": [
                {
                  "Effect": "Allow",
                  "Action": [
                    "athena:StartQueryExecution", "athena:StopQueryExecution", "athena:GetQueryExecution",
                    "athena:BatchGetQueryExecution", "athena:GetQueryResults", "athena:GetQueryRuntimeStatistics",
                    "athena:GetWorkGroup"
                  ],
                  "Resource": "arn:aws:athena:eu-west-1:123456789012:workgroup/primary"
                },
                {"Effect": "Allow", "Action": "athena:ListWorkGroups", "Resource": "*"},
                {
                  "Effect": "Allow",
                  "Action": [
                    "athena:GetDataCatalog", "athena:ListDatabases", "athena:GetDatabase", "athena:ListTableMetadata",
                    "athena:GetTableMetadata"
                  ],
                  "Resource": "arn:aws:athena:eu-west-1:123456789012:datacatalog/AwsDataCatalog"
                },
                {
                  "Effect": "Allow",
                  "Action": ["glue:GetDatabase", "glue:GetDatabases", "glue:GetTable", "glue:GetTables"],
                  "Resource": [
                    "arn:aws:glue:eu-west-1:123456789012:catalog",
                    "arn:aws:glue:eu-west-1:123456789012:database/shop",
                    "arn:aws:glue:eu-west-1:123456789012:table/shop/*"
                  ]
                },
                {
                  "Effect": "Allow",
                  "Action": ["s3:GetBucketLocation", "s3:ListBucket", "s3:GetObject"],
                  "Resource": ["arn:aws:s3:::acme-lake", "arn:aws:s3:::acme-lake/shop/*"]
                },
                {
                  "Effect": "Allow",
                  "Action": [
                    "s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads", "s3:GetObject",
                    "s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"
                  ],
                  "Resource": ["arn:aws:s3:::acme-athena-results", "arn:aws:s3:::acme-athena-results/results/*"]
                }
              ]
            }""");
    private static final String BUCKET = "acme-athena-results";
    private static final String QUERY = "SELECT count(*) AS n FROM shop.orders";

    private final LocalStack stack;
    private final AthenaDriver owner;
    private final Role role = Role.named("connector-" + UUID.randomUUID());
    private final AthenaClient athena;
    private final S3Client s3;
    private final AthenaDriver caller;

    PolicyConformanceTest(LocalStack stack) {
        this.stack = stack;
        this.owner = new AthenaDriver(stack);
        AccessKey key = stack.identities()
                .startSession(role, "task-0", Duration.ofHours(1))
                .key();
        this.athena = stack.athenaClient(key);
        this.s3 = stack.s3Client(key);
        this.caller = new AthenaDriver(athena, s3, stack.outputLocation());
        allow(POLICY);
    }

    @AfterEach
    void closeClients() {
        athena.close();
        s3.close();
    }

    static Stream<Arguments> athenaCalls() {
        return Stream.of(
                athenaCall("GetWorkGroup", (athena, id) -> athena.getWorkGroup(get -> get.workGroup("primary"))),
                athenaCall(
                        "StopQueryExecution", (athena, id) -> athena.stopQueryExecution(s -> s.queryExecutionId(id))),
                athenaCall("GetQueryExecution", (athena, id) -> athena.getQueryExecution(g -> g.queryExecutionId(id))),
                athenaCall(
                        "BatchGetQueryExecution",
                        (athena, id) -> athena.batchGetQueryExecution(get -> get.queryExecutionIds(id))),
                athenaCall("GetQueryResults", (athena, id) -> athena.getQueryResults(get -> get.queryExecutionId(id))),
                athenaCall(
                        "GetQueryRuntimeStatistics",
                        (athena, id) -> athena.getQueryRuntimeStatistics(get -> get.queryExecutionId(id))),
                athenaCall(
                        "StartQueryExecution",
                        (athena, id) -> athena.startQueryExecution(start -> start.queryString("SELECT 1")
                                .resultConfiguration(
                                        result -> result.outputLocation("s3://" + BUCKET + "/results/")))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("athenaCalls")
    void aCallOfAthenaNeedsItsActionOnTheWorkGroup(String operation, BiConsumer<AthenaClient, String> call) {
        String id = owner.start("SELECT 1");
        owner.awaitEnd(id);
        call.accept(athena, id);

        allow(POLICY.without("athena:" + operation));

        assertThatThrownBy(() -> call.accept(athena, id))
                .isInstanceOfSatisfying(
                        AthenaException.class,
                        error -> assertThat(error.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException"))
                .hasMessageContaining("User: arn:aws:sts::123456789012:assumed-role/" + role.name()
                        + "/task-0 is not authorized to perform: athena:" + operation
                        + " on resource: arn:aws:athena:eu-west-1:123456789012:workgroup/primary because no"
                        + " identity-based policy allows the athena:" + operation + " action");
    }

    static Stream<Arguments> catalogCalls() {
        return Stream.of(
                catalogCall(
                        "ListDatabases", "GetDatabases", a -> a.listDatabases(l -> l.catalogName("AwsDataCatalog"))),
                catalogCall(
                        "GetDatabase",
                        "GetDatabase",
                        a -> a.getDatabase(g -> g.catalogName("AwsDataCatalog").databaseName("shop"))),
                catalogCall(
                        "ListTableMetadata",
                        "GetTables",
                        a -> a.listTableMetadata(
                                l -> l.catalogName("AwsDataCatalog").databaseName("shop"))),
                catalogCall(
                        "GetTableMetadata",
                        "GetTable",
                        a -> a.getTableMetadata(g -> g.catalogName("AwsDataCatalog")
                                .databaseName("shop")
                                .tableName("orders"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("catalogCalls")
    void aLookIntoTheCatalogNeedsAthenasActionAndGlues(
            String operation, String glueAction, Consumer<AthenaClient> call) {
        call.accept(athena);

        allow(POLICY.without("athena:" + operation));
        assertThatThrownBy(() -> call.accept(athena))
                .hasMessageContaining("is not authorized to perform: athena:" + operation
                        + " on resource: arn:aws:athena:eu-west-1:123456789012:datacatalog/AwsDataCatalog");

        allow(POLICY.without("glue:" + glueAction));
        assertThatThrownBy(() -> call.accept(athena))
                .isInstanceOf(MetadataException.class)
                .hasMessageContaining("is not authorized to perform: glue:" + glueAction
                        + " on resource: arn:aws:glue:eu-west-1:123456789012:catalog");
    }

    @Test
    void workGroupsAreListedWithARightOnEverything() {
        assertThat(athena.listWorkGroups(list -> {}).workGroups()).isNotEmpty();

        allow(POLICY.without("athena:ListWorkGroups"));

        assertThatThrownBy(() -> athena.listWorkGroups(list -> {}))
                .hasMessageContaining("is not authorized to perform: athena:ListWorkGroups on resource: *");
    }

    @Test
    void aRightOnOneWorkGroupIsNoneOnAnother() {
        assertThatThrownBy(() -> athena.getWorkGroup(get -> get.workGroup("other")))
                .hasMessageContaining("workgroup/other");
    }

    @Test
    void aQueryThatIsAllowedRunsAndItsResultIsRead() {
        QueryExecution execution = caller.run(QUERY);

        assertThat(execution.status().state()).isEqualTo(QueryExecutionState.SUCCEEDED);
        assertThat(caller.text(execution.resultConfiguration().outputLocation()))
                .startsWith("\"n\"\n");
        assertThat(athena.getQueryResults(get -> get.queryExecutionId(execution.queryExecutionId()))
                        .resultSet()
                        .rows())
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"glue:GetDatabase", "glue:GetTable"})
    void aQueryFailsWithoutARightInGlue(String action) {
        allow(POLICY.without(action));

        QueryExecution execution = caller.run(QUERY);

        assertThat(execution.status().state()).isEqualTo(QueryExecutionState.FAILED);
        assertThat(execution.status().stateChangeReason())
                .startsWith("Insufficient permissions to execute the query. User: arn:aws:sts::123456789012:")
                .contains("is not authorized to perform: " + action + " on resource: arn:aws:glue:");
        assertThat(execution.status().athenaError().errorCategory()).isEqualTo(2);
    }

    @Test
    void aQueryOfAPartitionedTableLooksUpItsPartitions() {
        stack.catalog()
                .declarePartitioned(stack.catalog().table("shop", "customers").orElseThrow());

        assertThat(caller.run("SELECT count(*) FROM shop.customers").status().stateChangeReason())
                .contains("glue:GetPartitions on resource: arn:aws:glue:eu-west-1:123456789012:catalog");
    }

    @ParameterizedTest
    @CsvSource({
        "s3:GetObject, arn:aws:s3:::acme-lake/shop/*",
        "s3:ListBucket, arn:aws:s3:::acme-lake",
        "s3:GetBucketLocation, arn:aws:s3:::acme-lake",
    })
    void aQueryFailsWithoutARightOnTheDataOfItsTables(String action, String resource) {
        allow(without(action, resource));

        QueryExecution execution = caller.run(QUERY);

        assertThat(execution.status().state()).isEqualTo(QueryExecutionState.FAILED);
        assertThat(execution.status().stateChangeReason())
                .isEqualTo("Permission denied on S3 path: s3://acme-lake/shop/orders/");
    }

    @Test
    void aValidationReadsNoData() {
        allow(without("s3:GetObject", "arn:aws:s3:::acme-lake/shop/*"));

        assertThat(caller.run("EXPLAIN (TYPE VALIDATE) " + QUERY).status().state())
                .isEqualTo(QueryExecutionState.SUCCEEDED);

        allow(POLICY.without("glue:GetTable"));
        assertThat(caller.run("EXPLAIN (TYPE VALIDATE) " + QUERY).status().stateChangeReason())
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
        allow(without(action, resource));

        QueryExecution execution = caller.run("SELECT 1");

        assertThat(execution.status().state()).isEqualTo(QueryExecutionState.FAILED);
        assertThat(execution.status().stateChangeReason())
                .startsWith("Access denied when writing output to url: s3://");
    }

    @Test
    void aQueryIsRefusedWithoutARightToTheLocationOfTheBucket() {
        allow(without("s3:GetBucketLocation", "arn:aws:s3:::acme-athena-results"));

        assertThatThrownBy(() -> caller.start("SELECT 1"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("Unable to verify/create output bucket acme-athena-results");
    }

    @Test
    void anUnloadNeedsARightToWriteToItsTarget() {
        String unload = "UNLOAD (SELECT 1 AS one) TO 's3://acme-athena-results/%s/" + UUID.randomUUID()
                + "/' WITH (format = 'PARQUET')";

        assertThat(caller.run(String.format(unload, "results")).status().state())
                .isEqualTo(QueryExecutionState.SUCCEEDED);
        assertThat(caller.run(String.format(unload, "elsewhere")).status().stateChangeReason())
                .startsWith("Access denied when writing output to url: s3://acme-athena-results/elsewhere/");
    }

    @Test
    void resultsAreNotReadThroughAthenaWithoutARightToTheObject() {
        String id = caller.start("SELECT 1");
        caller.awaitEnd(id);

        allow(without("s3:GetObject", "arn:aws:s3:::acme-athena-results/results/*"));

        assertThatThrownBy(() -> athena.getQueryResults(get -> get.queryExecutionId(id)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("s3:GetObject");
    }

    static Stream<Arguments> s3Calls() {
        String object = "arn:aws:s3:::acme-athena-results/results/object.txt";
        String bucket = "arn:aws:s3:::acme-athena-results";
        return Stream.of(
                s3Call(
                        "s3:PutObject",
                        object,
                        (s3, key) -> s3.putObject(put -> put.bucket(BUCKET).key(key), RequestBody.fromString("text"))),
                s3Call(
                        "s3:GetObject",
                        object,
                        (s3, key) ->
                                s3.getObjectAsBytes(get -> get.bucket(BUCKET).key(key))),
                s3Call(
                        "s3:DeleteObject",
                        object,
                        (s3, key) ->
                                s3.deleteObject(delete -> delete.bucket(BUCKET).key(key))),
                s3Call(
                        "s3:ListBucket",
                        bucket,
                        (s3, key) ->
                                s3.listObjectsV2(list -> list.bucket(BUCKET).prefix("results/"))),
                s3Call("s3:GetBucketLocation", bucket, (s3, key) -> s3.getBucketLocation(get -> get.bucket(BUCKET))),
                s3Call(
                        "s3:ListBucketMultipartUploads",
                        bucket,
                        (s3, key) -> s3.listMultipartUploads(list -> list.bucket(BUCKET))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("s3Calls")
    void aCallOfS3NeedsItsAction(String action, String resource, BiConsumer<S3Client, String> call) {
        stack.s3Client().putObject(put -> put.bucket(BUCKET).key("results/object.txt"), RequestBody.fromString("text"));
        call.accept(s3, "results/object.txt");

        allow(POLICY.without(action));

        assertThatThrownBy(() -> call.accept(s3, "results/object.txt"))
                .isInstanceOfSatisfying(S3Exception.class, error -> {
                    assertThat(error.statusCode()).isEqualTo(403);
                    assertThat(error.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
                })
                .hasMessageContaining("is not authorized to perform: " + action + " on resource: \"" + resource
                        + "\" because no identity-based policy allows the " + action + " action");
    }

    @Test
    void aMultipartUploadIsAbortedWithItsAction() {
        String upload = s3.createMultipartUpload(create -> create.bucket(BUCKET).key("results/parts"))
                .uploadId();
        allow(POLICY.without("s3:AbortMultipartUpload"));

        assertThatThrownBy(() -> abort(upload)).hasMessageContaining("s3:AbortMultipartUpload");

        allow(POLICY);
        abort(upload);
    }

    @Test
    void ofManyObjectsOnlyTheAllowedOnesAreDeleted() {
        for (String key : new String[] {"results/mine.txt", "others/theirs.txt"}) {
            stack.s3Client().putObject(put -> put.bucket(BUCKET).key(key), RequestBody.fromString("text"));
        }

        DeleteObjectsResponse answer = s3.deleteObjects(delete -> delete.bucket(BUCKET)
                .delete(Delete.builder()
                        .objects(named("results/mine.txt"), named("others/theirs.txt"))
                        .build()));

        assertThat(answer.deleted())
                .singleElement()
                .satisfies(deleted -> assertThat(deleted.key()).isEqualTo("results/mine.txt"));
        assertThat(answer.errors()).singleElement().satisfies(error -> {
            assertThat(error.key()).isEqualTo("others/theirs.txt");
            assertThat(error.code()).isEqualTo("AccessDenied");
        });
        assertThat(owner.text("s3://" + BUCKET + "/others/theirs.txt")).isEqualTo("text");
    }

    @Test
    void whoMayNotListIsNotToldThatAnObjectIsMissing() {
        assertThatThrownBy(() -> s3.getObject(get -> get.bucket(BUCKET).key("results/nothing")))
                .isInstanceOf(NoSuchKeyException.class);

        allow(POLICY.without("s3:ListBucket"));

        assertThatThrownBy(() -> s3.getObject(get -> get.bucket(BUCKET).key("results/nothing")))
                .isInstanceOfSatisfying(
                        AwsServiceException.class,
                        error -> assertThat(error.statusCode()).isEqualTo(403));
    }

    @Test
    void whatIsNotCoveredByTheResourceIsDenied() {
        assertThatThrownBy(() -> s3.putObject(
                        put -> put.bucket(BUCKET).key("elsewhere/object.txt"), RequestBody.fromString("text")))
                .hasMessageContaining("arn:aws:s3:::acme-athena-results/elsewhere/object.txt");
    }

    private void abort(String upload) {
        s3.abortMultipartUpload(
                abort -> abort.bucket(BUCKET).key("results/parts").uploadId(upload));
    }

    private void allow(Policy policy) {
        stack.identities().policies().put(role.arn(), policy);
    }

    private static Policy without(String action, String resource) {
        return new Policy(POLICY.allowances().stream()
                .filter(allowance -> !allowance.equals(new Policy.Allowance(action, resource)))
                .toList());
    }

    private static ObjectIdentifier named(String key) {
        return ObjectIdentifier.builder().key(key).build();
    }

    private static Arguments athenaCall(String operation, BiConsumer<AthenaClient, String> call) {
        return Arguments.of(operation, Named.of(operation, call));
    }

    private static Arguments catalogCall(String operation, String glueAction, Consumer<AthenaClient> call) {
        return Arguments.of(operation, glueAction, Named.of(operation, call));
    }

    private static Arguments s3Call(String action, String resource, BiConsumer<S3Client, String> call) {
        return Arguments.of(action, resource, Named.of(action, call));
    }
}
