package io.github.athenaconnect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.athenaconnect.localstack.LocalStack;
import io.github.athenaconnect.localstack.engine.EngineFailure;
import io.github.athenaconnect.localstack.engine.trino.TrinoEngine;
import io.github.athenaconnect.localstack.engine.trino.TypedRows;
import io.github.athenaconnect.wide.PlainValue;
import io.github.athenaconnect.wide.WideColumn;
import java.util.HashMap;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** The rows of a query as a task delivers them, by their column {@code id}: a file has them in an order of its own. */
record WideRows(Schema schema, SortedMap<Integer, Struct> byId) {
    /** Runs the query in a task of its own, with one of {@code csv}, {@code unload} and {@code api}. */
    static WideRows read(LocalStack aws, String sql, String format, int rows) {
        return read(deployment(aws, sql).with("query.q.result.format", format), rows);
    }

    static Deployment deployment(LocalStack aws, String sql) {
        return Deployment.of("wide-" + UUID.randomUUID(), aws).query("q", sql);
    }

    static WideRows read(Deployment deployment, int rows) {
        SortedMap<Integer, Struct> byId = new TreeMap<>();
        try (InProcessWorker worker = new InProcessWorker(new HashMap<>(deployment.config()), Wiring.toAws())) {
            worker.start().pollRows(rows).forEach(record -> {
                Struct row = (Struct) record.value();
                byId.put(row.getInt32("id"), row);
            });
        }
        assertThat(byId).hasSize(rows);
        return new WideRows(byId.get(1).schema(), byId);
    }

    /** The same query's values as Trino has them, which must be the engine of this run. */
    static TypedRows askedOfTrino(LocalStack aws, String sql) {
        try {
            return ((TrinoEngine) aws.engine()).ask(sql);
        } catch (EngineFailure failure) {
            throw new AssertionError(failure);
        }
    }

    /** The schema of a column. */
    Schema schemaOf(String column) {
        return schema.field(column).schema();
    }

    /** The values of a column, one for each row, in the form in which all readers must agree. */
    List<@Nullable Object> column(WideColumn column) {
        return column.comparable(byId.values().stream().map(row -> PlainValue.of(row.get(column.name()))));
    }
}
