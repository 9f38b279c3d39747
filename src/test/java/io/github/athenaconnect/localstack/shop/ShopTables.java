package io.github.athenaconnect.localstack.shop;

import io.github.athenaconnect.localstack.engine.ColumnDefinition;
import io.github.athenaconnect.localstack.engine.TableDefinition;
import java.util.List;

/** The tables of the shop; together they have every common type. */
final class ShopTables {
    static final String DATABASE = "shop";

    static final TableDefinition CUSTOMERS = table(
            "customers",
            column("customer_id", "int"),
            column("name", "string"),
            column("email", "string"),
            column("vip", "boolean"),
            column("birthday", "date"),
            column("credit_score", "smallint"),
            column("discount", "float"),
            column("tags", "array<string>"),
            column("address", "struct<street:string,city:string,zip:string>"),
            column("notes", "string"));

    static final TableDefinition ORDERS = table(
            "orders",
            column("order_id", "bigint"),
            column("customer_id", "int"),
            column("status", "string"),
            column("total", "decimal(12,2)"),
            column("weight", "double"),
            column("paid", "boolean"),
            column("ordered_on", "date"),
            column("updated_at", "timestamp"),
            column("comment", "string"));

    static final TableDefinition ORDER_LINES = table(
            "order_lines",
            column("order_id", "bigint"),
            column("line_number", "tinyint"),
            column("product", "string"),
            column("quantity", "int"),
            column("unit_price", "decimal(10,2)"),
            column("options", "map<string,string>"));

    static final TableDefinition REFUNDS = table(
            "refunds",
            column("refund_id", "bigint"),
            column("order_id", "bigint"),
            column("amount", "decimal(12,2)"),
            column("reason", "string"),
            column("refunded_at", "timestamp"),
            column("receipt", "binary"));

    static final List<TableDefinition> ALL = List.of(CUSTOMERS, ORDERS, ORDER_LINES, REFUNDS);

    private ShopTables() {}

    private static TableDefinition table(String name, ColumnDefinition... columns) {
        return new TableDefinition(DATABASE, name, List.of(columns));
    }

    private static ColumnDefinition column(String name, String type) {
        return new ColumnDefinition(name, type);
    }
}
