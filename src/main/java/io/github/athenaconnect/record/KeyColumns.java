package io.github.athenaconnect.record;

import io.github.athenaconnect.type.ColumnLookup;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;

/** Finds the key columns among the columns of a result. */
final class KeyColumns {
    private KeyColumns() {}

    static List<Field> find(Schema row, List<String> names) {
        List<Field> found = names.stream().map(name -> find(row, name)).toList();
        if (found.stream().distinct().count() < found.size()) {
            throw new UnknownKeyColumnException("key.columns names a column of the result more than once: "
                    + String.join(", ", names) + " stand for "
                    + found.stream().map(Field::name).collect(Collectors.joining(", "))
                    + ". Name every column once, in the casing of the result.");
        }
        return found;
    }

    private static Field find(Schema row, String name) {
        List<String> names = row.fields().stream().map(Field::name).toList();
        OptionalInt found = ColumnLookup.find(names, name);
        if (found.isEmpty()) {
            throw new UnknownKeyColumnException("key.columns names '" + name + "', but the columns of the result are "
                    + String.join(", ", names) + ". Correct key.columns, or add the column to the statement.");
        }
        return row.fields().get(found.getAsInt());
    }
}
