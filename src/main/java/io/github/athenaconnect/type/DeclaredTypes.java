package io.github.athenaconnect.type;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The types of columns with parts, as a user declares them: the configuration key {@code nested.types}.
 *
 * @param byColumn types with parts, by the names of their columns as they were written
 */
public record DeclaredTypes(Map<String, ValueType> byColumn) {
    /** No declaration at all. */
    public static final DeclaredTypes NONE = new DeclaredTypes(Map.of());

    /** The key that declares them, as it is written behind a query's name. */
    public static final String KEY = "nested.types";

    static final String EXAMPLE = "\"tags array(varchar); address row(street varchar, zip integer)\"";

    public DeclaredTypes {
        byColumn = Collections.unmodifiableMap(new LinkedHashMap<>(byColumn));
    }

    /**
     * Reads declarations, separated by semicolons or commas, each a name and a type.
     *
     * @throws IllegalArgumentException with a message that goes on behind the key's name, and tells the place
     */
    public static DeclaredTypes parse(String text) {
        DeclarationText declarations = new DeclarationText(text);
        DeclaredTypeReader types = new DeclaredTypeReader(declarations);
        Map<String, ValueType> byColumn = new LinkedHashMap<>();
        do {
            DeclarationToken begin = declarations.next();
            String column = declarations.name("the name of a column");
            declarations.skip(":");
            if (byColumn.put(column, nested(types, declarations.next())) != null) {
                throw DeclarationText.mismatch(begin, "a column that has no type yet");
            }
        } while ((declarations.skip(";") || declarations.skip(","))
                && !declarations.next().isEnd());
        if (!declarations.next().isEnd()) {
            throw declarations.mismatch("\";\" and another column, or the end");
        }
        return new DeclaredTypes(byColumn);
    }

    private static ValueType nested(DeclaredTypeReader types, DeclarationToken begin) {
        ValueType type = types.read(0);
        if (type instanceof ValueType.Scalar) {
            throw DeclarationText.mismatch(begin, "array, map or row");
        }
        return type;
    }

    /**
     * The types of these columns, where they are declared. A column is found as key columns are: by its name to the letter,
     * or in any casing if there is only one.
     *
     * @throws UnusableColumnsException if a column that is declared is not there, or is there twice or under two of the names
     */
    List<Optional<ValueType>> of(List<String> columns) {
        List<Optional<ValueType>> types = new ArrayList<>(Collections.nCopies(columns.size(), Optional.empty()));
        byColumn.forEach((name, type) -> {
            int index = find(columns, name);
            if (types.set(index, Optional.of(type)).isPresent()) {
                throw new UnusableColumnsException(
                        KEY,
                        KEY + " declares column \"" + columns.get(index) + "\" of the result more than once, as " + "\""
                                + name + "\" too: declare every column once");
            }
        });
        return types;
    }

    /** Those for columns that are there. */
    DeclaredTypes only(List<String> columns) {
        Map<String, ValueType> found = new LinkedHashMap<>(byColumn);
        found.keySet().removeIf(name -> ColumnLookup.find(columns, name).isEmpty());
        return new DeclaredTypes(found);
    }

    private static int find(List<String> columns, String name) {
        if (ColumnLookup.isAmbiguous(columns, name)) {
            throw new UnusableColumnsException(
                    KEY,
                    KEY + " declares the column \"" + name + "\", which several columns of the result are called: "
                            + String.join(", ", columns) + ": rename all but one in the SQL, with AS");
        }
        OptionalInt found = ColumnLookup.find(columns, name);
        return found.orElseThrow(() -> new UnusableColumnsException(
                KEY,
                KEY + " declares the column \"" + name + "\", but the columns of the result are "
                        + String.join(", ", columns) + ": correct " + KEY
                        + ", or add the column to the statement"));
    }
}
