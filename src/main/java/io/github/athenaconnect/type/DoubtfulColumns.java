package io.github.athenaconnect.type;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Columns with parts that were declared, and whose text will hardly ever have one reading only: in an array or a map with text
 * in it, two elements always look like one as well.
 */
public final class DoubtfulColumns {
    private DoubtfulColumns() {}

    /** One sentence's part for each, which names the column and what to write; nothing about columns of JSON. */
    public static List<String> of(List<AthenaColumn> columns, TypeSettings settings) {
        List<Optional<ValueType>> types = settings.nestedTypes()
                .of(columns.stream().map(AthenaColumn::name).toList());
        List<String> doubts = new ArrayList<>();
        for (int index = 0; index < columns.size(); index++) {
            AthenaColumn column = columns.get(index);
            types.get(index)
                    .filter(type -> column.plainTypeName().equals(type.typeName()))
                    .filter(DoubtfulColumns::isDoubtful)
                    .ifPresent(type -> doubts.add("\"" + column.name() + "\" of type " + TypeText.of(type) + ": "
                            + DeclaredColumn.remedy(column.name())));
        }
        return doubts;
    }

    private static boolean isDoubtful(ValueType type) {
        return type instanceof ValueType.RowOf row
                ? row.parts().stream().anyMatch(part -> isDoubtful(part.type()))
                : !(type instanceof ValueType.Scalar) && hasText(type);
    }

    private static boolean hasText(ValueType type) {
        if (type instanceof ValueType.ArrayOf array) {
            return hasText(array.element());
        }
        if (type instanceof ValueType.MapOf map) {
            return hasText(map.key()) || hasText(map.value());
        }
        return type instanceof ValueType.RowOf row
                ? row.parts().stream().anyMatch(part -> hasText(part.type()))
                : ClosedTypes.check((ValueType.Scalar) type).isEmpty();
    }
}
