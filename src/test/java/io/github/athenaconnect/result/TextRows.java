package io.github.athenaconnect.result;

import io.github.athenaconnect.type.AthenaColumn;
import io.github.athenaconnect.type.Column;
import io.github.athenaconnect.type.RowType;
import io.github.athenaconnect.type.TextDecoder;
import io.github.athenaconnect.type.TextValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

/** Rows whose columns are all text, so that a test sees what stood in the result. */
final class TextRows {
    private TextRows() {}

    static RowType type(String... names) {
        return type(TextValue::toString, names);
    }

    static RowType type(TextDecoder decoder, String... names) {
        SchemaBuilder builder = SchemaBuilder.struct();
        for (int index = 0; index < names.length; index++) {
            builder.field("field" + index, Schema.OPTIONAL_STRING_SCHEMA);
        }
        Schema schema = builder.build();
        List<Column> columns = new ArrayList<>();
        for (Field field : schema.fields()) {
            AthenaColumn source = new AthenaColumn(names[field.index()], "varchar", 0, 0);
            columns.add(new Column(source, field, decoder));
        }
        return new RowType(schema, columns);
    }

    /** The values of one row, {@code null} for NULL. */
    static List<String> values(Struct row) {
        String[] values = new String[row.schema().fields().size()];
        Arrays.setAll(values, index -> (String) row.get(row.schema().fields().get(index)));
        return Arrays.asList(values);
    }

    /** All rows that {@code reader} still has. */
    static List<List<String>> remaining(ResultReader reader) {
        List<List<String>> rows = new ArrayList<>();
        while (!reader.atEnd()) {
            rows.add(values(reader.next()));
        }
        return rows;
    }
}
