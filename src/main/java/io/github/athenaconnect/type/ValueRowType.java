package io.github.athenaconnect.type;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;

/**
 * What the rows of a result look like whose values come typed: every decision about them is taken here, once.
 *
 * <p>A column without parts becomes what it becomes from a result in text, with the same settings.
 *
 * @param rowType the schema and the columns; their text decoders take no part
 * @param decoders one for each column of the result, in order
 */
public record ValueRowType(RowType rowType, List<ValueDecoder> decoders) {
    public ValueRowType {
        decoders = List.copyOf(decoders);
    }

    /** Of a result that has no rows, and so nothing that tells its columns. */
    public static ValueRowType unknown(TypeSettings settings) {
        Schema schema = SchemaBuilder.struct().name(settings.schemaName()).build();
        return new ValueRowType(new RowType(schema, List.of()), List.of());
    }

    /**
     * The row type of a result with these columns.
     *
     * @throws UnusableColumnsException if the columns cannot become the fields of one record
     */
    public static ValueRowType of(List<ValueType.Part> columns, TypeSettings settings) {
        TypedColumnMappings mappings = new TypedColumnMappings(columns, settings);
        SchemaBuilder row = SchemaBuilder.struct().name(settings.schemaName());
        List<ValueDecoder> decoders = new ArrayList<>(columns.size());
        for (int index = 0; index < columns.size(); index++) {
            ValueMapping mapping = mappings.map(index);
            row.field(mappings.name(index), mapping.schema());
            decoders.add(mapping.decoder());
        }
        return new ValueRowType(rowType(row.build(), columns), decoders);
    }

    /** The column as Athena would report it. */
    static AthenaColumn source(ValueType.Part column) {
        return column.type() instanceof ValueType.Scalar scalar
                ? scalar.column(column.name())
                : new AthenaColumn(column.name(), column.type().typeName(), 0, 0);
    }

    private static RowType rowType(Schema schema, List<ValueType.Part> sources) {
        List<Column> columns = new ArrayList<>(sources.size());
        for (ValueType.Part part : sources) {
            Field field = schema.fields().get(columns.size());
            columns.add(new Column(source(part), field, ValueRowType::refuseText));
        }
        return new RowType(schema, columns);
    }

    private static Object refuseText(TextValue text) {
        throw new IllegalStateException("A typed value is not decoded from text, found " + Excerpt.of(text));
    }
}
