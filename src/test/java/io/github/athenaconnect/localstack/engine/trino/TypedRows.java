package io.github.athenaconnect.localstack.engine.trino;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.athenaconnect.localstack.engine.EngineFailure;
import java.util.ArrayList;
import java.util.List;

/**
 * A small result as Trino's client protocol has it.
 *
 * @param types of the columns, in order
 * @param rows each an array of as many values; a number or a text, a varbinary in Base64, an array or a row as an array, a
 *     map as an object
 */
public record TypedRows(List<TypeSignature> types, List<JsonNode> rows) {
    public TypedRows {
        types = List.copyOf(types);
        rows = List.copyOf(rows);
    }

    /** Reads a statement to its end. */
    static TypedRows of(RunningStatement statement) throws EngineFailure {
        List<TypeSignature> types = new ArrayList<>();
        List<JsonNode> rows = new ArrayList<>();
        do {
            Answer answer = statement.answer();
            answer.rows().forEach(rows::add);
            if (types.isEmpty()) {
                answer.columns()
                        .ifPresent(columns ->
                                columns.forEach(column -> types.add(TypeSignature.of(column.path("typeSignature")))));
            }
        } while (statement.advance());
        return new TypedRows(types, rows);
    }
}
