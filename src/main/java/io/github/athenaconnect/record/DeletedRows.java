package io.github.athenaconnect.record;

import io.github.athenaconnect.type.Column;
import io.github.athenaconnect.type.RowType;
import java.util.function.Predicate;
import org.apache.kafka.connect.data.Struct;

/** Tells the rows of a result that are to delete what has their key; decided once per result. */
final class DeletedRows {
    private static final String KEY = "delete.column";

    private DeletedRows() {}

    /**
     * Whether the column of this name is true; NULL is not.
     *
     * <p>Only a boolean will do: what other types say, such as 'N', 'false' or 0, would be a guess, and a row deleted by
     * mistake is lost to whoever reads the topic.
     *
     * @throws UnfitColumnException if there is no such column, or of another type
     */
    static Predicate<Struct> of(String name, RowType rowType) {
        Column column = new NamedColumns(KEY, rowType).find(name);
        if (!column.source().plainTypeName().equals("boolean")) {
            throw new UnfitColumnException(
                    KEY,
                    KEY + " names '" + column.source().name() + "', a column of type "
                            + column.source().typeName()
                            + "; expected a boolean. Say in the SQL when a row is deleted, such as ("
                            + SqlName.of(column.source().name()) + " = 'D') AS deleted, and name that.");
        }
        return row -> Boolean.TRUE.equals(row.get(column.field()));
    }
}
