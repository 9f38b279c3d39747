package io.github.athenaconnect.localstack.engine;

import java.util.List;

/** A table as the data catalog knows it; names are lower case, as Glue keeps them. */
public record TableDefinition(String database, String name, List<ColumnDefinition> columns) {
    public TableDefinition {
        columns = List.copyOf(columns);
    }

    /** The quoted two-part name, right for SQL of every engine. */
    public String qualifiedName() {
        return '"' + database + "\".\"" + name + '"';
    }
}
