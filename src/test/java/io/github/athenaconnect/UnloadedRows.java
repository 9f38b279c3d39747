package io.github.athenaconnect;

import io.github.athenaconnect.fake.FakeAthena;
import io.github.athenaconnect.fake.FakeS3;
import io.github.athenaconnect.result.ParquetBytes;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import software.amazon.awssdk.services.athena.model.QueryExecution;

/**
 * Has a {@link FakeAthena} write the rows of each UNLOAD to a few files, as Athena does: cut differently by every
 * execution, and not to a place where there is something.
 */
public final class UnloadedRows {
    private static final MessageType SCHEMA =
            MessageTypeParser.parseMessageType("message row { optional binary id (STRING); }");
    private static final MessageType DATED = MessageTypeParser.parseMessageType(
            "message row { optional binary id (STRING); optional int64 at (TIMESTAMP(MILLIS,false)); }");

    private static final Pattern UNLOAD = Pattern.compile("UNLOAD \\((.*)\n\\) TO '([^']+)' WITH .*", Pattern.DOTALL);

    private static final int MOST_STATEMENTS = 100;

    private final FakeAthena athena;
    private final FakeS3 s3;
    private final MessageType schema;
    private final Function<String, List<Row>> rows;

    /** Of executions that may still be asked about. */
    private final Map<String, String> statements = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            if (size() <= MOST_STATEMENTS) {
                return false;
            }
            s3.removeBelow(manifest(eldest.getKey()));
            Matcher unload = UNLOAD.matcher(eldest.getValue());
            if (unload.matches()) {
                s3.removeBelow(unload.group(2));
            }
            return true;
        }
    };

    /** A row; {@code at} is of no account where rows have no date. */
    public record Row(String id, Instant at) {}

    /**
     * Prepares Athena.
     *
     * @param ids of the rows that a statement gives
     */
    public UnloadedRows(FakeAthena athena, FakeS3 s3, Function<String, List<String>> ids) {
        this(
                athena,
                s3,
                SCHEMA,
                sql -> ids.apply(sql).stream()
                        .map(id -> new Row(id, Instant.EPOCH))
                        .toList());
    }

    /**
     * Prepares Athena, with a column {@code at} beside the ids.
     *
     * @param rows that a statement gives
     */
    public static UnloadedRows dated(FakeAthena athena, FakeS3 s3, Function<String, List<Row>> rows) {
        return new UnloadedRows(athena, s3, DATED, rows);
    }

    private UnloadedRows(FakeAthena athena, FakeS3 s3, MessageType schema, Function<String, List<Row>> rows) {
        this.athena = athena;
        this.s3 = s3;
        this.schema = schema;
        this.rows = rows;
        athena.answersOthers(sql -> sql.startsWith("UNLOAD"), List.of("rows bigint"), this::unload)
                .describing(this::described)
                .runsFor(Duration.ofMillis(300));
    }

    private String unload(String statement) {
        Matcher unload = UNLOAD.matcher(statement);
        if (!unload.matches()) {
            throw new AssertionError("Not an UNLOAD: " + statement);
        }
        int number = athena.begun();
        statements.put("execution-" + number, statement);
        String target = unload.group(2);
        if (s3.has(target + "part-0")) {
            athena.nextGoes(FakeAthena.fails(
                    "HIVE_PATH_ALREADY_EXISTS: Target directory for table already exists: " + target, 100, false));
        } else {
            s3.put(manifest("execution-" + number), files(number, target, rows.apply(unload.group(1))));
        }
        return "";
    }

    private String files(int execution, String target, List<Row> found) {
        StringBuilder list = new StringBuilder();
        int cut = 2 + execution % 2;
        for (int from = 0, file = 0; from < found.size(); from += cut, file++) {
            List<Row> part = found.subList(from, Math.min(from + cut, found.size()));
            s3.put(
                    target + "part-" + file,
                    ParquetBytes.of(schema, part.stream().map(this::row)));
            list.append(target).append("part-").append(file).append('\n');
        }
        return list.toString();
    }

    private Group row(Row row) {
        Group group = new SimpleGroup(schema);
        group.add("id", row.id());
        if (schema.containsField("at")) {
            group.add("at", row.at().toEpochMilli());
        }
        return group;
    }

    private QueryExecution.Builder described(QueryExecution.Builder execution) {
        String id = execution.build().queryExecutionId();
        String statement = statements.get(id);
        return statement == null
                ? execution
                : execution
                        .query(statement)
                        .statistics(
                                statistics -> statistics.dataScannedInBytes(1L).dataManifestLocation(manifest(id)));
    }

    private static String manifest(String execution) {
        return FakeAthena.BUCKET + execution + "-manifest.csv";
    }
}
