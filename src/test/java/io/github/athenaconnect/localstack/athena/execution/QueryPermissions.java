package io.github.athenaconnect.localstack.athena.execution;

import io.github.athenaconnect.localstack.access.Principal;
import io.github.athenaconnect.localstack.athena.command.Command;
import io.github.athenaconnect.localstack.catalog.Catalog;
import io.github.athenaconnect.localstack.engine.TableDefinition;
import io.github.athenaconnect.localstack.policy.Arns;
import io.github.athenaconnect.localstack.policy.Denial;
import io.github.athenaconnect.localstack.policy.Policies;
import io.github.athenaconnect.localstack.s3.ObjectName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a query does in Glue and S3 with the rights of its caller: looks up tables, reads their data, writes. Sources:
 * "Fine-grained access to databases and tables" and "Control access to Amazon S3" of the Athena user guide; where the
 * guide lists a right that is only needed now and then, such as for big uploads, this stack always wants it.
 */
public final class QueryPermissions {
    private static final String ANY_OBJECT = "part-00000";

    private final Policies policies;
    private final Arns arns;
    private final Catalog catalog;

    /** Asks policies about the tables of a catalog. */
    public QueryPermissions(Policies policies, Arns arns, Catalog catalog) {
        this.policies = policies;
        this.arns = arns;
        this.catalog = catalog;
    }

    /** Lets an execution fail that does what its caller may not do. */
    void check(Execution execution) throws ExecutionRefused {
        Principal caller = execution.caller();
        Command command = execution.command();
        List<TableDefinition> tables = QueriedTables.of(execution, catalog);
        refuse(glueDenial(command, tables, caller));
        if (command instanceof Command.Select || command instanceof Command.UnloadTo) {
            for (TableDefinition table : tables) {
                checkData(caller, catalog.location(table));
            }
        }
        if (command instanceof Command.UnloadTo unload) {
            checkTarget(caller, ObjectName.parse(unload.unload().target()));
        }
        if (!execution.place().managed()) {
            checkResult(caller, execution.place().object());
        }
    }

    private void checkResult(Principal caller, ObjectName object) throws ExecutionRefused {
        boolean allowed = Stream.of("s3:PutObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts")
                        .allMatch(action -> allows(caller, action, arn(object)))
                && Stream.of("s3:ListBucket", "s3:ListBucketMultipartUploads")
                        .allMatch(action -> allows(caller, action, Arns.bucket(object.bucket())));
        if (!allowed) {
            throw new ExecutionRefused(Failure.cannotWrite(object.uri()));
        }
    }

    private Optional<Denial> glueDenial(Command command, List<TableDefinition> tables, Principal caller) {
        if (command instanceof Command.ShowDatabases) {
            return policies.denial(caller, "glue:GetDatabases", arns.glueCatalog());
        }
        if (command instanceof Command.ShowTables show) {
            return policies.denial(caller, "glue:GetTables", arns.database(show.database()));
        }
        return tables.stream()
                .flatMap(table -> tableDenial(table, caller).stream())
                .findFirst();
    }

    private Optional<Denial> tableDenial(TableDefinition table, Principal caller) {
        List<String> arnsOfTable = arns.table(table.database(), table.name());
        return policies.denial(caller, "glue:GetDatabase", arns.database(table.database()))
                .or(() -> policies.denial(caller, "glue:GetTable", arnsOfTable))
                .or(() -> catalog.isPartitioned(table)
                        ? policies.denial(caller, "glue:GetPartitions", arnsOfTable)
                        : Optional.empty());
    }

    private static void refuse(Optional<Denial> denial) throws ExecutionRefused {
        if (denial.isPresent()) {
            throw new ExecutionRefused(Failure.notPermitted("Insufficient permissions to execute the query. "
                    + denial.get().message()
                    + " (Service: AWSGlue; Status Code: 400; Error Code: AccessDeniedException)"));
        }
    }

    private void checkData(Principal caller, ObjectName folder) throws ExecutionRefused {
        ObjectName object = new ObjectName(folder.bucket(), folder.key() + ANY_OBJECT);
        boolean allowed = allows(caller, "s3:GetBucketLocation", Arns.bucket(folder.bucket()))
                && allows(caller, "s3:ListBucket", Arns.bucket(folder.bucket()))
                && allows(caller, "s3:GetObject", arn(object));
        if (!allowed) {
            throw new ExecutionRefused(Failure.notPermitted("Permission denied on S3 path: " + folder.uri()));
        }
    }

    private void checkTarget(Principal caller, ObjectName folder) throws ExecutionRefused {
        ObjectName object = new ObjectName(folder.bucket(), folder.key() + ANY_OBJECT);
        boolean allowed = allows(caller, "s3:ListBucket", Arns.bucket(folder.bucket()))
                && allows(caller, "s3:PutObject", arn(object));
        if (!allowed) {
            throw new ExecutionRefused(Failure.cannotWrite(folder.uri()));
        }
    }

    private boolean allows(Principal caller, String action, String resource) {
        return policies.denial(caller, action, resource).isEmpty();
    }

    private static String arn(ObjectName object) {
        return Arns.object(object.bucket(), object.key());
    }
}
