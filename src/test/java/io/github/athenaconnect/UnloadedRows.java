package io.github.athenaconnect;

import io.github.athenaconnect.fake.FakeAthena;
import io.github.athenaconnect.fake.FakeS3;
import io.github.athenaconnect.result.ParquetBytes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
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

    private static final Pattern UNLOAD = Pattern.compile("UNLOAD \\((.*)\n\\) TO '([^']+)' WITH .*", Pattern.DOTALL);

    private final FakeAthena athena;
    private final FakeS3 s3;
    private final Function<String, List<String>> ids;
    private final List<String> statements = new ArrayList<>();

    /**
     * Prepares Athena.
     *
     * @param ids of the rows that a statement gives
     */
    public UnloadedRows(FakeAthena athena, FakeS3 s3, Function<String, List<String>> ids) {
        this.athena = athena;
        this.s3 = s3;
        this.ids = ids;
        athena.answersOthers(List.of("rows bigint"), this::unload)
                .describing(this::described)
                .runsFor(Duration.ofMillis(300));
    }

    private String unload(String statement) {
        Matcher unload = UNLOAD.matcher(statement);
        if (!unload.matches()) {
            throw new AssertionError("Not an UNLOAD: " + statement);
        }
        int execution = statements.size();
        statements.add(statement);
        String target = unload.group(2);
        if (s3.has(target + "part-0")) {
            athena.nextGoes(FakeAthena.fails(
                    "HIVE_PATH_ALREADY_EXISTS: Target directory for table already exists: " + target, 100, false));
        } else {
            s3.put(manifest(execution), files(execution, target, ids.apply(unload.group(1))));
        }
        return "";
    }

    private String files(int execution, String target, List<String> rows) {
        StringBuilder list = new StringBuilder();
        int cut = 2 + execution % 2;
        for (int from = 0, file = 0; from < rows.size(); from += cut, file++) {
            List<String> part = rows.subList(from, Math.min(from + cut, rows.size()));
            s3.put(
                    target + "part-" + file,
                    ParquetBytes.of(SCHEMA, part.stream().map(UnloadedRows::row)));
            list.append(target).append("part-").append(file).append('\n');
        }
        return list.toString();
    }

    private static Group row(String id) {
        Group row = new SimpleGroup(SCHEMA);
        row.add("id", id);
        return row;
    }

    private QueryExecution.Builder described(QueryExecution.Builder execution) {
        String id = execution.build().queryExecutionId();
        int number = IntStream.range(0, statements.size())
                .filter(candidate -> id.equals("execution-" + candidate))
                .findFirst()
                .orElseThrow();
        return execution
                .query(statements.get(number))
                .statistics(statistics -> statistics.dataScannedInBytes(1L).dataManifestLocation(manifest(number)));
    }

    private static String manifest(int execution) {
        return FakeAthena.BUCKET + "execution-" + execution + "-manifest.csv";
    }
}
