package io.github.athenaconnect.watermark;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The highest values of the watermark columns, compared column by column. Immutable. */
public final class Watermark {
    private static final String PLACEHOLDER = "watermark";

    private final List<String> columns;
    private final List<WatermarkValue> values;

    Watermark(List<String> columns, List<WatermarkValue> values) {
        if (columns.isEmpty() || columns.size() != values.size()) {
            throw new IllegalArgumentException("A watermark has a value for each column, found columns " + columns
                    + " and " + values.size() + " values");
        }
        this.columns = List.copyOf(columns);
        this.values = List.copyOf(values);
    }

    /**
     * Reads what {@link #toString} wrote, or a user: {@code updated_at = TIMESTAMP '2026-01-01 00:00:00', id = BIGINT
     * '7'}.
     *
     * @throws IllegalArgumentException if it is not that, in words that go on after what was to be read
     */
    public static Watermark parse(String text) {
        LiteralReader reader = new LiteralReader(text);
        List<String> columns = new ArrayList<>();
        List<WatermarkValue> values = new ArrayList<>();
        do {
            columns.add(reader.column());
            if (!reader.skip('=')) {
                throw reader.expected("a =");
            }
            values.add(reader.literal());
        } while (reader.skip(','));
        if (!reader.atEnd()) {
            throw reader.expected("a comma or nothing more");
        }
        if (new HashSet<>(columns).size() < columns.size()) {
            throw new IllegalArgumentException("must name every column once, found " + String.join(", ", columns));
        }
        return new Watermark(columns, values);
    }

    /** The columns, in the order in which they count. */
    public List<String> columns() {
        return columns;
    }

    /** The name of the placeholder that stands for a column's value. */
    public static String placeholder(String column) {
        return PLACEHOLDER + "." + column;
    }

    /** The name of the placeholder that stands for the value where there is one column. */
    public static String placeholder() {
        return PLACEHOLDER;
    }

    /** The SQL literals of the placeholders: {@code watermark.<column>}, and {@code watermark} if there is one column. */
    public Map<String, String> literals() {
        Map<String, String> literals = new HashMap<>();
        for (int index = 0; index < columns.size(); index++) {
            literals.put(placeholder(columns.get(index)), values.get(index).literal());
        }
        if (columns.size() == 1) {
            literals.put(PLACEHOLDER, values.get(0).literal());
        }
        return Map.copyOf(literals);
    }

    /**
     * The same without the margin that is to be read again below the leading column.
     *
     * @throws UnusableWatermarkException if its type has no such margin
     */
    public Watermark minus(Lookback lookback) {
        problemWith(lookback).ifPresent(problem -> {
            throw new UnusableWatermarkException("watermark.lookback " + problem + ".");
        });
        List<WatermarkValue> less = new ArrayList<>(values);
        less.set(0, lookback.from(values.get(0)));
        return new Watermark(columns, less);
    }

    /** Why there is no such margin below this, in words that go on after the key's name; empty if there is one. */
    public Optional<String> problemWith(Lookback lookback) {
        return lookback.problemWith(columns.get(0), values.get(0));
    }

    /** The later of both; {@code other} where their types cannot be compared, as it is the newer one. */
    public Watermark orLater(Watermark other) {
        OptionalInt order = columns.equals(other.columns) ? compare(values, other.values) : OptionalInt.empty();
        return order.isPresent() && order.getAsInt() >= 0 ? this : other;
    }

    /** How the two tuples are ordered; empty if Athena could not compare them. */
    static OptionalInt compare(List<WatermarkValue> ones, List<WatermarkValue> others) {
        boolean comparable = IntStream.range(0, ones.size())
                .allMatch(index -> ones.get(index).isComparableWith(others.get(index)));
        if (!comparable) {
            return OptionalInt.empty();
        }
        for (int index = 0; index < ones.size(); index++) {
            int order = ones.get(index).compareWith(others.get(index));
            if (order != 0) {
                return OptionalInt.of(order);
            }
        }
        return OptionalInt.of(0);
    }

    List<WatermarkValue> values() {
        return values;
    }

    /** The values as typed literals by column, to be stored and to be read by people. */
    @Override
    public String toString() {
        return IntStream.range(0, columns.size())
                .mapToObj(index -> LiteralReader.quoted(columns.get(index)) + " = "
                        + values.get(index).literal())
                .collect(Collectors.joining(", "));
    }

    /** Whether it is written the same. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Watermark watermark && watermark.toString().equals(toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }
}
