package io.github.athenaconnect.type;

import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Finds the column that a user means among the columns of a result. */
public final class ColumnLookup {
    private ColumnLookup() {}

    /** Whether several columns have that very name, as {@code field.names=avro} allows: which is meant would be a guess. */
    public static boolean isAmbiguous(List<String> columns, String name) {
        return Collections.frequency(columns, name) > 1;
    }

    /**
     * The index of the column of that name, the first one if there are several.
     *
     * <p>Athena's catalog is in lower case while a result's headings keep the casing of the statement, so a name that is
     * not there to the letter is found in another casing, if only one column has it.
     */
    public static OptionalInt find(List<String> columns, String name) {
        int exact = columns.indexOf(name);
        if (exact >= 0) {
            return OptionalInt.of(exact);
        }
        int[] anyCase = IntStream.range(0, columns.size())
                .filter(index -> columns.get(index).equalsIgnoreCase(name))
                .toArray();
        return anyCase.length == 1 ? OptionalInt.of(anyCase[0]) : OptionalInt.empty();
    }
}
