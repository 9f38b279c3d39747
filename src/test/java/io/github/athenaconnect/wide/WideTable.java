package io.github.athenaconnect.wide;

import io.github.athenaconnect.localstack.catalog.Catalog;
import io.github.athenaconnect.localstack.engine.ColumnDefinition;
import io.github.athenaconnect.localstack.engine.EngineFailure;
import io.github.athenaconnect.localstack.engine.TableDefinition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A table of many columns, numbered by its column {@code id} from 1 on; its last row is NULL but for that. */
public record WideTable(String name, List<WideColumn> columns, int rows) {
    private static final String DATABASE = "wide";

    /** So many rows go into one statement: each of their values is an expression to plan. */
    private static final int ROWS_PER_INSERT = 4;

    public WideTable {
        columns = List.copyOf(columns);
    }

    /** A column of every type that the engine of this run has, with all values that the types know. */
    public static WideTable ofEveryType() {
        List<WideType> stored = Stream.of(Numbers.all(), Texts.stored(), Moments.stored(), Nested.all())
                .flatMap(types -> types)
                .toList();
        List<WideType> computed = Stream.of(
                        Texts.computed(),
                        Moments.computed(),
                        Stream.of(WideType.of("unknown", "unknown", List.of(Cell.NULL))))
                .flatMap(types -> types)
                .filter(RunEngine::has)
                .toList();
        int rows = 1
                + Stream.concat(stored.stream(), computed.stream())
                        .mapToInt(type -> type.cells().size())
                        .max()
                        .orElseThrow();
        List<WideColumn> columns = new ArrayList<>();
        stored.forEach(type -> columns.add(column(columns.size(), type, true, rows)));
        computed.forEach(type -> columns.add(column(columns.size(), type, false, rows)));
        return new WideTable("every_type", columns, rows);
    }

    /** Columns of random types with random values. */
    public static WideTable ofAnyTypes(String name, Random random, int columns, int rows) {
        return new WideTable(
                name,
                IntStream.range(0, columns)
                        .mapToObj(index -> {
                            WideType type = RandomTypes.any(random);
                            List<Cell> cells = Stream.generate(() -> type.any(random))
                                    .limit(rows - 1L)
                                    .toList();
                            return new WideColumn("c" + index, type, true, withNull(cells));
                        })
                        .toList(),
                rows);
    }

    /** Creates the table and puts its rows in, unless it is there. */
    public void write(Catalog catalog) throws EngineFailure {
        if (catalog.table(DATABASE, name).isPresent()) {
            return;
        }
        catalog.createDatabase(DATABASE);
        catalog.createTable(definition());
        List<List<String>> all = IntStream.range(0, rows).mapToObj(this::row).toList();
        for (int from = 0; from < rows; from += ROWS_PER_INSERT) {
            catalog.insert(definition(), all.subList(from, Math.min(rows, from + ROWS_PER_INSERT)));
        }
    }

    /** A query for these of its columns, and {@code id}. */
    public String select(Predicate<WideColumn> wanted) {
        return select(wanted, WideColumn::expression);
    }

    /** A query for something made of these of its columns, and {@code id}. */
    public String select(Predicate<WideColumn> wanted, Function<WideColumn, String> expression) {
        return columns.stream()
                .filter(wanted)
                .map(expression)
                .collect(
                        Collectors.joining(",\n  ", "SELECT id, ", "\nFROM " + DATABASE + "." + name + " ORDER BY id"));
    }

    private TableDefinition definition() {
        List<ColumnDefinition> definitions = new ArrayList<>(List.of(new ColumnDefinition("id", "int")));
        columns.stream()
                .filter(WideColumn::stored)
                .forEach(column -> definitions.add(
                        new ColumnDefinition(column.name(), column.type().type())));
        return new TableDefinition(DATABASE, name, definitions);
    }

    private List<String> row(int index) {
        return Stream.concat(
                        Stream.of(String.valueOf(index + 1)),
                        columns.stream()
                                .filter(WideColumn::stored)
                                .map(column -> column.cells().get(index).sql()))
                .toList();
    }

    /** Each column begins elsewhere in its values, so that they meet others, and NULL, than those of their own place. */
    private static WideColumn column(int place, WideType type, boolean stored, int rows) {
        List<Cell> cells = new ArrayList<>(type.cells());
        cells.addAll(Collections.nCopies(rows - 1 - cells.size(), Cell.NULL));
        Collections.rotate(cells, place);
        String name = "c_" + type.type().replaceAll("[^a-z0-9]+", "_").replaceFirst("_$", "");
        return new WideColumn(name.length() > 40 ? name.substring(0, 36) + place : name, type, stored, withNull(cells));
    }

    private static List<Cell> withNull(List<Cell> cells) {
        return Stream.concat(cells.stream(), Stream.of(Cell.NULL)).toList();
    }
}
