package io.github.athenaconnect.type;

import java.util.List;
import org.apache.kafka.connect.data.Schema;

/**
 * What the rows of one result look like: the Connect schema and, in the result's order, the columns.
 *
 * @param schema a STRUCT schema whose fields are all optional, in the order of the columns
 */
public record RowType(Schema schema, List<Column> columns) {
    public RowType {
        columns = List.copyOf(columns);
    }
}
