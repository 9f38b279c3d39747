package io.github.athenaconnect.record;

import io.github.athenaconnect.type.AthenaColumn;
import io.github.athenaconnect.type.Column;
import io.github.athenaconnect.type.ColumnLookup;
import io.github.athenaconnect.type.RowType;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * Finds the columns that a key of the configuration names, by the names they have in the result: those of the record's
 * fields may be others.
 *
 * @param key as it is written behind the query's name
 */
record NamedColumns(String key, RowType rowType) {
    /** The columns of these names, in this order; each may be meant once only. */
    List<Column> findEach(List<String> names) {
        List<Column> found = names.stream().map(this::find).toList();
        if (found.stream().distinct().count() < found.size()) {
            throw new UnfitColumnException(
                    key,
                    key + " names a column of the result more than once: " + String.join(", ", names) + " stand for "
                            + found.stream()
                                    .map(column -> column.source().name())
                                    .collect(Collectors.joining(", "))
                            + ". Name every column once, in the casing of the result.");
        }
        return found;
    }

    /** The column of this name. */
    Column find(String name) {
        List<String> names =
                rowType.columns().stream().map(column -> column.source().name()).toList();
        if (ColumnLookup.isAmbiguous(names, name)) {
            throw new UnfitColumnException(
                    key,
                    key + " names '" + name + "', which several columns of the result are called: "
                            + String.join(", ", names) + ". Rename all but one in the SQL, with AS.");
        }
        OptionalInt found = ColumnLookup.find(names, name);
        if (found.isEmpty()) {
            throw new UnfitColumnException(key, key + " names '" + name + "', " + missing(name));
        }
        return rowType.columns().get(found.getAsInt());
    }

    private String missing(String name) {
        List<String> ofResult =
                rowType.sources().stream().map(AthenaColumn::name).toList();
        return ColumnLookup.find(ofResult, name).isPresent()
                ? "a column of the result that records are kept without, as schema.change says. Name another column in "
                        + key + ", or set schema.change to evolve."
                : "but the columns of the result are " + String.join(", ", ofResult) + ". Correct " + key
                        + ", or add the column to the statement.";
    }
}
