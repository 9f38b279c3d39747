package io.github.athenaconnect.localstack.demo;

import io.github.athenaconnect.localstack.LocalStack;
import io.github.athenaconnect.localstack.engine.*;
import java.time.Duration;
import java.util.*;

/** Provisional. */
final class Sales {
    private final LocalStack stack;
    private final Beat beat = new Beat(Duration.ofSeconds(5));
    private int next = 1000;
    private final Map<String, TableDefinition> tables = new HashMap<>();

    Sales(LocalStack stack) {
        this.stack = stack;
        try {
            stack.catalog().createDatabase("shop");
            make("customers", "customer_id", "name", 50);
            make("orders", "order_id", "note", 1000);
            make("order_lines", "order_id", "line_number", 50);
            make("refunds", "refund_id", "note", 50);
        } catch (EngineFailure e) {
            throw new IllegalStateException(e);
        }
    }

    private void make(String name, String a, String b, int n) throws EngineFailure {
        TableDefinition t = new TableDefinition(
                "shop", name, List.of(new ColumnDefinition(a, "bigint"), new ColumnDefinition(b, "varchar")));
        stack.catalog().createTable(t);
        tables.put(name, t);
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            rows.add(List.of(String.valueOf(i), "'it''s \"" + i + "\"'"));
        }
        stack.catalog().insert(t, rows);
    }

    void step() {
        if (beat.due()) {
            try {
                stack.catalog().insert(tables.get("orders"), List.of(List.of(String.valueOf(next++), "NULL")));
            } catch (EngineFailure e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
