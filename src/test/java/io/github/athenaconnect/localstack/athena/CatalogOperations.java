package io.github.athenaconnect.localstack.athena;

import io.github.athenaconnect.localstack.access.AccessKey;
import io.github.athenaconnect.localstack.athena.protocol.RequestRefused;
import io.github.athenaconnect.localstack.athena.workgroup.WorkGroupSettings;
import io.github.athenaconnect.localstack.athena.workgroup.WorkGroups;
import io.github.athenaconnect.localstack.catalog.Catalog;
import io.github.athenaconnect.localstack.engine.ColumnDefinition;
import io.github.athenaconnect.localstack.engine.TableDefinition;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.athena.model.Column;
import software.amazon.awssdk.services.athena.model.DataCatalogSummary;
import software.amazon.awssdk.services.athena.model.DataCatalogType;
import software.amazon.awssdk.services.athena.model.Database;
import software.amazon.awssdk.services.athena.model.GetDataCatalogRequest;
import software.amazon.awssdk.services.athena.model.GetDataCatalogResponse;
import software.amazon.awssdk.services.athena.model.GetDatabaseRequest;
import software.amazon.awssdk.services.athena.model.GetDatabaseResponse;
import software.amazon.awssdk.services.athena.model.GetTableMetadataRequest;
import software.amazon.awssdk.services.athena.model.GetTableMetadataResponse;
import software.amazon.awssdk.services.athena.model.GetWorkGroupRequest;
import software.amazon.awssdk.services.athena.model.GetWorkGroupResponse;
import software.amazon.awssdk.services.athena.model.ListDataCatalogsRequest;
import software.amazon.awssdk.services.athena.model.ListDataCatalogsResponse;
import software.amazon.awssdk.services.athena.model.ListDatabasesRequest;
import software.amazon.awssdk.services.athena.model.ListDatabasesResponse;
import software.amazon.awssdk.services.athena.model.ListTableMetadataRequest;
import software.amazon.awssdk.services.athena.model.ListTableMetadataResponse;
import software.amazon.awssdk.services.athena.model.ListWorkGroupsRequest;
import software.amazon.awssdk.services.athena.model.ListWorkGroupsResponse;
import software.amazon.awssdk.services.athena.model.TableMetadata;
import software.amazon.awssdk.services.athena.model.WorkGroup;
import software.amazon.awssdk.services.athena.model.WorkGroupState;
import software.amazon.awssdk.services.athena.model.WorkGroupSummary;

/** The operations that tell what there is: workgroups, databases, tables. */
final class CatalogOperations {
    private static final String CATALOG = "AwsDataCatalog";

    private final Catalog catalog;
    private final WorkGroups workGroups;

    CatalogOperations(Catalog catalog, WorkGroups workGroups) {
        this.catalog = catalog;
        this.workGroups = workGroups;
    }

    Map<String, Operation> all() {
        return Map.of(
                "GetWorkGroup",
                Operation.of(GetWorkGroupRequest.class, GetWorkGroupRequest::builder, this::workGroup),
                "ListWorkGroups",
                Operation.of(ListWorkGroupsRequest.class, ListWorkGroupsRequest::builder, this::listWorkGroups),
                "GetDataCatalog",
                Operation.of(GetDataCatalogRequest.class, GetDataCatalogRequest::builder, this::dataCatalog),
                "ListDataCatalogs",
                Operation.of(ListDataCatalogsRequest.class, ListDataCatalogsRequest::builder, this::listDataCatalogs),
                "GetDatabase",
                Operation.of(GetDatabaseRequest.class, GetDatabaseRequest::builder, this::database),
                "ListDatabases",
                Operation.of(ListDatabasesRequest.class, ListDatabasesRequest::builder, this::listDatabases),
                "GetTableMetadata",
                Operation.of(GetTableMetadataRequest.class, GetTableMetadataRequest::builder, this::table),
                "ListTableMetadata",
                Operation.of(ListTableMetadataRequest.class, ListTableMetadataRequest::builder, this::listTables));
    }

    private GetWorkGroupResponse workGroup(GetWorkGroupRequest request, AccessKey caller) throws RequestRefused {
        WorkGroupSettings settings = workGroups.find(request.workGroup());
        WorkGroup workGroup = WorkGroup.builder()
                .name(settings.name())
                .state(state(settings))
                .configuration(configuration -> configuration
                        .enforceWorkGroupConfiguration(settings.enforced())
                        .resultConfiguration(result -> result.outputLocation(
                                        settings.outputLocation().orElse(null))
                                .encryptionConfiguration(settings.encryption().orElse(null)))
                        .managedQueryResultsConfiguration(managed -> managed.enabled(settings.managedResults()))
                        .bytesScannedCutoffPerQuery(settings.scanLimitBytes() > 0 ? settings.scanLimitBytes() : null)
                        .requesterPaysEnabled(false)
                        .engineVersion(Descriptions.ENGINE))
                .build();
        return GetWorkGroupResponse.builder().workGroup(workGroup).build();
    }

    private ListWorkGroupsResponse listWorkGroups(ListWorkGroupsRequest request, AccessKey caller)
            throws RequestRefused {
        ListPage<WorkGroupSettings> page = ListPage.of(workGroups.all(), request.nextToken(), request.maxResults());
        return ListWorkGroupsResponse.builder()
                .workGroups(page.items().stream()
                        .map(settings -> WorkGroupSummary.builder()
                                .name(settings.name())
                                .state(state(settings))
                                .engineVersion(Descriptions.ENGINE)
                                .build())
                        .toList())
                .nextToken(page.nextToken())
                .build();
    }

    private GetDataCatalogResponse dataCatalog(GetDataCatalogRequest request, AccessKey caller) throws RequestRefused {
        requireCatalog(request.name());
        return GetDataCatalogResponse.builder()
                .dataCatalog(found -> found.name(CATALOG).type(DataCatalogType.GLUE))
                .build();
    }

    private ListDataCatalogsResponse listDataCatalogs(ListDataCatalogsRequest request, AccessKey caller)
            throws RequestRefused {
        ListPage<String> page = ListPage.of(List.of(CATALOG), request.nextToken(), request.maxResults());
        return ListDataCatalogsResponse.builder()
                .dataCatalogsSummary(page.items().stream()
                        .map(name -> DataCatalogSummary.builder()
                                .catalogName(name)
                                .type(DataCatalogType.GLUE)
                                .build())
                        .toList())
                .nextToken(page.nextToken())
                .build();
    }

    private GetDatabaseResponse database(GetDatabaseRequest request, AccessKey caller) throws RequestRefused {
        requireCatalog(request.catalogName());
        requireDatabase(request.databaseName());
        return GetDatabaseResponse.builder()
                .database(found -> found.name(request.databaseName()))
                .build();
    }

    private ListDatabasesResponse listDatabases(ListDatabasesRequest request, AccessKey caller) throws RequestRefused {
        requireCatalog(request.catalogName());
        ListPage<String> page = ListPage.of(catalog.databases(), request.nextToken(), request.maxResults());
        return ListDatabasesResponse.builder()
                .databaseList(page.items().stream()
                        .map(name -> Database.builder().name(name).build())
                        .toList())
                .nextToken(page.nextToken())
                .build();
    }

    private GetTableMetadataResponse table(GetTableMetadataRequest request, AccessKey caller) throws RequestRefused {
        requireCatalog(request.catalogName());
        requireDatabase(request.databaseName());
        TableDefinition table = catalog.table(request.databaseName(), request.tableName())
                .orElseThrow(() -> RequestRefused.notInCatalog(
                        "EntityNotFoundException: Entity Not Found: Table " + request.tableName() + " not found."));
        return GetTableMetadataResponse.builder().tableMetadata(metadata(table)).build();
    }

    private ListTableMetadataResponse listTables(ListTableMetadataRequest request, AccessKey caller)
            throws RequestRefused {
        requireCatalog(request.catalogName());
        requireDatabase(request.databaseName());
        List<TableDefinition> tables = catalog.tables(request.databaseName()).stream()
                .filter(table -> request.expression() == null || table.name().matches(request.expression()))
                .toList();
        ListPage<TableDefinition> page = ListPage.of(tables, request.nextToken(), request.maxResults());
        return ListTableMetadataResponse.builder()
                .tableMetadataList(
                        page.items().stream().map(CatalogOperations::metadata).toList())
                .nextToken(page.nextToken())
                .build();
    }

    private static WorkGroupState state(WorkGroupSettings settings) {
        return settings.enabled() ? WorkGroupState.ENABLED : WorkGroupState.DISABLED;
    }

    private static void requireCatalog(String name) throws RequestRefused {
        if (!name.equalsIgnoreCase(CATALOG)) {
            throw RequestRefused.invalid("INVALID_INPUT", "DataCatalog " + name + " was not found");
        }
    }

    private void requireDatabase(String name) throws RequestRefused {
        if (!catalog.hasDatabase(name)) {
            throw RequestRefused.notInCatalog(
                    "EntityNotFoundException: Entity Not Found: Database " + name + " not found.");
        }
    }

    private static TableMetadata metadata(TableDefinition table) {
        return TableMetadata.builder()
                .name(table.name())
                .tableType("EXTERNAL_TABLE")
                .columns(table.columns().stream().map(CatalogOperations::column).toList())
                .build();
    }

    private static Column column(ColumnDefinition column) {
        return Column.builder().name(column.name()).type(column.type()).build();
    }
}
