package io.github.athenaconnect.localstack.engine.trino;

import io.github.athenaconnect.localstack.engine.SqlStatement;
import java.util.ArrayList;
import java.util.List;

/**
 * One statement with the session it runs in.
 *
 * @param database where unqualified names are looked up; may not exist
 * @param parameters SQL literals for the {@code ?} of the statement
 * @param session settings in the form {@code name=value}, beside those every statement has
 */
record TrinoStatement(String sql, String database, List<String> parameters, List<String> session) {
    /** What makes Trino type literals as Athena does: {@code 1.5} is a double there. */
    private static final String DECIMAL_LITERALS = "parse_decimal_literals_as_double=true";

    TrinoStatement {
        parameters = List.copyOf(parameters);
        List<String> settings = new ArrayList<>(session);
        settings.add(DECIMAL_LITERALS);
        session = List.copyOf(settings);
    }

    /** A statement without parameters whose names are all qualified. */
    static TrinoStatement of(String sql) {
        return new TrinoStatement(sql, "default", List.of(), List.of());
    }

    /** A statement around the given one, in its session: {@code before}, its SQL, nothing behind. */
    static TrinoStatement around(String before, SqlStatement statement, List<String> session) {
        return new TrinoStatement(before + statement.sql(), statement.database(), statement.parameters(), session);
    }
}
