package io.github.athenaconnect.localstack.athena;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.athenaconnect.localstack.access.Principal;
import io.github.athenaconnect.localstack.athena.execution.Execution;
import io.github.athenaconnect.localstack.athena.execution.Executions;
import io.github.athenaconnect.localstack.athena.protocol.RequestRefused;
import io.github.athenaconnect.localstack.policy.Arns;
import io.github.athenaconnect.localstack.policy.Denial;
import io.github.athenaconnect.localstack.policy.Policies;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Whether a caller may call an operation: Athena's own action on the workgroup or data catalog, and for the catalog's
 * operations Glue's action on what they look up. Source: "Actions, resources, and condition keys for Amazon Athena".
 */
final class AthenaPermissions {
    private final Policies policies;
    private final Arns arns;
    private final Executions executions;

    AthenaPermissions(Policies policies, Arns arns, Executions executions) {
        this.policies = policies;
        this.arns = arns;
        this.executions = executions;
    }

    /** Refuses what the caller may not do. */
    void check(String operation, JsonNode request, Principal caller) throws RequestRefused {
        Optional<Denial> denial = policies.denial(caller, "athena:" + operation, resources(operation, request));
        if (denial.isPresent()) {
            throw RequestRefused.denied(denial.get());
        }
        Optional<Denial> glueDenial = glueDenial(operation, request, caller);
        if (glueDenial.isPresent()) {
            throw RequestRefused.notInCatalog(glueDenial.get().message()
                    + " (Service: AmazonDataCatalog; Status Code: 400; Error Code: AccessDeniedException)");
        }
    }

    private List<String> resources(String operation, JsonNode request) {
        return switch (operation) {
            case "StartQueryExecution", "GetWorkGroup" ->
                List.of(arns.workGroup(request.path("WorkGroup").asText("primary")));
            case "GetDataCatalog" ->
                List.of(arns.dataCatalog(request.path("Name").asText()));
            case "GetDatabase", "ListDatabases", "GetTableMetadata", "ListTableMetadata" ->
                List.of(arns.dataCatalog(request.path("CatalogName").asText()));
            case "ListWorkGroups", "ListDataCatalogs" -> List.of("*");
            default -> workGroups(request);
        };
    }

    private List<String> workGroups(JsonNode request) {
        Stream<JsonNode> ids = Stream.concat(
                Stream.of(request.path("QueryExecutionId")),
                StreamSupport.stream(request.path("QueryExecutionIds").spliterator(), false));
        return ids.flatMap(id -> executions.findIfKnown(id.asText()).stream())
                .map(Execution::workGroup)
                .map(workGroup -> arns.workGroup(workGroup.name()))
                .distinct()
                .toList();
    }

    private Optional<Denial> glueDenial(String operation, JsonNode request, Principal caller) {
        String database = request.path("DatabaseName").asText();
        return switch (operation) {
            case "ListDatabases" -> policies.denial(caller, "glue:GetDatabases", arns.glueCatalog());
            case "GetDatabase" -> policies.denial(caller, "glue:GetDatabase", arns.database(database));
            case "ListTableMetadata" -> policies.denial(caller, "glue:GetTables", arns.database(database));
            case "GetTableMetadata" ->
                policies.denial(
                        caller,
                        "glue:GetTable",
                        arns.table(database, request.path("TableName").asText()));
            default -> Optional.empty();
        };
    }
}
