package io.github.athenaconnect.type;

import io.github.athenaconnect.type.ValueType.Part;
import io.github.athenaconnect.type.ValueType.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The columns of a result as far as another result is compared with it: names in their order, and types down to the parts
 * that are known. Immutable.
 *
 * @param columns named as Athena named them; names may be missing or there twice where {@code field.names} allows that
 */
public record KnownColumns(List<Part> columns) {
    /** A type to come may be called anything, and its name must be readable again. */
    private static final Pattern NO_WORD = Pattern.compile("[^a-z0-9_]+");

    public KnownColumns {
        columns = List.copyOf(columns);
    }

    /** Those that Athena reports, which does not tell the parts of nested ones. */
    public static KnownColumns reported(List<AthenaColumn> columns) {
        return new KnownColumns(columns.stream()
                .map(column -> new Part(column.name(), reported(column)))
                .toList());
    }

    private static ValueType reported(AthenaColumn column) {
        String name = TypeText.nameInSql(
                NO_WORD.matcher(column.plainTypeName()).replaceAll(" ").strip());
        if (name.isEmpty()) {
            return Scalar.of("unknown");
        }
        return name.equals("decimal") ? new Scalar(name, column.precision(), column.scale()) : Scalar.of(name);
    }

    /**
     * Reads what {@link #toString} wrote, or a user: {@code order_id bigint, total decimal(10,2), tags array(varchar)}.
     *
     * @throws IllegalArgumentException if it is not that, in words that go on after what was to be read
     */
    public static KnownColumns parse(String text) {
        TypeReader reader = new TypeReader(text);
        List<Part> columns = reader.parts();
        reader.requireEnd();
        return new KnownColumns(columns);
    }

    /** How {@code found} differs from these. */
    public ColumnChanges changesTo(KnownColumns found) {
        return ColumnChanges.between(columns, found.columns);
    }

    /** These, with the parts of their types that only {@code found} tells. */
    public KnownColumns refinedBy(KnownColumns found) {
        List<Part> refined = new ArrayList<>(columns);
        for (ColumnPairs.Pair pair : ColumnPairs.of(columns, found.columns).joined()) {
            Part column = columns.get(pair.known());
            ValueType other = found.columns.get(pair.found()).type();
            if (TypeComparison.isSame(column.type(), other)) {
                refined.set(pair.known(), new Part(column.name(), TypeComparison.finer(column.type(), other)));
            }
        }
        return new KnownColumns(refined);
    }

    /** Names and types, to be stored and to be read by people. */
    @Override
    public String toString() {
        return columns.stream()
                .map(column -> TypeText.name(column.name()) + " " + TypeText.of(column.type()))
                .collect(Collectors.joining(", "));
    }
}
