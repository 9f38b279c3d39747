package io.github.athenaconnect.localstack.athena.execution;

import io.github.athenaconnect.localstack.athena.command.Command;
import io.github.athenaconnect.localstack.athena.result.ResultFiles;
import io.github.athenaconnect.localstack.athena.result.StoredResult;
import io.github.athenaconnect.localstack.catalog.Catalog;
import io.github.athenaconnect.localstack.engine.ColumnDefinition;
import io.github.athenaconnect.localstack.engine.Engine;
import io.github.athenaconnect.localstack.engine.EngineFailure;
import io.github.athenaconnect.localstack.engine.EngineRows;
import io.github.athenaconnect.localstack.engine.ErrorName;
import io.github.athenaconnect.localstack.engine.ResultColumn;
import io.github.athenaconnect.localstack.engine.TableDefinition;
import io.github.athenaconnect.localstack.s3.S3Server;
import io.github.athenaconnect.localstack.sql.Token;
import io.github.athenaconnect.localstack.sql.Tokens;
import io.github.athenaconnect.localstack.synthetic.SyntheticResult;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Does what a command says, with the engine or the catalog, and stores its result. */
public final class CommandWorker implements ExecutionRunner.Worker {
    private final Engine engine;
    private final Catalog catalog;
    private final S3Server s3;
    private final QueryPermissions permissions;

    /** Works on one engine and its catalog; results that are computed are served by the S3 server itself. */
    public CommandWorker(Engine engine, Catalog catalog, S3Server s3, QueryPermissions permissions) {
        this.engine = engine;
        this.catalog = catalog;
        this.s3 = s3;
        this.permissions = permissions;
    }

    @Override
    public StoredResult work(Execution execution) throws ExecutionRefused, EngineFailure, IOException {
        permissions.check(execution);
        if (execution.earlier().isPresent()) {
            return execution.earlier().get();
        }
        execution.scanned(scannedBytes(execution));
        ResultFiles files = new ResultFiles(execution.place(), execution.id());
        Command command = execution.command();
        if (command instanceof Command.Select select) {
            try (EngineRows rows = engine.query(select.statement(), execution.cancellation())) {
                return files.writeRows(rows);
            }
        }
        if (command instanceof Command.UnloadTo unload) {
            return files.writeManifest(engine.unload(unload.unload(), execution.cancellation()));
        }
        if (command instanceof Command.SelectSynthetic synthetic) {
            s3.serve(
                    execution.place().object(),
                    new SyntheticResult(synthetic.rows(), synthetic.each(), synthetic.longer()));
            return files.writeMetadata(
                    new StoredResult(SyntheticResult.columns(), StoredResult.Form.CSV, synthetic.rows()));
        }
        return utility(command, files);
    }

    private StoredResult utility(Command command, ResultFiles files) throws EngineFailure {
        if (command instanceof Command.Explain explain && explain.validateOnly()) {
            engine.validate(explain.statement());
            return files.writeText(List.of(new ResultColumn("Valid", "boolean", 0, 0)), List.of("true"));
        }
        if (command instanceof Command.Explain explain) {
            return files.writeText(
                    List.of(new ResultColumn("Query Plan", "varchar", 2147483647, 0)),
                    engine.explain(explain.statement()));
        }
        if (command instanceof Command.ShowDatabases) {
            return files.writeText(List.of(text("database_name")), catalog.databases());
        }
        if (command instanceof Command.ShowTables show) {
            return files.writeText(
                    List.of(text("tab_name")),
                    catalog.tables(show.database()).stream()
                            .map(TableDefinition::name)
                            .toList());
        }
        return describe((Command.Describe) command, files);
    }

    private StoredResult describe(Command.Describe describe, ResultFiles files) throws EngineFailure {
        TableDefinition table = catalog.table(describe.database(), describe.table())
                .orElseThrow(() -> new EngineFailure(
                        ErrorName.TABLE_NOT_FOUND,
                        "Table 'awsdatacatalog." + describe.database() + "." + describe.table() + "' does not exist"));
        return files.writeText(
                List.of(text("col_name"), text("data_type"), text("comment")),
                table.columns().stream().map(CommandWorker::described).toList());
    }

    private static String described(ColumnDefinition column) {
        return String.format(Locale.ROOT, "%-20s\t%-20s\t%-20s", column.name(), column.type(), "");
    }

    private static ResultColumn text(String label) {
        return new ResultColumn(label, "string", 0, 0);
    }

    private long scannedBytes(Execution execution) {
        return catalog.bytesOf(Tokens.withoutSpace(execution.request().queryString()).stream()
                .map(Token::unquoted)
                .map(name -> name.toLowerCase(Locale.ROOT))
                .toList());
    }
}
