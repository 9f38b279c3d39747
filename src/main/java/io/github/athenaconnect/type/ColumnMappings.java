package io.github.athenaconnect.type;

import java.util.List;
import java.util.Optional;
import org.apache.kafka.connect.data.Schema;

/** Decides what the columns of one result become that come as text. */
final class ColumnMappings {
    private final List<AthenaColumn> columns;
    private final TypeSettings settings;
    private final List<String> names;
    private final List<Optional<ValueType>> declared;
    private final ValueMappings nested;

    /**
     * Begins with the names of all columns.
     *
     * @throws UnusableColumnsException if they cannot be used, or lack a column that was declared
     */
    ColumnMappings(List<AthenaColumn> columns, TypeSettings settings) {
        List<String> labels = columns.stream().map(AthenaColumn::name).toList();
        this.columns = columns;
        this.settings = settings;
        this.names = settings.fieldNames().ofColumns(labels);
        this.declared = settings.nestedTypes().of(labels);
        this.nested = ValueMappings.ofTyped(settings).ofTexts();
    }

    /**
     * What the column at {@code index} becomes; to be asked for one after the other, as names are given in that order.
     *
     * @throws UnusableColumnsException if it cannot become anything
     */
    FieldMapping map(int index) {
        return declared.get(index).map(type -> nested(index, type)).orElseGet(() -> plain(index));
    }

    private FieldMapping nested(int index, ValueType type) {
        String name = names.get(index);
        ValueMapping mapping = nested.mapField(name, type);
        return new FieldMapping(name, mapping.schema(), DeclaredColumn.of(columns.get(index), type, mapping.decoder()));
    }

    private FieldMapping plain(int index) {
        AthenaColumn column = columns.get(index);
        ColumnMapping mapping = AthenaType.map(column, settings);
        Schema schema = settings.athenaTypes()
                .addTo(mapping.schema().optional(), TypeText.of(column))
                .build();
        return new FieldMapping(names.get(index), schema, mapping.decoder());
    }
}
