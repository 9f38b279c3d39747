package io.github.athenaconnect.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.AthenaException;
import software.amazon.awssdk.services.athena.model.DataCatalogSummary;
import software.amazon.awssdk.services.athena.model.MetadataException;

/** Callers of Athena may do what their policies allow and nothing else. */
@ExtendWith(LocalStackExtension.class)
class AthenaPolicyConformanceTest {
    private static final String BUCKET = "acme-athena-results";

    private final LocalStack stack;
    private final RestrictedCaller caller;

    AthenaPolicyConformanceTest(LocalStack stack) {
        this.stack = stack;
        this.caller = new RestrictedCaller(stack);
    }

    @AfterEach
    void closeCaller() {
        caller.close();
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
        String id = new AthenaDriver(stack).start("SELECT 1");
        new AthenaDriver(stack).awaitEnd(id);
        call.accept(caller.athena(), id);

        caller.allow(RestrictedCaller.POLICY.without("athena:" + operation));

        assertThatThrownBy(() -> call.accept(caller.athena(), id))
                .isInstanceOfSatisfying(
                        AthenaException.class,
                        error -> assertThat(error.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException"))
                .hasMessageContaining("User: arn:aws:sts::123456789012:assumed-role/"
                        + caller.role().name()
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
        call.accept(caller.athena());

        caller.allow(RestrictedCaller.POLICY.without("athena:" + operation));
        assertThatThrownBy(() -> call.accept(caller.athena()))
                .hasMessageContaining("is not authorized to perform: athena:" + operation
                        + " on resource: arn:aws:athena:eu-west-1:123456789012:datacatalog/AwsDataCatalog");

        caller.allow(RestrictedCaller.POLICY.without("glue:" + glueAction));
        assertThatThrownBy(() -> call.accept(caller.athena()))
                .isInstanceOf(MetadataException.class)
                .hasMessageContaining("is not authorized to perform: glue:" + glueAction
                        + " on resource: arn:aws:glue:eu-west-1:123456789012:catalog");
    }

    @Test
    void workGroupsAreListedWithARightOnEverything() {
        assertThat(caller.athena().listWorkGroups(list -> {}).workGroups()).isNotEmpty();

        caller.allow(RestrictedCaller.POLICY.without("athena:ListWorkGroups"));

        assertThatThrownBy(() -> caller.athena().listWorkGroups(list -> {}))
                .hasMessageContaining("is not authorized to perform: athena:ListWorkGroups on resource: *");
    }

    @Test
    void dataCatalogsAreListedWithARightOnEverything() {
        assertThat(caller.athena().listDataCatalogs(list -> {}).dataCatalogsSummary())
                .extracting(DataCatalogSummary::catalogName)
                .containsExactly("AwsDataCatalog");

        caller.allow(RestrictedCaller.POLICY.without("athena:ListDataCatalogs"));

        assertThatThrownBy(() -> caller.athena().listDataCatalogs(list -> {}))
                .hasMessageContaining("is not authorized to perform: athena:ListDataCatalogs on resource: *");
    }

    @Test
    void aRightOnOneWorkGroupIsNoneOnAnother() {
        assertThatThrownBy(() -> caller.athena().getWorkGroup(get -> get.workGroup("other")))
                .hasMessageContaining("workgroup/other");
    }

    private static Arguments athenaCall(String operation, BiConsumer<AthenaClient, String> call) {
        return Arguments.of(operation, Named.of(operation, call));
    }

    private static Arguments catalogCall(String operation, String glueAction, Consumer<AthenaClient> call) {
        return Arguments.of(operation, glueAction, Named.of(operation, call));
    }
}
