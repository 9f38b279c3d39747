package io.github.athenaconnect.localstack.engine.trino;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.athenaconnect.localstack.engine.Cancellation;
import io.github.athenaconnect.localstack.engine.EngineFailure;
import io.github.athenaconnect.localstack.engine.EngineRows;
import io.github.athenaconnect.localstack.engine.ResultColumn;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of a query, one answer of Trino's at a time. */
final class TrinoRows implements EngineRows {
    private final RunningStatement statement;
    private final List<ResultColumn> columns = new ArrayList<>();
    private final List<TextForm> forms = new ArrayList<>();
    private Iterator<JsonNode> rows;

    private TrinoRows(RunningStatement statement) {
        this.statement = statement;
        this.rows = statement.answer().rows().iterator();
    }

    /** Starts the query and waits until its columns are known. */
    static TrinoRows of(StatementClient client, TrinoStatement query, Cancellation cancellation) throws EngineFailure {
        RunningStatement statement = RunningStatement.start(client, query, cancellation);
        while (statement.answer().columns().isEmpty() && statement.advance()) {
            // Queued, planned, then running: the answers until then say nothing.
        }
        TrinoRows rows = new TrinoRows(statement);
        statement.answer().columns().ifPresent(columns -> columns.forEach(rows::add));
        return rows;
    }

    @Override
    public List<ResultColumn> columns() {
        return List.copyOf(columns);
    }

    @Override
    public Optional<List<@Nullable String>> next() throws EngineFailure {
        while (!rows.hasNext()) {
            if (!statement.advance()) {
                return Optional.empty();
            }
            rows = statement.answer().rows().iterator();
        }
        return Optional.of(textOf(rows.next()));
    }

    @Override
    public void close() {
        statement.cancel();
    }

    private void add(JsonNode column) {
        TypeSignature type = TypeSignature.of(column.path("typeSignature"));
        columns.add(AthenaColumnType.column(column.path("name").asText(), type));
        forms.add(TextForm.of(type));
    }

    private List<@Nullable String> textOf(JsonNode row) {
        List<@Nullable String> values = new ArrayList<>(forms.size());
        for (int i = 0; i < forms.size(); i++) {
            JsonNode value = row.get(i);
            values.add(value.isNull() ? null : forms.get(i).of(value));
        }
        return Collections.unmodifiableList(values);
    }
}
