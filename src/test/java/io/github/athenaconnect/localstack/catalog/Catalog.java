package io.github.athenaconnect.localstack.catalog;

import io.github.athenaconnect.localstack.engine.Engine;
import io.github.athenaconnect.localstack.engine.EngineFailure;
import io.github.athenaconnect.localstack.engine.TableDefinition;
import io.github.athenaconnect.localstack.s3.ObjectName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** Databases and tables: says what there is, and has the engine hold the rows. Safe for many threads. */
public final class Catalog {
    /** The bucket in which all tables have their data, as far as policies go. */
    public static final String DATA_BUCKET = "acme-lake";

    private final Engine engine;
    private final Set<TableDefinition> partitioned = ConcurrentHashMap.newKeySet();
    private final Map<String, Map<String, Table>> databases = new ConcurrentSkipListMap<>();

    /** Starts with one empty database, {@code default}. */
    public Catalog(Engine engine) throws EngineFailure {
        this.engine = engine;
        createDatabase("default");
    }

    /** Creates an empty database; one that exists already is left as it is. */
    public void createDatabase(String name) throws EngineFailure {
        engine.createDatabase(name);
        databases.putIfAbsent(name, new ConcurrentSkipListMap<>());
    }

    /** Creates an empty table in a database that exists. */
    public void createTable(TableDefinition definition) throws EngineFailure {
        engine.createTable(definition);
        databases.get(definition.database()).put(definition.name(), new Table(definition, new LongAdder()));
    }

    /** Appends rows of Athena SQL expressions, as {@link Engine#insert} takes them. */
    public void insert(TableDefinition definition, List<List<String>> rows) throws EngineFailure {
        engine.insert(definition, rows);
        LongAdder bytes =
                databases.get(definition.database()).get(definition.name()).bytes();
        rows.forEach(row -> row.forEach(value -> bytes.add(value.length())));
    }

    /** Says that queries of a table look up its partitions. */
    public void declarePartitioned(TableDefinition table) {
        partitioned.add(table);
    }

    /** Whether queries of a table look up its partitions. */
    public boolean isPartitioned(TableDefinition table) {
        return partitioned.contains(table);
    }

    /**
     * The folder in which a table has its data for whoever wants to allow or deny that; the rows are really held by the
     * engine.
     */
    public ObjectName location(TableDefinition table) {
        return new ObjectName(DATA_BUCKET, table.database() + "/" + table.name() + "/");
    }

    /** The names of all databases, sorted. */
    public List<String> databases() {
        return List.copyOf(databases.keySet());
    }

    /** Whether there is such a database. */
    public boolean hasDatabase(String name) {
        return databases.containsKey(name);
    }

    /** The tables of a database, sorted by name; none if there is no such database. */
    public List<TableDefinition> tables(String database) {
        return databases.getOrDefault(database, Map.of()).values().stream()
                .map(Table::definition)
                .toList();
    }

    /** One table. */
    public Optional<TableDefinition> table(String database, String name) {
        return Optional.ofNullable(databases.getOrDefault(database, Map.of()).get(name))
                .map(Table::definition);
    }

    /**
     * What a query would scan: the size of the tables whose names occur in it.
     *
     * @param words all words of the query, in lower case
     */
    public long bytesOf(List<String> words) {
        return databases.values().stream()
                .flatMap(tables -> tables.values().stream())
                .filter(table -> words.contains(table.definition().name()))
                .mapToLong(table -> table.bytes().sum())
                .sum();
    }

    private record Table(TableDefinition definition, LongAdder bytes) {}
}
