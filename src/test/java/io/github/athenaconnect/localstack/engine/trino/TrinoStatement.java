package io.github.athenaconnect.localstack.engine.trino;

import io.github.athenaconnect.localstack.engine.SqlStatement;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One statement with the session it runs in.
 *
 * @param verb what comes before the statement, or before the EXECUTE of one with parameters: {@code EXPLAIN} or nothing
 * @param database where unqualified names are looked up; may not exist
 * @param parameters SQL literals for the {@code ?} of the statement
 * @param session settings in the form {@code name=value}, beside those every statement has
 */
record TrinoStatement(String verb, String sql, String database, List<String> parameters, List<String> session) {
    /** What makes Trino type literals as Athena does: {@code 1.5} is a double there. */
    private static final String DECIMAL_LITERALS = "parse_decimal_literals_as_double=true";

    private static final String PREPARED = "athena";

    TrinoStatement {
        parameters = List.copyOf(parameters);
        List<String> settings = new ArrayList<>(session);
        settings.add(DECIMAL_LITERALS);
        session = List.copyOf(settings);
    }

    /** A statement without parameters whose names are all qualified. */
    static TrinoStatement of(String sql) {
        return new TrinoStatement("", sql, "default", List.of(), List.of());
    }

    /** The given statement after a verb. */
    static TrinoStatement of(String verb, SqlStatement statement) {
        return new TrinoStatement(verb, statement.sql(), statement.database(), statement.parameters(), List.of());
    }

    /** The text to run: the statement, or an EXECUTE of it, since parameters are only for prepared statements. */
    String text() {
        return parameters.isEmpty()
                ? verb + sql
                : verb + "EXECUTE " + PREPARED + " USING " + String.join(", ", parameters);
    }

    /** What {@link #text} executes, in the form of the header that carries it; empty without parameters. */
    Optional<String> prepared() {
        return parameters.isEmpty()
                ? Optional.empty()
                : Optional.of(PREPARED + "=" + URLEncoder.encode(sql, StandardCharsets.UTF_8));
    }
}
