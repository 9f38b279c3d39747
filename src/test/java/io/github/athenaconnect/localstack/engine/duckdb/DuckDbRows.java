package io.github.athenaconnect.localstack.engine.duckdb;

import io.github.athenaconnect.localstack.engine.EngineFailure;
import io.github.athenaconnect.localstack.engine.EngineRows;
import io.github.athenaconnect.localstack.engine.ResultColumn;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of a query as DuckDB streams them; owns the connection that the query runs on. */
final class DuckDbRows implements EngineRows {
    private final Connection connection;
    private final ResultSet rows;
    private final List<DuckDbColumn> columns;
    private final DuckDbErrors errors;

    DuckDbRows(Connection connection, ResultSet rows, DuckDbErrors errors) throws SQLException {
        this.connection = connection;
        this.rows = rows;
        this.errors = errors;
        ResultSetMetaData metadata = rows.getMetaData();
        List<DuckDbColumn> all = new ArrayList<>();
        for (int i = 1; i <= metadata.getColumnCount(); i++) {
            all.add(DuckDbColumn.of(metadata, i));
        }
        this.columns = List.copyOf(all);
    }

    @Override
    public List<ResultColumn> columns() {
        return columns.stream().map(DuckDbColumn::description).toList();
    }

    @Override
    public Optional<List<@Nullable String>> next() throws EngineFailure {
        try {
            if (!rows.next()) {
                return Optional.empty();
            }
            List<@Nullable String> values = new ArrayList<>(columns.size());
            for (DuckDbColumn column : columns) {
                values.add(column.read(rows));
            }
            return Optional.of(Collections.unmodifiableList(values));
        } catch (SQLException e) {
            throw errors.failure(e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException("DuckDB did not close a connection", e);
        }
    }
}
