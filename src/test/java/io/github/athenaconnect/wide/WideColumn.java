package io.github.athenaconnect.wide;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A column with its cells, the first of them in row 1.
 *
 * @param stored whether the table holds it; else the query computes it, as no table of Athena's can have its type
 */
public record WideColumn(String name, WideType type, boolean stored, List<Cell> cells) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public WideColumn {
        cells = List.copyOf(cells);
    }

    /** Whether a reader of text gives its values, and not only their texts. */
    public boolean passesText() {
        return Passage.of(type).text() == Passage.Outcome.VALUE;
    }

    private @Nullable Object comparable(@Nullable Object plain) {
        if (!(plain instanceof String text)) {
            return plain;
        }
        return switch (type.name()) {
            // UNLOAD leaves out the blanks that fill up a char, and DuckDB knows no length of one.
            case "char" -> text.replaceFirst(" +$", "");
            // Trino escapes what lies beyond the basic plane.
            case "json" -> json(text);
            default -> plain;
        };
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("No JSON: " + text, e);
        }
    }

    /** What it was written with, one value for each row. */
    public List<@Nullable Object> written() {
        return comparable(cells.stream().map(Cell::plain));
    }

    /**
     * Whether it has parts, and its JSON has all of them: the engine does not cast bytes, for which JSON has nothing, nor maps
     * whose keys are neither texts, numbers nor truths.
     */
    public boolean passesJson() {
        return Passage.of(type).text() == Passage.Outcome.TEXT
                && !type.type().matches(".*(binary|map<date|map<timestamp).*");
    }

    /** What declares the types of columns to the connector. */
    public static String declarations(List<WideColumn> columns) {
        return columns.stream()
                .map(column -> column.name + " " + column.type.sql())
                .collect(Collectors.joining("; "));
    }

    /** Its JSON, as a query selects it. */
    public String json() {
        return "CAST(" + value() + " AS JSON) AS " + name;
    }

    /** Values of it in the form in which all readers must agree. */
    public List<@Nullable Object> comparable(Stream<@Nullable Object> values) {
        List<@Nullable Object> comparable = new ArrayList<>();
        values.forEach(value -> comparable.add(comparable(value)));
        return comparable;
    }

    /** What a query selects to get it. */
    String expression() {
        if (stored) {
            return name;
        }
        return value() + " AS " + name;
    }

    /** Its value as an expression of SQL, without a name. */
    public String value() {
        if (stored) {
            return name;
        }
        String cases = IntStream.range(0, cells.size())
                .filter(row -> cells.get(row).plain() != null)
                .mapToObj(
                        row -> " WHEN " + (row + 1) + " THEN " + cells.get(row).sql())
                .collect(Collectors.joining());
        return cases.isEmpty() ? "NULL" : "CASE id" + cases + " END";
    }

    @Override
    public String toString() {
        return name;
    }
}
