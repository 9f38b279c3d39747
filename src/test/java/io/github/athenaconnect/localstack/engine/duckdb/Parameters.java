package io.github.athenaconnect.localstack.engine.duckdb;

import io.github.athenaconnect.localstack.engine.EngineFailure;
import io.github.athenaconnect.localstack.engine.ErrorName;
import io.github.athenaconnect.localstack.engine.SqlStatement;
import io.github.athenaconnect.localstack.sql.Tokens;
import java.util.Iterator;

/** Puts execution parameters where the question marks of a statement are. */
final class Parameters {
    private Parameters() {}

    /** The SQL with its parameters in it; they are literals, so it means the same. */
    static String bind(SqlStatement statement) throws EngineFailure {
        long marks = Tokens.of(statement.sql()).stream()
                .filter(token -> token.is("?"))
                .count();
        if (marks != statement.parameters().size()) {
            throw new EngineFailure(
                    ErrorName.INVALID_PARAMETER_USAGE,
                    "line 1:1: Incorrect number of parameters: expected " + marks + " but found "
                            + statement.parameters().size());
        }
        StringBuilder sql = new StringBuilder();
        Iterator<String> parameters = statement.parameters().iterator();
        Tokens.of(statement.sql()).forEach(token -> sql.append(token.is("?") ? parameters.next() : token.text()));
        return sql.toString();
    }
}
