package io.github.athenaconnect.type;

import java.util.List;
import org.apache.kafka.connect.data.Schema;

/**
 * What the rows of one result look like: the Connect schema, and which column goes where.
 *
 * @param schema a STRUCT schema whose fields are all optional; a field that no column goes to is NULL in every row
 * @param sources all columns of the result, in its order
 * @param columns those of them that go to a field, in the same order
 */
public record RowType(Schema schema, List<AthenaColumn> sources, List<Column> columns) {
    public RowType {
        sources = List.copyOf(sources);
        columns = List.copyOf(columns);
    }

    /** Of a result each column of which goes to a field. */
    public RowType(Schema schema, List<Column> columns) {
        this(schema, columns.stream().map(Column::source).toList(), columns);
    }
}
