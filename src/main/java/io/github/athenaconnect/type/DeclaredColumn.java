package io.github.athenaconnect.type;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decodes the texts of a column whose parts were declared. */
record DeclaredColumn(NestedSyntax syntax, ValueDecoder decoder) implements TextDecoder {
    private static final String REMEDY = "correct " + DeclaredTypes.KEY + ", or select something else";
    private static final Set<String> WITH_PARTS = Set.of("array", "map", "row");
    private static final Set<String> WITH_JSON = Set.of("json", "varchar", "char");

    /**
     * The decoder of a column.
     *
     * @param declared the type of its values
     * @param decoder of the values, whose parts come as {@link TextValue}s
     * @throws UnusableColumnsException if what Athena reports the column to be is neither of the declared kind nor JSON
     */
    static DeclaredColumn of(AthenaColumn column, ValueType declared, ValueDecoder decoder) {
        String reported = TypeText.nameInSql(column.plainTypeName());
        if (WITH_JSON.contains(reported)) {
            return new DeclaredColumn(new JsonSyntax(declared), decoder);
        }
        requireKind(column.name(), reported, declared);
        return new DeclaredColumn(new AthenaSyntax(declared, remedy(column.name())), decoder);
    }

    /** Whether the texts of the column, by what Athena reports it to be, can be values of the declared type. */
    static boolean canBe(ValueType declared, AthenaColumn column) {
        String reported = TypeText.nameInSql(column.plainTypeName());
        return WITH_JSON.contains(reported) || reported.equals(declared.typeName());
    }

    /** What to do about a text that can be read in several ways. */
    static String remedy(String column) {
        String name = '"' + column.replace("\"", "\"\"") + '"';
        return "Athena does not quote what is inside, so select CAST(" + name + " AS JSON) AS " + name
                + ", or set result.format=unload";
    }

    /** Refuses a column that is reported to be of another kind than was declared. */
    static void requireKind(String column, String reported, ValueType declared) {
        if (reported.equals(declared.typeName())) {
            return;
        }
        throw new UnusableColumnsException(
                DeclaredTypes.KEY,
                DeclaredTypes.KEY + " declares column \"" + column + "\" as " + TypeText.of(declared)
                        + ", but Athena reports it as " + reported + ": "
                        + (WITH_PARTS.contains(reported)
                                ? "declare it as " + reported + "(...)"
                                : "remove it from " + DeclaredTypes.KEY
                                        + ", which is for columns of type array, map or row, and for JSON"));
    }

    @Override
    public @Nullable Object decode(TextValue text) {
        try {
            Object value = syntax.read(text);
            return value == null ? null : decoder.decode(value);
        } catch (UndecodableTextException refused) {
            throw refused.advising(REMEDY);
        }
    }
}
