package io.github.athenaconnect.localstack.engine.duckdb;

import io.github.athenaconnect.localstack.engine.Cancellation;
import io.github.athenaconnect.localstack.engine.CatalogType;
import io.github.athenaconnect.localstack.engine.ColumnDefinition;
import io.github.athenaconnect.localstack.engine.Engine;
import io.github.athenaconnect.localstack.engine.EngineFailure;
import io.github.athenaconnect.localstack.engine.EngineRows;
import io.github.athenaconnect.localstack.engine.ErrorName;
import io.github.athenaconnect.localstack.engine.SqlStatement;
import io.github.athenaconnect.localstack.engine.TableDefinition;
import io.github.athenaconnect.localstack.engine.Unload;
import io.github.athenaconnect.localstack.engine.UnloadedFiles;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/** DuckDB in this JVM, behaving like Athena as far as {@link DuckDbSql} can make it. */
public final class DuckDbEngine implements Engine {
    private final DuckDbInstance instance;
    private final DuckDbUnload unloading;

    DuckDbEngine(DuckDbInstance instance, DuckDbUnload unloading) {
        this.instance = instance;
        this.unloading = unloading;
    }

    @Override
    public void createDatabase(String database) throws EngineFailure {
        update("CREATE SCHEMA IF NOT EXISTS \"" + database + '"');
    }

    @Override
    public void createTable(TableDefinition table) throws EngineFailure {
        List<String> columns = table.columns().stream()
                .map(column -> '"' + column.name() + "\" " + typeOf(column))
                .toList();
        update("CREATE TABLE " + table.qualifiedName() + " (" + String.join(", ", columns) + ")");
    }

    @Override
    public void insert(TableDefinition table, List<List<String>> rows) throws EngineFailure {
        List<String> tuples = new ArrayList<>();
        for (List<String> row : rows) {
            List<String> values = new ArrayList<>();
            for (int i = 0; i < row.size(); i++) {
                values.add("CAST(" + DuckDbSql.expression(row.get(i)) + " AS "
                        + typeOf(table.columns().get(i)) + ")");
            }
            tuples.add("(" + String.join(", ", values) + ")");
        }
        update("INSERT INTO " + table.qualifiedName() + " VALUES " + String.join(", ", tuples));
    }

    @Override
    public EngineRows query(SqlStatement statement, Cancellation cancellation) throws EngineFailure {
        String sql = duckDbSql(statement);
        Connection connection = null;
        DuckDbErrors errors = errors(statement);
        try {
            connection = instance.connect(statement.database());
            Statement running = connection.createStatement();
            cancellation.onRequest(() -> cancel(running));
            if (cancellation.requested()) {
                throw new SQLException("INTERRUPT Error: Interrupted!");
            }
            return new DuckDbRows(connection, running.executeQuery(sql), errors);
        } catch (SQLException e) {
            close(connection, e);
            throw errors.failure(e);
        }
    }

    @Override
    public UnloadedFiles unload(Unload unload, Cancellation cancellation) throws EngineFailure {
        String sql = duckDbSql(unload.select());
        try (Connection connection = instance.connect(unload.select().database());
                Statement running = connection.createStatement()) {
            cancellation.onRequest(() -> cancel(running));
            return unloading.run(unload, sql, running);
        } catch (SQLException e) {
            throw errors(unload.select()).failure(e);
        }
    }

    @Override
    public void validate(SqlStatement statement) throws EngineFailure {
        explain(statement);
    }

    @Override
    public List<String> explain(SqlStatement statement) throws EngineFailure {
        String sql = "EXPLAIN " + duckDbSql(statement);
        try (Connection connection = instance.connect(statement.database());
                Statement running = connection.createStatement();
                var plan = running.executeQuery(sql)) {
            List<String> lines = new ArrayList<>();
            while (plan.next()) {
                plan.getString(2).lines().forEach(lines::add);
            }
            return lines;
        } catch (SQLException e) {
            throw errors(statement).failure(e);
        }
    }

    @Override
    public void close() {
        unloading.close();
        instance.close();
    }

    private static String duckDbSql(SqlStatement statement) throws EngineFailure {
        return DuckDbSql.query(Parameters.bind(statement));
    }

    private static String typeOf(ColumnDefinition column) {
        return DuckDbType.of(CatalogType.toSql(column.type()));
    }

    private void update(String sql) throws EngineFailure {
        try (Connection connection = instance.connect("main");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new EngineFailure(ErrorName.GENERIC_USER_ERROR, e.getMessage() + " in: " + sql, e);
        }
    }

    private DuckDbErrors errors(SqlStatement statement) throws EngineFailure {
        try {
            return new DuckDbErrors(statement, instance.hasSchema(statement.database()), () -> rerun(statement));
        } catch (SQLException e) {
            throw new EngineFailure(ErrorName.GENERIC_INTERNAL_ERROR, e.getMessage(), e);
        }
    }

    /** A statement without a result to stream says why it fails. */
    private void rerun(SqlStatement statement) throws SQLException, EngineFailure {
        String sql = "CREATE TEMPORARY TABLE rerun AS " + duckDbSql(statement);
        try (Connection connection = instance.connect(statement.database());
                Statement running = connection.createStatement()) {
            running.execute(sql);
        }
    }

    private static void cancel(Statement statement) {
        try {
            statement.cancel();
        } catch (SQLException e) {
            throw (CancellationException) new CancellationException("DuckDB refused to cancel").initCause(e);
        }
    }

    private static void close(Connection connection, SQLException reason) {
        if (connection == null) {
            return;
        }
        try {
            connection.close();
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }
}
