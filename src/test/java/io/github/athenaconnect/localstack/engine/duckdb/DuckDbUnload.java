package io.github.athenaconnect.localstack.engine.duckdb;

import io.github.athenaconnect.localstack.engine.EngineFailure;
import io.github.athenaconnect.localstack.engine.ErrorName;
import io.github.athenaconnect.localstack.engine.Unload;
import io.github.athenaconnect.localstack.engine.UnloadFormat;
import io.github.athenaconnect.localstack.engine.UnloadedFiles;
import io.github.athenaconnect.localstack.s3.ObjectName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Writes a result to files on disk and mirrors them to S3, for DuckDB here cannot write there itself. */
final class DuckDbUnload implements AutoCloseable {
    /** Athena writes many rows to several files, as many of its workers write; a full row group ends a file here. */
    private static final int ROWS_PER_FILE = 10_240;

    private final S3Client s3;

    DuckDbUnload(S3Client s3) {
        this.s3 = s3;
    }

    UnloadedFiles run(Unload unload, String select, Statement statement) throws SQLException, EngineFailure {
        refuseUsedTarget(unload.target());
        refuseImpossibleColumns(select, statement);
        String options = options(unload);
        Path directory = temporaryDirectory();
        try {
            long rows = statement.executeUpdate(
                    "COPY (" + select + "\n) TO '" + directory.toString().replace("'", "''") + "' (" + options + ")");
            return new UnloadedFiles(rows == 0 ? List.of() : upload(directory, unload), rows);
        } finally {
            delete(directory);
        }
    }

    @Override
    public void close() {
        s3.close();
    }

    private void refuseUsedTarget(String target) throws EngineFailure {
        ObjectName prefix = ObjectName.parse(target);
        boolean used = !s3.listObjectsV2(list ->
                        list.bucket(prefix.bucket()).prefix(prefix.key()).maxKeys(1))
                .contents()
                .isEmpty();
        if (used) {
            throw new EngineFailure(
                    ErrorName.HIVE_PATH_ALREADY_EXISTS, "Target directory for table already exists: " + target);
        }
    }

    private static void refuseImpossibleColumns(String select, Statement statement) throws SQLException, EngineFailure {
        Set<String> labels = new HashSet<>();
        try (PreparedStatement prepared = statement.getConnection().prepareStatement(select)) {
            ResultSetMetaData metadata = prepared.getMetaData();
            for (int i = 1; i <= metadata.getColumnCount(); i++) {
                String label = metadata.getColumnLabel(i);
                if (label.startsWith(SelectList.UNNAMED)) {
                    throw notSupported("Column name not specified at position " + i);
                }
                if (!labels.add(label)) {
                    throw notSupported("Column name '" + label + "' specified more than once");
                }
                refuseImpossibleType(metadata.getColumnTypeName(i), label);
            }
        }
    }

    private static void refuseImpossibleType(String type, String label) throws EngineFailure {
        if (type.equals("\"NULL\"")) {
            throw new EngineFailure(ErrorName.COLUMN_TYPE_UNKNOWN, "line 1:1: Column type is unknown: " + label);
        }
        if (type.matches("TIME.* WITH TIME ZONE|TIME|INTERVAL|UUID|JSON")) {
            throw notSupported("Unsupported Hive type: " + type.toLowerCase(Locale.ROOT));
        }
        if (type.equals("TIMESTAMP_NS")) {
            throw notSupported(
                    "Incorrect timestamp precision for timestamp(6); the configured precision is MILLISECONDS");
        }
    }

    private static EngineFailure notSupported(String detail) {
        return new EngineFailure(ErrorName.NOT_SUPPORTED, detail);
    }

    private static String options(Unload unload) throws EngineFailure {
        String format = switch (unload.format()) {
            case PARQUET ->
                "FORMAT parquet, COMPRESSION "
                        + unload.options().getOrDefault("compression", "gzip").toLowerCase(Locale.ROOT)
                        + ", ROW_GROUP_SIZE " + ROWS_PER_FILE + ", ROW_GROUPS_PER_FILE 1";
            case JSON -> "FORMAT json, COMPRESSION gzip";
            case TEXTFILE ->
                "FORMAT csv, HEADER false, QUOTE '', ESCAPE '', NULLSTR '\\N', COMPRESSION gzip, " + "DELIMITER '"
                        + unload.options().getOrDefault("field_delimiter", "\u0001") + "'";
            case ORC, AVRO -> throw notSupported("This engine cannot write " + unload.format());
        };
        return unload.partitionedBy().isEmpty()
                ? format + ", PER_THREAD_OUTPUT true"
                : format + ", PARTITION_BY (" + String.join(", ", unload.partitionedBy()) + ")";
    }

    private List<String> upload(Path directory, Unload unload) {
        ObjectName target = ObjectName.parse(unload.target());
        String extension = unload.format() == UnloadFormat.PARQUET ? "" : ".gz";
        List<String> uris = new ArrayList<>();
        try (Stream<Path> files =
                Files.walk(directory).filter(Files::isRegularFile).sorted()) {
            for (Path file : files.toList()) {
                Path parent = directory.relativize(file).getParent();
                String name = (parent == null ? "" : parent + "/") + UUID.randomUUID() + extension;
                ObjectName object = new ObjectName(target.bucket(), target.key() + name);
                s3.putObject(put -> put.bucket(object.bucket()).key(object.key()), RequestBody.fromFile(file));
                uris.add(object.uri());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Files of an UNLOAD could not be read back", e);
        }
        return uris;
    }

    private static Path temporaryDirectory() {
        try {
            return Files.createTempDirectory("localstack-unload");
        } catch (IOException e) {
            throw new UncheckedIOException("No place for the files of an UNLOAD", e);
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Files of an UNLOAD could not be deleted", e);
        }
    }
}
