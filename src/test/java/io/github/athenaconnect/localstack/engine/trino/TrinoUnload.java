package io.github.athenaconnect.localstack.engine.trino;

import io.github.athenaconnect.localstack.engine.Cancellation;
import io.github.athenaconnect.localstack.engine.EngineFailure;
import io.github.athenaconnect.localstack.engine.Unload;
import io.github.athenaconnect.localstack.engine.UnloadFormat;
import io.github.athenaconnect.localstack.engine.UnloadedFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * UNLOAD, which Trino does not have, in the statements it has: a table is created as the query over the target, asked
 * which files hold its rows, and dropped. It is external, so its files stay.
 */
final class TrinoUnload {
    /** The database of the tables that live for one UNLOAD. */
    static final String DATABASE = "unload";

    /** What the file metastore says of a table without files, since a folder of S3 is nothing but its files. */
    private static final String NOTHING_WRITTEN = "External table location does not exist";

    /** Many rows leave several files, as Athena's do, and not one that grows; few are one page, and so one file. */
    private static final List<String> SEVERAL_WRITERS =
            List.of("task_scale_writers_enabled=false", "scale_writers=false", "task_writer_count=2");

    private final StatementClient client;

    TrinoUnload(StatementClient client) {
        this.client = client;
    }

    /** Writes the files, each in place when this returns. */
    UnloadedFiles run(Unload unload, Cancellation cancellation) throws EngineFailure {
        // Avro wants a name of letters and digits that begins with a letter.
        String table = DATABASE + ".t" + UUID.randomUUID().toString().replace("-", "");
        try {
            long rows = RunningStatement.start(client, createTable(table, unload), cancellation)
                    .finish()
                    .updateCount();
            return new UnloadedFiles(files(table, cancellation), rows);
        } catch (EngineFailure failure) {
            if (failure.getMessage().endsWith(NOTHING_WRITTEN)) {
                return new UnloadedFiles(List.of(), 0);
            }
            throw failure;
        } finally {
            client.finish(TrinoStatement.of("DROP TABLE IF EXISTS " + table));
        }
    }

    private static TrinoStatement createTable(String table, Unload unload) {
        return new TrinoStatement(
                "",
                "CREATE TABLE " + table + " WITH (" + properties(unload) + ") AS "
                        + unload.select().sql(),
                unload.select().database(),
                unload.select().parameters(),
                Stream.concat(
                                SEVERAL_WRITERS.stream(),
                                Stream.of(TrinoEngine.CATALOG + ".compression_codec=" + compression(unload)))
                        .toList());
    }

    private List<String> files(String table, Cancellation cancellation) throws EngineFailure {
        TrinoStatement paths = TrinoStatement.of("SELECT DISTINCT \"$path\" FROM " + table + " ORDER BY 1");
        List<String> files = new ArrayList<>();
        try (TrinoRows rows = TrinoRows.of(client, paths, cancellation)) {
            for (var row = rows.next(); row.isPresent(); row = rows.next()) {
                files.add(row.get().get(0));
            }
        }
        return files;
    }

    private static String properties(Unload unload) {
        List<String> properties = new ArrayList<>();
        properties.add("external_location = " + quoted(unload.target()));
        properties.add("format = " + quoted(unload.format().name()));
        if (!unload.partitionedBy().isEmpty()) {
            properties.add(unload.partitionedBy().stream()
                    .map(TrinoUnload::quoted)
                    .collect(Collectors.joining(", ", "partitioned_by = ARRAY[", "]")));
        }
        String delimiter = unload.options().get("field_delimiter");
        if (delimiter != null) {
            properties.add("textfile_field_separator = " + quoted(delimiter));
        }
        return String.join(", ", properties);
    }

    /** Athena's defaults, in the words of Trino, which calls ORC's zlib GZIP. */
    private static String compression(Unload unload) {
        if (unload.format() == UnloadFormat.AVRO) {
            return "NONE";
        }
        String chosen = unload.options().getOrDefault("compression", "GZIP").toUpperCase(Locale.ROOT);
        return chosen.equals("ZLIB") ? "GZIP" : chosen;
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
