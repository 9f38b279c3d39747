package io.github.athenaconnect.localstack.engine.trino;

import io.github.athenaconnect.localstack.engine.Cancellation;
import io.github.athenaconnect.localstack.engine.CatalogType;
import io.github.athenaconnect.localstack.engine.Engine;
import io.github.athenaconnect.localstack.engine.EngineFailure;
import io.github.athenaconnect.localstack.engine.EngineRows;
import io.github.athenaconnect.localstack.engine.SqlStatement;
import io.github.athenaconnect.localstack.engine.TableDefinition;
import io.github.athenaconnect.localstack.engine.Unload;
import io.github.athenaconnect.localstack.engine.UnloadedFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/** Athena's own engine, in a child process. */
public final class TrinoEngine implements Engine {
    /** Athena's name of the default catalog, in the lower case Trino wants. */
    static final String CATALOG = "awsdatacatalog";

    /** Trino refuses an array of more than 254 expressions. */
    private static final int ROWS_PER_INSERT = 250;

    private final TrinoProcess process;
    private final StatementClient client;
    /** The file metastore refuses the later one of two inserts that change a table's statistics together. */
    private final Lock inserting = new ReentrantLock();

    TrinoEngine(TrinoProcess process) {
        this.process = process;
        this.client = new StatementClient(process.address());
    }

    @Override
    public void createDatabase(String database) throws EngineFailure {
        client.finish(TrinoStatement.of("CREATE SCHEMA IF NOT EXISTS \"" + database + '"'));
    }

    @Override
    public void createTable(TableDefinition table) throws EngineFailure {
        String columns = table.columns().stream()
                .map(column -> '"' + column.name() + "\" " + CatalogType.toSql(column.type()))
                .collect(Collectors.joining(", "));
        client.finish(TrinoStatement.of("CREATE TABLE " + table.qualifiedName() + " (" + columns + ")"));
    }

    @Override
    public void insert(TableDefinition table, List<List<String>> rows) throws EngineFailure {
        inserting.lock();
        try {
            for (int from = 0; from < rows.size(); from += ROWS_PER_INSERT) {
                int to = Math.min(rows.size(), from + ROWS_PER_INSERT);
                client.finish(TrinoStatement.of(insertion(table, rows.subList(from, to))));
            }
        } finally {
            inserting.unlock();
        }
    }

    @Override
    public EngineRows query(SqlStatement statement, Cancellation cancellation) throws EngineFailure {
        return TrinoRows.of(client, TrinoStatement.of("", statement), cancellation);
    }

    @Override
    public UnloadedFiles unload(Unload unload, Cancellation cancellation) throws EngineFailure {
        createDatabase(TrinoUnload.DATABASE);
        return new TrinoUnload(client).run(unload, cancellation);
    }

    @Override
    public void validate(SqlStatement statement) throws EngineFailure {
        client.finish(TrinoStatement.of("EXPLAIN (TYPE VALIDATE) ", statement));
    }

    @Override
    public List<String> explain(SqlStatement statement) throws EngineFailure {
        TrinoStatement explain = TrinoStatement.of("EXPLAIN ", statement);
        List<String> lines = new ArrayList<>();
        try (TrinoRows rows = TrinoRows.of(client, explain, new Cancellation())) {
            for (var row = rows.next(); row.isPresent(); row = rows.next()) {
                row.get().get(0).lines().forEach(lines::add);
            }
        }
        return lines;
    }

    /** The values of a query as Trino's protocol has them, for whoever wants them and not Athena's texts. */
    public TypedRows ask(String sql) throws EngineFailure {
        return TypedRows.of(RunningStatement.start(client, TrinoStatement.of(sql), new Cancellation()));
    }

    @Override
    public void close() {
        process.close();
    }

    /** An INSERT from one array of rows, which Trino plans several times as quickly as VALUES. */
    private static String insertion(TableDefinition table, List<List<String>> rows) {
        String array = rows.stream().map(row -> row(table, row)).collect(Collectors.joining(", ", "ARRAY[", "]"));
        return "INSERT INTO " + table.qualifiedName() + " SELECT * FROM UNNEST(" + array + ")";
    }

    private static String row(TableDefinition table, List<String> expressions) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < expressions.size(); i++) {
            String type = CatalogType.toSql(table.columns().get(i).type());
            values.add("CAST(" + expressions.get(i) + " AS " + type + ")");
        }
        return values.stream().collect(Collectors.joining(", ", "ROW(", ")"));
    }
}
