package io.github.athenaconnect.wide;

import io.github.athenaconnect.localstack.engine.CatalogType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Arrays, maps and rows, of anything that a table can have. */
final class Nested {
    private static final int MAXIMUM_PARTS = 4;

    private Nested() {}

    static Stream<WideType> all() {
        WideType text = Texts.text();
        WideType price = Numbers.decimal(12, 2);
        WideType address = row(Map.of("city", text, "since", Moments.date()));
        WideType bytes = Texts.bytes();
        List<WideType> withoutText = Stream.concat(
                        Numbers.all().filter(type -> !type.name().equals("decimal")), Moments.stored())
                .toList();
        return Stream.of(
                array(Numbers.real()),
                array(Moments.timestamp()),
                map(Moments.date(), array(price)),
                row(fields(withoutText)),
                row(Map.of("number", price, "text", text)),
                row(Map.of("bytes", bytes, "price", price)),
                array(bytes),
                array(text),
                array(array(price)),
                array(address),
                map(text, price),
                map(Numbers.decimal(5, 1), array(text)),
                map(text, address),
                row(fields(List.of(text, Moments.timestamp(), array(map(text, address))))),
                row(Map.of("only", row(Map.of("inner", price)))));
    }

    static WideType array(WideType element) {
        String type = "array<" + element.type() + ">";
        return nested("array", type, random -> {
            List<Cell> parts = Stream.generate(() -> element.any(random))
                    .limit(random.nextInt(MAXIMUM_PARTS))
                    .toList();
            List<@Nullable Object> plain = new ArrayList<>();
            parts.forEach(part -> plain.add(part.plain()));
            return new Cell(list(parts), plain);
        });
    }

    static WideType map(WideType key, WideType value) {
        String type = "map<" + key.type() + "," + value.type() + ">";
        return nested("map", type, random -> {
            Map<@Nullable Object, Cell> keys = new LinkedHashMap<>();
            Supplier<Cell> any = () -> key.present(random);
            Stream.generate(any).limit(random.nextInt(MAXIMUM_PARTS)).forEach(each -> keys.put(each.plain(), each));
            Map<@Nullable Object, @Nullable Object> plain = new LinkedHashMap<>();
            List<Cell> values = new ArrayList<>();
            keys.keySet().forEach(each -> {
                Cell cell = value.any(random);
                values.add(cell);
                plain.put(each, cell.plain());
            });
            return new Cell("MAP(" + list(List.copyOf(keys.values())) + ", " + list(values) + ")", plain);
        });
    }

    static WideType row(Map<String, WideType> fields) {
        List<String> names = fields.keySet().stream().sorted().toList();
        String type = names.stream()
                .map(name -> name + ":" + fields.get(name).type())
                .collect(Collectors.joining(",", "struct<", ">"));
        return nested("row", type, random -> {
            Map<String, @Nullable Object> plain = new LinkedHashMap<>();
            List<String> parts = new ArrayList<>();
            for (String name : names) {
                Cell part = fields.get(name).any(random);
                parts.add(part.sql());
                plain.put(name, part.plain());
            }
            return new Cell("ROW(" + String.join(", ", parts) + ")", plain);
        });
    }

    /** Fields that are named by their place. */
    static Map<String, WideType> fields(List<WideType> types) {
        return IntStream.range(0, types.size())
                .boxed()
                .collect(Collectors.toMap(index -> "field_" + index, types::get));
    }

    /** The values to look at are random ones too, of a seed that is always the same. */
    private static WideType nested(String name, String type, Function<Random, Cell> parts) {
        Function<Random, Cell> cast = random -> {
            Cell cell = parts.apply(random);
            String sql = CatalogType.toSql(type);
            return new Cell("CAST(" + cell.sql() + " AS " + sql + ")", cell.plain());
        };
        Random fixed = new Random(type.hashCode());
        return new WideType(
                name, type, Stream.generate(() -> cast.apply(fixed)).limit(12).toList(), cast);
    }

    private static String list(List<Cell> cells) {
        return cells.stream().map(Cell::sql).collect(Collectors.joining(", ", "ARRAY[", "]"));
    }
}
