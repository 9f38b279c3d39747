package io.github.athenaconnect.localstack.shop;

import io.github.athenaconnect.localstack.catalog.Catalog;
import io.github.athenaconnect.localstack.engine.EngineFailure;
import io.github.athenaconnect.localstack.engine.TableDefinition;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The database {@code shop}: customers, orders, order_lines, refunds. The same rows at every start, with NULLs, empty
 * strings, quotes, line breaks, commas and many scripts in them. Safe for many threads.
 */
public final class Shop {
    /** How many customers there are. */
    public static final int CUSTOMERS = 40;

    /** How many orders there are at the start; their ids are 1001, 1002 and so on. */
    public static final int ORDERS = 120;

    /** How many order lines there are at the start. */
    public static final int ORDER_LINES = 240;

    /** How many refunds there are. */
    public static final int REFUNDS = 20;

    static final LocalDateTime FIRST_ORDER = LocalDateTime.of(2024, 1, 1, 8, 30, 0, 123_000_000);

    private final Catalog catalog;
    private int orders;

    private Shop(Catalog catalog) {
        this.catalog = catalog;
    }

    /** Creates the database with its tables and rows; the catalog must not have it yet. */
    public static Shop open(Catalog catalog) throws EngineFailure {
        catalog.createDatabase(ShopTables.DATABASE);
        for (TableDefinition table : ShopTables.ALL) {
            catalog.createTable(table);
        }
        Shop shop = new Shop(catalog);
        catalog.insert(
                ShopTables.CUSTOMERS,
                IntStream.rangeClosed(1, CUSTOMERS).mapToObj(ShopRows::customer).toList());
        shop.addOrders(ORDERS);
        catalog.insert(
                ShopTables.REFUNDS,
                IntStream.rangeClosed(1, REFUNDS).mapToObj(ShopRows::refund).toList());
        return shop;
    }

    /**
     * Adds orders with their lines; each has the next id, and an {@code updated_at} one day and a second after that of
     * the one before.
     */
    public synchronized void addOrders(int count) throws EngineFailure {
        List<List<String>> newOrders = new ArrayList<>();
        List<List<String>> newLines = new ArrayList<>();
        for (int number = orders + 1; number <= orders + count; number++) {
            newOrders.add(ShopRows.order(number, FIRST_ORDER.plusDays(number).plusSeconds(number)));
            newLines.addAll(ShopRows.orderLines(number));
        }
        catalog.insert(ShopTables.ORDER_LINES, newLines);
        catalog.insert(ShopTables.ORDERS, newOrders);
        orders += count;
    }

    /** How many orders there are now. */
    public synchronized int orders() {
        return orders;
    }
}
