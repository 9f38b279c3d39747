package io.github.athenaconnect.type;

import io.github.athenaconnect.type.ValueType.Part;
import java.util.List;
import java.util.Optional;

/**
 * What decides how rows look, other than the result they are of.
 *
 * @param types how types are mapped
 * @param kept the columns that rows have whatever columns their result has; absent where rows have those of their result
 */
public record RowShape(TypeSettings types, Optional<KnownColumns> kept) {
    /** Rows that have the columns of their result. */
    public static RowShape asFound(TypeSettings types) {
        return new RowShape(types, Optional.empty());
    }

    /**
     * The row type of a result with these columns.
     *
     * @throws UnusableColumnsException if they cannot become the fields of one record
     */
    public RowType of(List<AthenaColumn> found) {
        return kept.map(columns -> KeptColumns.of(columns, KnownColumns.reported(found)))
                .filter(columns -> !columns.areAsFound())
                .map(columns -> columns.rowType(found, types))
                .orElseGet(() -> RowTypes.of(
                        found, forFound(found.stream().map(AthenaColumn::name).toList())));
    }

    /** The same of a result whose values come typed; one that tells no columns has no rows either. */
    public ValueRowType ofValues(List<Part> found) {
        if (found.isEmpty()) {
            return ValueRowType.unknown(types);
        }
        ValueRowType asFound =
                ValueRowType.of(found, forFound(found.stream().map(Part::name).toList()));
        return kept.map(columns -> KeptColumns.of(columns, new KnownColumns(found)))
                .filter(columns -> !columns.areAsFound())
                .map(columns -> columns.valueRowType(asFound, types))
                .orElse(asFound);
    }

    /** Where columns are kept, one that is declared may be among those that have gone. */
    private TypeSettings forFound(List<String> columns) {
        return kept.isPresent() ? types.declaringOnly(columns) : types;
    }
}
