package io.github.athenaconnect.bench;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.ColumnInfo;
import software.amazon.awssdk.services.athena.model.Datum;
import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.athena.model.Row;

/** The way results are read today: page after page by the SDK's paginator, each row a struct by plain code. */
final class PlainPages {
    private static final int MOST_ROWS = 1000;
    private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

    private PlainPages() {}

    /** Reads the rows of a table's result, whose fields are named as its columns. */
    static void read(AthenaClient athena, String execution, Schema schema, Consumer<Struct> rows) {
        boolean heading = true;
        for (GetQueryResultsResponse page : athena.getQueryResultsPaginator(
                get -> get.queryExecutionId(execution).maxResults(MOST_ROWS))) {
            List<ColumnInfo> columns = page.resultSet().resultSetMetadata().columnInfo();
            for (Row row : page.resultSet().rows()) {
                if (!heading) {
                    rows.accept(struct(row.data(), columns, schema));
                }
                heading = false;
            }
        }
    }

    private static Struct struct(List<Datum> values, List<ColumnInfo> columns, Schema schema) {
        Struct row = new Struct(schema);
        for (int at = 0; at < columns.size(); at++) {
            String text = values.get(at).varCharValue();
            if (text != null) {
                row.put(columns.get(at).label(), value(columns.get(at), text));
            }
        }
        return row;
    }

    private static Object value(ColumnInfo column, String text) {
        return switch (column.type()) {
            case "bigint" -> Long.valueOf(text);
            case "integer" -> Integer.valueOf(text);
            case "double" -> Double.valueOf(text);
            case "boolean" -> Boolean.valueOf(text);
            case "decimal" -> new BigDecimal(text).setScale(column.scale());
            case "date" ->
                Date.from(LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
            case "timestamp" ->
                Date.from(LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC));
            case "varbinary" -> HEX.parseHex(text);
            default -> text;
        };
    }
}
