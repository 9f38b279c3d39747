package io.github.athenaconnect.type;

import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Types as Athena's SQL writes them, such as {@code array(row(a integer))}.
 *
 * <p>A type has one text, however its result is read: of two names the one of SQL, and neither the length of a text nor the
 * precision of a time, which the files of an UNLOAD do not keep.
 */
final class TypeText {
    /** Names by which reports and tables call a type of another name in SQL. */
    private static final Map<String, String> NAMES_IN_SQL =
            Map.of("int", "integer", "float", "real", "string", "varchar", "binary", "varbinary", "struct", "row");

    private static final Pattern PLAIN_NAME = Pattern.compile("[a-z_][a-z0-9_]*");

    private TypeText() {}

    /** The name in SQL of a type that may have been called otherwise. */
    static String nameInSql(String typeName) {
        return NAMES_IN_SQL.getOrDefault(typeName, typeName);
    }

    /** The type of a column; of one with parts only its name, which is all that Athena reports. */
    static String of(AthenaColumn column) {
        return scalar(nameInSql(column.plainTypeName()), column.precision(), column.scale());
    }

    static String of(ValueType type) {
        if (type instanceof ValueType.ArrayOf array) {
            return "array(" + of(array.element()) + ")";
        }
        if (type instanceof ValueType.MapOf map) {
            return "map(" + of(map.key()) + ", " + of(map.value()) + ")";
        }
        if (type instanceof ValueType.RowOf row) {
            return row.parts().stream()
                    .map(part -> name(part.name()) + " " + of(part.type()))
                    .collect(Collectors.joining(", ", "row(", ")"));
        }
        ValueType.Scalar scalar = (ValueType.Scalar) type;
        return scalar(scalar.typeName(), scalar.precision(), scalar.scale());
    }

    private static String scalar(String name, int precision, int scale) {
        return name.equals("decimal") ? "decimal(" + precision + "," + scale + ")" : name;
    }

    /** A name, in double quotes unless it is plain. */
    static String name(String name) {
        return PLAIN_NAME.matcher(name).matches() ? name : '"' + name.replace("\"", "\"\"") + '"';
    }
}
