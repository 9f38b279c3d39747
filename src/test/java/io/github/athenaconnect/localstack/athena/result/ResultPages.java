package io.github.athenaconnect.localstack.athena.result;

import io.github.athenaconnect.localstack.athena.protocol.RequestRefused;
import io.github.athenaconnect.localstack.engine.ResultColumn;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.athena.model.ColumnInfo;
import software.amazon.awssdk.services.athena.model.ColumnNullable;
import software.amazon.awssdk.services.athena.model.Datum;
import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.athena.model.Row;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Pages of GetQueryResults, read from the result object; a page token is the position where the next page begins. The
 * heading of a CSV is the first row of the first page, and counts.
 */
public final class ResultPages {
    private static final int DEFAULT_ROWS = 1000;

    private final StoredResult result;
    private final ResultPlace place;
    private final String executionId;

    /** Reads one result with the rights that its place gives. */
    public ResultPages(StoredResult result, ResultPlace place, String executionId) {
        this.result = result;
        this.place = place;
        this.executionId = executionId;
    }

    /** One page. */
    public GetQueryResultsResponse page(@Nullable String token, @Nullable Integer maxResults) throws RequestRefused {
        List<Row> rows = new ArrayList<>();
        Optional<String> next = result.form() == StoredResult.Form.COUNT
                ? Optional.empty()
                : read(position(token), maxResults == null ? DEFAULT_ROWS : maxResults, rows);
        return GetQueryResultsResponse.builder()
                .resultSet(set -> set.rows(rows)
                        .resultSetMetadata(metadata -> metadata.columnInfo(
                                result.columns().stream().map(ResultPages::info).toList())))
                .updateCount(result.form() == StoredResult.Form.COUNT ? result.rows() : 0)
                .nextToken(next.orElse(null))
                .build();
    }

    private Optional<String> read(long position, int maximum, List<Row> rows) throws RequestRefused {
        try {
            ResponseInputStream<GetObjectResponse> object = place.s3()
                    .getObject(get -> get.bucket(place.object().bucket())
                            .key(place.object().key())
                            .range(position == 0 ? null : "bytes=" + position + "-"));
            try {
                InputStream plain = place.encryptedByClient() ? ClientSideEncryption.decrypted(object) : object;
                return read(new BufferedInputStream(plain, 1 << 16), position, maximum, rows);
            } finally {
                // Closing would first read the rest of the object, for every page of it.
                object.abort();
            }
        } catch (S3Exception e) {
            if (e.statusCode() == 416) {
                return Optional.empty();
            }
            throw RequestRefused.invalid(
                    "INVALID_INPUT",
                    "Could not read the result of query " + executionId + ": "
                            + e.awsErrorDetails().errorMessage() + " ("
                            + e.awsErrorDetails().errorCode() + ")");
        } catch (IOException e) {
            throw RequestRefused.internal();
        }
    }

    private Optional<String> read(InputStream in, long position, int maximum, List<Row> rows) throws IOException {
        boolean csv = result.form() == StoredResult.Form.CSV;
        CsvLines csvLines = new CsvLines(in, position);
        TextLines textLines = new TextLines(in, position);
        while (rows.size() < maximum) {
            Optional<List<@Nullable String>> values = csv ? csvLines.next() : textLines.next();
            if (values.isEmpty()) {
                return Optional.empty();
            }
            rows.add(row(values.get()));
        }
        in.mark(1);
        return in.read() < 0 ? Optional.empty() : Optional.of(token(csv ? csvLines.position() : textLines.position()));
    }

    private String token(long position) {
        byte[] text = (executionId + ":" + position).getBytes(StandardCharsets.UTF_8);
        return Base64.getEncoder().encodeToString(text);
    }

    private long position(@Nullable String token) throws RequestRefused {
        if (token == null) {
            return 0;
        }
        try {
            String text = new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
            if (text.startsWith(executionId + ":")) {
                return Long.parseLong(text.substring(executionId.length() + 1));
            }
            throw RequestRefused.invalid("INVALID_INPUT", "NextToken is of another query execution");
        } catch (IllegalArgumentException e) {
            throw RequestRefused.invalid("INVALID_INPUT", "NextToken is invalid");
        }
    }

    private static Row row(List<@Nullable String> values) {
        return Row.builder()
                .data(values.stream()
                        .map(value -> Datum.builder().varCharValue(value).build())
                        .toList())
                .build();
    }

    private static ColumnInfo info(ResultColumn column) {
        return ColumnInfo.builder()
                .catalogName("hive")
                .schemaName("")
                .tableName("")
                .name(column.label())
                .label(column.label())
                .type(column.type())
                .precision(column.precision())
                .scale(column.scale())
                .nullable(ColumnNullable.UNKNOWN)
                .caseSensitive(ResultMetadata.isCaseSensitive(column))
                .build();
    }
}
