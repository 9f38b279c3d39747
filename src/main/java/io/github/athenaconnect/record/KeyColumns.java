package io.github.athenaconnect.record;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;

/** Finds the key columns among the columns of a result. */
final class KeyColumns {
    private KeyColumns() {}

    /** A result without rows may not tell its columns either: no key will be made of it. */
    static List<Field> find(Schema row, List<String> names) {
        if (row.fields().isEmpty()) {
            return List.of();
        }
        List<Field> found = names.stream().map(name -> find(row, name)).toList();
        if (found.stream().distinct().count() < found.size()) {
            throw new UnknownKeyColumnException("key.columns names a column of the result more than once: "
                    + String.join(", ", names) + " stand for "
                    + found.stream().map(Field::name).collect(Collectors.joining(", "))
                    + ". Name every column once, in the casing of the result.");
        }
        return found;
    }

    /**
     * Athena's catalog is in lower case while a result's headings keep the casing of the statement, so a name that is not
     * there to the letter is found in another casing, if only one column has it.
     */
    private static Field find(Schema row, String name) {
        Field exact = row.field(name);
        if (exact != null) {
            return exact;
        }
        List<Field> anyCase = row.fields().stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .toList();
        if (anyCase.size() == 1) {
            return anyCase.get(0);
        }
        throw new UnknownKeyColumnException("key.columns names '" + name + "', but the columns of the result are "
                + row.fields().stream().map(Field::name).collect(Collectors.joining(", "))
                + ". Correct key.columns, or add the column to the statement.");
    }
}
