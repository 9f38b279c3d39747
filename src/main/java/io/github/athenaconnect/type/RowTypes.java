package io.github.athenaconnect.type;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;

/** Makes the {@link RowType} of a result: every decision about its columns is taken here, once, and none per row. */
public final class RowTypes {
    /**
     * Far more columns than Athena's engine can plan a statement of; what is made for each, some hundred bytes, is not
     * counted anywhere else.
     */
    public static final int MOST_COLUMNS = 10_000;

    private RowTypes() {}

    /**
     * The row type of a result with these columns.
     *
     * @throws UnusableColumnsException if the columns cannot become the fields of one record
     */
    public static RowType of(List<AthenaColumn> columns, TypeSettings settings) {
        ColumnMappings mappings = new ColumnMappings(columns, settings);
        SchemaBuilder row = SchemaBuilder.struct().name(settings.schemaName());
        List<TextDecoder> decoders = new ArrayList<>(columns.size());
        for (int index = 0; index < columns.size(); index++) {
            FieldMapping field = mappings.map(index);
            row.field(field.name(), field.schema());
            decoders.add(field.decoder());
        }
        return rowType(row.build(), columns, decoders);
    }

    /** The row type of a result that has neither columns nor rows. */
    public static RowType withoutColumns(TypeSettings settings) {
        return new RowType(SchemaBuilder.struct().name(settings.schemaName()).build(), List.of());
    }

    private static RowType rowType(Schema schema, List<AthenaColumn> sources, List<TextDecoder> decoders) {
        List<Column> columns = new ArrayList<>(sources.size());
        for (int index = 0; index < sources.size(); index++) {
            columns.add(new Column(sources.get(index), schema.fields().get(index), decoders.get(index)));
        }
        return new RowType(schema, columns);
    }
}
