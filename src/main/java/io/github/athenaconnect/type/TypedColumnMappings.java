package io.github.athenaconnect.type;

import java.util.List;
import java.util.Optional;

/**
 * Decides what the columns of one result become whose values come typed.
 *
 * <p>What was declared of a column with parts is not needed, as the result tells its own; of a text it says that the text is
 * JSON, as it does where the whole result is text.
 */
final class TypedColumnMappings {
    private final List<ValueType.Part> columns;
    private final List<String> names;
    private final List<Optional<ValueType>> declared;
    private final ValueMappings typed;

    /**
     * Begins with the names of all columns.
     *
     * @throws UnusableColumnsException if they cannot be used, or lack a column that was declared
     */
    TypedColumnMappings(List<ValueType.Part> columns, TypeSettings settings) {
        List<String> labels = columns.stream().map(ValueType.Part::name).toList();
        this.columns = columns;
        this.names = settings.fieldNames().ofColumns(labels);
        this.declared = settings.nestedTypes().of(labels);
        this.typed = ValueMappings.ofTyped(settings);
    }

    /** The name of the field that the column at {@code index} becomes. */
    String name(int index) {
        return names.get(index);
    }

    /**
     * What the column at {@code index} becomes; to be asked for one after the other, as names are given in that order.
     *
     * @throws UnusableColumnsException if it cannot become anything
     */
    ValueMapping map(int index) {
        ValueType.Part column = columns.get(index);
        return declared.get(index)
                .map(type -> declared(index, column, type))
                .orElseGet(() -> typed(index, column.type()));
    }

    private ValueMapping declared(int index, ValueType.Part column, ValueType type) {
        if (!(column.type() instanceof ValueType.Scalar)) {
            DeclaredColumn.requireKind(column.name(), column.type().typeName(), type);
            return typed(index, column.type());
        }
        ValueMapping mapping = typed.ofTexts().mapField(name(index), type);
        DeclaredColumn decoder = DeclaredColumn.of(ValueRowType.source(column), type, mapping.decoder());
        return new ValueMapping(
                mapping.schema(), ScalarValueDecoder.of(column.type().typeName(), decoder));
    }

    private ValueMapping typed(int index, ValueType type) {
        return typed.mapField(name(index), type);
    }
}
