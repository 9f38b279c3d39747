package io.github.athenaconnect.localstack.engine.duckdb;

import io.github.athenaconnect.localstack.engine.ResultColumn;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One column of a result: how Athena describes it, and how its values are read. */
record DuckDbColumn(ResultColumn description, int index, Reader reader) {
    /** Reads the text of one value of the current row, null for NULL. */
    private interface Reader {
        @Nullable String read(ResultSet rows, int index) throws SQLException;
    }

    static DuckDbColumn of(ResultSetMetaData metadata, int index) throws SQLException {
        String type = metadata.getColumnTypeName(index);
        String written = metadata.getColumnLabel(index);
        String label = written.startsWith(SelectList.UNNAMED) ? "_col" + (index - 1) : written;
        if (type.startsWith("DECIMAL") && !type.endsWith("]")) {
            return new DuckDbColumn(
                    new ResultColumn(label, "decimal", metadata.getPrecision(index), metadata.getScale(index)),
                    index,
                    DuckDbColumn::plain);
        }
        return new DuckDbColumn(description(label, type), index, reader(type));
    }

    @Nullable String read(ResultSet rows) throws SQLException {
        return reader.read(rows, index);
    }

    private static ResultColumn description(String label, String type) {
        if (type.endsWith("]")) {
            return new ResultColumn(label, "array", 0, 0);
        }
        String name = type.replaceAll("\\(.*", "");
        return switch (name) {
            case "BOOLEAN" -> new ResultColumn(label, "boolean", 0, 0);
            case "TINYINT" -> new ResultColumn(label, "tinyint", 3, 0);
            case "SMALLINT" -> new ResultColumn(label, "smallint", 5, 0);
            case "INTEGER" -> new ResultColumn(label, "integer", 10, 0);
            case "BIGINT", "HUGEINT", "UINTEGER", "UBIGINT" -> new ResultColumn(label, "bigint", 19, 0);
            case "FLOAT" -> new ResultColumn(label, "float", 17, 0);
            case "DOUBLE" -> new ResultColumn(label, "double", 17, 0);
            case "BLOB" -> new ResultColumn(label, "varbinary", 1073741824, 0);
            case "TIME", "TIME WITH TIME ZONE", "TIMESTAMP WITH TIME ZONE" ->
                new ResultColumn(label, name.toLowerCase(Locale.ROOT), 3, 0);
            case "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS" ->
                new ResultColumn(label, "timestamp", 3, 0);
            case "INTERVAL" -> new ResultColumn(label, "interval day to second", 0, 0);
            case "STRUCT", "TUPLE" -> new ResultColumn(label, "row", 0, 0);
            case "\"NULL\"" -> new ResultColumn(label, "unknown", 0, 0);
            case "DATE", "UUID", "JSON", "MAP" -> new ResultColumn(label, name.toLowerCase(Locale.ROOT), 0, 0);
            default -> new ResultColumn(label, "varchar", 2147483647, 0);
        };
    }

    private static Reader reader(String type) {
        return switch (type) {
            case "TIMESTAMP_NS" ->
                (rows, index) -> {
                    LocalDateTime value = rows.getObject(index, LocalDateTime.class);
                    return value == null ? null : AthenaText.fineTimestamp(value);
                };
            // As a java.sql.Timestamp it would take the time zone of this JVM, which has gaps.
            case "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS" ->
                (rows, index) -> {
                    LocalDateTime value = rows.getObject(index, LocalDateTime.class);
                    return value == null ? null : AthenaText.of(value);
                };
            case "INTERVAL" ->
                (rows, index) -> {
                    Object value = rows.getObject(index);
                    return value == null ? null : AthenaText.interval(value.toString());
                };
            default -> DuckDbColumn::plain;
        };
    }

    private static @Nullable String plain(ResultSet rows, int index) throws SQLException {
        Object value = rows.getObject(index);
        return value == null ? null : AthenaText.of(value);
    }
}
