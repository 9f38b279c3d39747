package io.github.athenaconnect.localstack.engine;

import java.util.List;

/**
 * One statement in Athena SQL, without a trailing semicolon.
 *
 * @param database where unqualified table names are looked up; may not exist
 * @param parameters SQL literals for the {@code ?} of the statement, in order
 */
public record SqlStatement(String sql, String database, List<String> parameters) {
    public SqlStatement {
        parameters = List.copyOf(parameters);
    }
}
