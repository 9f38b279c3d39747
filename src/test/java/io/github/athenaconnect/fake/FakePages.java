package io.github.athenaconnect.fake;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.athena.model.Datum;
import software.amazon.awssdk.services.athena.model.Row;

/** Rows of a result as GetQueryResults gives them. */
final class FakePages {
    private FakePages() {}

    /** The lines of a CSV as Athena writes it, heading included. */
    static List<Row> ofCsv(String csv) {
        List<Row> rows = new ArrayList<>();
        List<Datum> row = new ArrayList<>();
        int at = 0;
        while (at < csv.length()) {
            StringBuilder value = new StringBuilder();
            boolean quoted = csv.charAt(at) == '"';
            at = quoted ? quotedEnd(csv, at + 1, value) : unquotedEnd(csv, at, value);
            row.add(datum(quoted || value.length() > 0 ? value.toString() : null));
            if (at >= csv.length() || csv.charAt(at) == '\n') {
                rows.add(Row.builder().data(row).build());
                row = new ArrayList<>();
            } else if (csv.charAt(at) == ',' && (at + 1 == csv.length() || csv.charAt(at + 1) == '\n')) {
                row.add(datum(null));
                rows.add(Row.builder().data(row).build());
                row = new ArrayList<>();
                at++;
            }
            at++;
        }
        return rows;
    }

    /** Lines of a text, each a row of one value. */
    static List<Row> ofLines(List<String> lines) {
        return lines.stream()
                .map(line -> Row.builder().data(datum(line)).build())
                .toList();
    }

    private static int quotedEnd(String csv, int from, StringBuilder value) {
        int at = from;
        while (csv.charAt(at) != '"' || (at + 1 < csv.length() && csv.charAt(at + 1) == '"')) {
            at += csv.charAt(at) == '"' ? 1 : 0;
            value.append(csv.charAt(at++));
        }
        return at + 1;
    }

    private static int unquotedEnd(String csv, int from, StringBuilder value) {
        int at = from;
        while (at < csv.length() && csv.charAt(at) != ',' && csv.charAt(at) != '\n') {
            value.append(csv.charAt(at++));
        }
        return at;
    }

    private static Datum datum(@Nullable String value) {
        return Datum.builder().varCharValue(value).build();
    }
}
