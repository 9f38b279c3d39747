package io.github.athenaconnect.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.athenaconnect.localstack.athena.workgroup.WorkGroupSettings;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.DataCatalogType;
import software.amazon.awssdk.services.athena.model.EncryptionConfiguration;
import software.amazon.awssdk.services.athena.model.EncryptionOption;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;
import software.amazon.awssdk.services.athena.model.MetadataException;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.TableMetadata;
import software.amazon.awssdk.services.athena.model.WorkGroupState;
import software.amazon.awssdk.services.athena.model.WorkGroupSummary;

/** Workgroups decide over results as Athena's do, and the data catalog tells what there is. */
@ExtendWith(LocalStackExtension.class)
class WorkGroupConformanceTest {
    private final LocalStack stack;
    private final AthenaClient client;
    private final AthenaDriver athena;
    private final WorkGroupSettings fresh = WorkGroupSettings.named("team-" + UUID.randomUUID());

    WorkGroupConformanceTest(LocalStack stack) {
        this.stack = stack;
        this.client = stack.athenaClient();
        this.athena = new AthenaDriver(stack);
    }

    @Test
    void anEnforcedLocationWinsOverTheCallers() {
        String own = "s3://" + stack.resultBucket() + "/enforced/";
        stack.athena().workGroups().put(fresh.withOutputLocation(own, true));

        QueryExecution execution = runIn(fresh, "SELECT 1 AS a");

        assertThat(execution.resultConfiguration().outputLocation())
                .isEqualTo(own + execution.queryExecutionId() + ".csv");
        assertThat(athena.text(execution.resultConfiguration().outputLocation()))
                .isEqualTo("\"a\"\n\"1\"\n");
    }

    @Test
    void aLocationThatIsNotEnforcedServesCallersWithoutOne() {
        String own = "s3://" + stack.resultBucket() + "/suggested/";
        stack.athena().workGroups().put(fresh.withOutputLocation(own, false));

        String without = client.startQueryExecution(
                        request -> request.queryString("SELECT 1").workGroup(fresh.name()))
                .queryExecutionId();

        assertThat(athena.awaitEnd(without).resultConfiguration().outputLocation())
                .startsWith(own);
        assertThat(runIn(fresh, "SELECT 1").resultConfiguration().outputLocation())
                .startsWith(stack.outputLocation());
    }

    @Test
    void aManagedResultHasNoLocationAndIsReadByPages() {
        stack.athena().workGroups().put(fresh.withManagedResults());
        String id = client.startQueryExecution(
                        request -> request.queryString("SELECT 1 AS a").workGroup(fresh.name()))
                .queryExecutionId();

        QueryExecution execution = athena.awaitEnd(id);

        assertThat(execution.status().state()).isEqualTo(QueryExecutionState.SUCCEEDED);
        assertThat(execution.resultConfiguration()).isNull();
        assertThat(execution.managedQueryResultsConfiguration().enabled()).isTrue();
        assertThat(client.getQueryResults(get -> get.queryExecutionId(id))
                        .resultSet()
                        .rows())
                .hasSize(2);
        assertThat(client.getWorkGroup(get -> get.workGroup(fresh.name()))
                        .workGroup()
                        .configuration()
                        .managedQueryResultsConfiguration()
                        .enabled())
                .isTrue();
    }

    @Test
    void aWorkgroupThatManagesResultsRefusesCallersWhoConfigureThem() {
        stack.athena().workGroups().put(fresh.withManagedResults());

        assertThatThrownBy(() -> athena.start("SELECT 1", request -> request.workGroup(fresh.name())))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(
                        "ManagedQueryResultsConfiguration and ResultConfiguration cannot be set together.");
    }

    @Test
    void anEnforcedEncryptionIsReportedAndOnlyAthenaDecryptsIt() {
        String own = "s3://" + stack.resultBucket() + "/encrypted/";
        stack.athena()
                .workGroups()
                .put(fresh.withOutputLocation(own, true)
                        .withEncryption(EncryptionConfiguration.builder()
                                .encryptionOption(EncryptionOption.CSE_KMS)
                                .kmsKey("alias/results")
                                .build()));

        QueryExecution execution = runIn(fresh, "SELECT 'plain' AS a");

        assertThat(execution.resultConfiguration().encryptionConfiguration().encryptionOption())
                .isEqualTo(EncryptionOption.CSE_KMS);
        assertThat(athena.bytes(execution.resultConfiguration().outputLocation()))
                .isNotEqualTo("\"a\"\n\"plain\"\n".getBytes(StandardCharsets.UTF_8))
                .hasSize(12);
        assertThat(client.getQueryResults(get -> get.queryExecutionId(execution.queryExecutionId()))
                        .resultSet()
                        .rows())
                .extracting(row -> row.data().get(0).varCharValue())
                .containsExactly("a", "plain");
    }

    @Test
    void aReusedResultIsTheObjectOfTheEarlierExecution() {
        String sql = "SELECT '" + UUID.randomUUID() + "' AS a";
        QueryExecution earlier = athena.run(sql);

        QueryExecution reusing = athena.awaitEnd(athena.start(
                sql,
                request -> request.resultReuseConfiguration(
                        reuse -> reuse.resultReuseByAgeConfiguration(byAge -> byAge.enabled(true)))));

        assertThat(reusing.queryExecutionId()).isNotEqualTo(earlier.queryExecutionId());
        assertThat(reusing.statistics().resultReuseInformation().reusedPreviousResult())
                .isTrue();
        assertThat(reusing.resultConfiguration().outputLocation())
                .isEqualTo(earlier.resultConfiguration().outputLocation());
        assertThat(athena.run(sql).resultConfiguration().outputLocation())
                .as("without asking for reuse")
                .isNotEqualTo(earlier.resultConfiguration().outputLocation());
    }

    @Test
    void aDisabledWorkgroupRefusesQueries() {
        stack.athena().workGroups().put(fresh.disabled());

        assertThatThrownBy(() -> athena.start("SELECT 1", request -> request.workGroup(fresh.name())))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("WorkGroup " + fresh.name() + " is disabled");
    }

    @Test
    void anUnknownWorkgroupIsRefused() {
        assertThatThrownBy(() -> athena.start("SELECT 1", request -> request.workGroup("nobody")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("WorkGroup nobody is not found");
    }

    @Test
    void aQueryThatScansMoreThanAllowedIsCancelled() {
        stack.athena().workGroups().put(fresh.withScanLimit(1));

        QueryExecution execution = runIn(fresh, "SELECT * FROM orders");

        assertThat(execution.status().state()).isEqualTo(QueryExecutionState.CANCELLED);
        assertThat(execution.status().stateChangeReason()).contains("Bytes scanned limit was exceeded");
    }

    @Test
    void oneThatIsSeenToScanMoreIsCancelledWhileItRuns() {
        stack.athena().workGroups().put(fresh.withScanLimit(10_000_000));
        stack.athena().faults().hold(QueryExecutionState.RUNNING).scan(10_000_001);
        try {
            QueryExecution execution = runIn(fresh, "SELECT 1");

            assertThat(execution.status().state()).isEqualTo(QueryExecutionState.CANCELLED);
            assertThat(execution.statistics().dataScannedInBytes()).isEqualTo(10_000_001);
        } finally {
            stack.athena().faults().release();
        }
    }

    @Test
    void workgroupsAreListedWithTheirState() {
        stack.athena().workGroups().put(fresh.disabled());

        assertThat(client.listWorkGroups(list -> list.maxResults(50)).workGroups())
                .filteredOn(summary -> summary.name().equals(fresh.name()))
                .extracting(WorkGroupSummary::state)
                .containsExactly(WorkGroupState.DISABLED);
    }

    @Test
    void theCatalogTellsItsDatabasesAndTables() {
        assertThat(client.getDataCatalog(get -> get.name("AwsDataCatalog"))
                        .dataCatalog()
                        .type())
                .isEqualTo(DataCatalogType.GLUE);
        assertThat(client.listDatabases(list -> list.catalogName("AwsDataCatalog"))
                        .databaseList())
                .extracting(database -> database.name())
                .contains("default", "shop");
        assertThat(client
                        .listTableMetadataPaginator(list -> list.catalogName("AwsDataCatalog")
                                .databaseName("shop")
                                .maxResults(3))
                        .stream()
                        .flatMap(page -> page.tableMetadataList().stream()))
                .extracting(TableMetadata::name)
                .containsExactly("customers", "order_lines", "orders", "refunds");
    }

    @Test
    void aTableHasItsColumnsInTheCatalogsTypes() {
        assertThat(client.getTableMetadata(get -> get.catalogName("AwsDataCatalog")
                                .databaseName("shop")
                                .tableName("refunds"))
                        .tableMetadata()
                        .columns())
                .extracting(column -> column.name() + " " + column.type())
                .containsExactly(
                        "refund_id bigint",
                        "order_id bigint",
                        "amount decimal(12,2)",
                        "reason string",
                        "refunded_at timestamp",
                        "receipt binary");
    }

    @Test
    void whatIsNotInTheCatalogIsAMetadataError() {
        assertThatThrownBy(() -> client.getTableMetadata(get ->
                        get.catalogName("AwsDataCatalog").databaseName("shop").tableName("nothing")))
                .isInstanceOf(MetadataException.class)
                .hasMessageContaining("nothing");
        assertThatThrownBy(() -> client.getDatabase(
                        get -> get.catalogName("AwsDataCatalog").databaseName("attic")))
                .isInstanceOf(MetadataException.class)
                .hasMessageContaining("attic");
    }

    private QueryExecution runIn(WorkGroupSettings workGroup, String sql) {
        return athena.awaitEnd(athena.start(sql, request -> request.workGroup(workGroup.name())));
    }
}
