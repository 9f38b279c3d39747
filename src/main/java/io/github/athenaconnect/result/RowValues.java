package io.github.athenaconnect.result;

import io.github.athenaconnect.query.StatementKind;
import io.github.athenaconnect.result.UnreadableResultException.Reason;
import io.github.athenaconnect.type.TextValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.athena.model.Datum;

/**
 * Takes the values out of a row of GetQueryResults: NULL is a datum without a value.
 *
 * <p>A row of a SHOW or DESCRIBE may be one datum that holds all values, separated by tabs; values of these are padded
 * with blanks (seen by uber/athenadriver). The padding goes; blanks in front of a value stay, since SHOW CREATE TABLE
 * indents by them. Where such a line has fewer values than there are columns, nothing was said: NULL.
 */
final class RowValues {
    private final StatementKind kind;
    private final int columns;

    RowValues(StatementKind kind, int columns) {
        this.kind = kind;
        this.columns = columns;
    }

    /** The texts of a row, one a column. */
    List<Optional<TextValue>> of(List<Datum> row) {
        List<Optional<String>> texts = row.stream()
                .map(datum -> Optional.ofNullable(datum.varCharValue()))
                .toList();
        List<Optional<String>> values = kind == StatementKind.TEXT ? ofText(texts) : texts;
        if (values.size() != columns) {
            throw new UnreadableResultException(
                    Reason.MALFORMED,
                    "Athena handed out a row of " + values.size() + " values, expected one for each of " + columns
                            + " columns; run the query again.");
        }
        return values.stream().map(value -> value.map(TextValue::of)).toList();
    }

    private List<Optional<String>> ofText(List<Optional<String>> texts) {
        List<Optional<String>> values = new ArrayList<>(texts.size() == 1 ? separated(texts.get(0)) : texts);
        while (values.size() < columns) {
            values.add(Optional.empty());
        }
        return values.stream().map(value -> value.map(String::stripTrailing)).toList();
    }

    private List<Optional<String>> separated(Optional<String> line) {
        return line.stream()
                .flatMap(text -> Stream.of(text.split("\t", columns)))
                .map(Optional::of)
                .toList();
    }
}
