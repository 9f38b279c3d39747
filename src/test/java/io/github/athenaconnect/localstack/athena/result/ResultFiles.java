package io.github.athenaconnect.localstack.athena.result;

import io.github.athenaconnect.localstack.engine.EngineFailure;
import io.github.athenaconnect.localstack.engine.EngineRows;
import io.github.athenaconnect.localstack.engine.ResultColumn;
import io.github.athenaconnect.localstack.engine.UnloadedFiles;
import io.github.athenaconnect.localstack.s3.ObjectName;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;

/** Writes the result of one execution to its place; holds no more than a row of it in memory. */
public final class ResultFiles {
    private final ResultPlace place;
    private final String engineQueryId;

    /** Writes to one place. */
    public ResultFiles(ResultPlace place, String engineQueryId) {
        this.place = place;
        this.engineQueryId = engineQueryId;
    }

    /** Writes all rows of a query, as CSV. */
    public StoredResult writeRows(EngineRows rows) throws EngineFailure, IOException {
        Path file = Files.createTempFile("localstack-result", ".csv");
        try {
            long count = 0;
            try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
                CsvFormat.writeLine(
                        out, rows.columns().stream().map(ResultColumn::label).toList());
                for (Optional<List<@Nullable String>> row = rows.next(); row.isPresent(); row = rows.next()) {
                    CsvFormat.writeLine(out, row.get());
                    count++;
                }
            }
            put(
                    place.object(),
                    place.encryptedByClient()
                            ? RequestBody.fromBytes(ClientSideEncryption.encrypted(Files.readAllBytes(file)))
                            : RequestBody.fromFile(file));
            return writeMetadata(new StoredResult(rows.columns(), StoredResult.Form.CSV, count));
        } finally {
            Files.delete(file);
        }
    }

    /** Writes lines of a utility statement, as text without a heading. */
    public StoredResult writeText(List<ResultColumn> columns, List<String> lines) {
        String text = String.join("", lines.stream().map(line -> line + "\n").toList());
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        put(
                place.object(),
                RequestBody.fromBytes(place.encryptedByClient() ? ClientSideEncryption.encrypted(bytes) : bytes));
        return writeMetadata(new StoredResult(columns, StoredResult.Form.TEXT, lines.size()));
    }

    /** Writes what an UNLOAD leaves at the place of results: a manifest of its files. */
    public StoredResult writeManifest(UnloadedFiles files) {
        String manifest =
                String.join("", files.uris().stream().map(uri -> uri + "\n").toList());
        put(place.manifest(), RequestBody.fromString(manifest, StandardCharsets.UTF_8));
        List<ResultColumn> columns = List.of(new ResultColumn("rows", "bigint", 19, 0));
        return writeMetadata(new StoredResult(columns, StoredResult.Form.COUNT, files.rows()));
    }

    /** Writes only the description of a result whose rows are served from elsewhere. */
    public StoredResult writeMetadata(StoredResult result) {
        put(place.metadata(), RequestBody.fromBytes(ResultMetadata.of(engineQueryId, result.columns())));
        return result;
    }

    private void put(ObjectName name, RequestBody body) {
        place.s3().putObject(put -> put.bucket(name.bucket()).key(name.key()), body);
    }
}
