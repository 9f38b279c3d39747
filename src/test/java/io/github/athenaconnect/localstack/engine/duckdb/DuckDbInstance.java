package io.github.athenaconnect.localstack.engine.duckdb;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;

/** One DuckDB in memory, which knows the catalog {@code awsdatacatalog}; gives a connection per statement. */
final class DuckDbInstance implements AutoCloseable {
    private static final List<String> SETUP = List.of(
            // What is not inside would be fetched from the network.
            "SET GLOBAL autoinstall_known_extensions = false",
            "SET GLOBAL autoload_known_extensions = false",
            "SET GLOBAL memory_limit = '300MB'",
            "SET GLOBAL TimeZone = 'UTC'",
            "SET GLOBAL integer_division = true",
            "SET GLOBAL errors_as_json = true",
            "ATTACH ':memory:' AS awsdatacatalog",
            "USE awsdatacatalog",
            "CREATE SCHEMA \"default\"",
            "CREATE MACRO main.sequence(a, b) AS range(a, b + 1)",
            "CREATE MACRO main.json_parse(x) AS CAST(x AS JSON)",
            "CREATE MACRO main.json_format(x) AS CAST(x AS VARCHAR)",
            "CREATE MACRO main.json_extract_scalar(x, path) AS json_extract_string(x, path)",
            "CREATE MACRO main.from_utf8(x) AS decode(x)",
            "CREATE MACRO main.to_utf8(x) AS encode(x)");

    private final DuckDBConnection keepAlive;

    DuckDbInstance() throws SQLException {
        Properties streaming = new Properties();
        streaming.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
        keepAlive = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:", streaming);
        try (Statement statement = keepAlive.createStatement()) {
            for (String sql : SETUP) {
                statement.execute(sql);
            }
        }
    }

    /**
     * A connection with a database to look up names in. Results are pulled as they are read; a second query on the
     * connection ends the first.
     */
    Connection connect(String schema) throws SQLException {
        Connection connection = keepAlive.duplicate();
        String path =
                hasSchema(schema) ? "awsdatacatalog.\"" + schema + "\",awsdatacatalog.main" : "awsdatacatalog.main";
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET search_path = '" + path.replace("'", "''") + "'");
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    boolean hasSchema(String schema) throws SQLException {
        try (Connection connection = keepAlive.duplicate();
                PreparedStatement query = connection.prepareStatement(
                        "SELECT 1 FROM duckdb_schemas() WHERE database_name = 'awsdatacatalog' AND schema_name = ?")) {
            query.setString(1, schema);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next();
            }
        }
    }

    @Override
    public void close() {
        try {
            keepAlive.close();
        } catch (SQLException e) {
            throw new IllegalStateException("DuckDB did not close", e);
        }
    }
}
