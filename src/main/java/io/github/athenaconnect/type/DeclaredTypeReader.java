package io.github.athenaconnect.type;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads types from declarations, in the notation of SQL ({@code row(a integer)}) or in that of the catalog
 * ({@code struct<a:int>}).
 */
final class DeclaredTypeReader {
    /** Deeper than anybody needs, and far from where a stack ends. */
    static final int DEEPEST = 32;

    private static final int GREATEST_PRECISION = 38;
    private static final Set<String> NESTED = Set.of("array", "map", "row", "struct");
    private static final Set<String> WITH_LENGTH = Set.of("varchar", "char", "string", "timestamp", "time");
    private static final Set<String> BEHIND_A_TYPE = Set.of(",", ")", ">", "(", "<");

    /** What may stand behind the first word of a type, and is not its bracket. */
    private static final Map<String, Set<String>> SECOND_WORDS = Map.of(
            "timestamp", Set.of("with", "without"),
            "time", Set.of("with", "without"),
            "double", Set.of("precision"),
            "interval", Set.of("day", "year"));

    private final DeclarationText text;

    DeclaredTypeReader(DeclarationText text) {
        this.text = text;
    }

    /**
     * The type that comes next.
     *
     * @param depth number of types it is a part of
     */
    ValueType read(int depth) {
        if (depth > DEEPEST) {
            throw text.mismatch("no type more than " + DEEPEST + " deep in others");
        }
        if (text.skip("array")) {
            return array(opened(), depth);
        }
        if (text.skip("map")) {
            return map(opened(), depth);
        }
        return text.skip("row") || text.skip("struct") ? row(opened(), depth) : scalar();
    }

    /** Steps over an opening bracket, and tells the one that closes it. */
    private String opened() {
        if (text.skip("<")) {
            return ">";
        }
        text.require("(");
        return ")";
    }

    private ValueType array(String closing, int depth) {
        ValueType element = read(depth + 1);
        text.require(closing);
        return new ValueType.ArrayOf(element);
    }

    private ValueType map(String closing, int depth) {
        ValueType key = read(depth + 1);
        text.require(",");
        ValueType value = read(depth + 1);
        text.require(closing);
        return new ValueType.MapOf(key, value);
    }

    private ValueType row(String closing, int depth) {
        List<ValueType.Part> parts = new ArrayList<>();
        do {
            String name = isUnnamed() ? ValueType.Part.unnamed(parts.size()) : text.name("the name of a field");
            text.skip(":");
            parts.add(new ValueType.Part(name, read(depth + 1)));
        } while (text.skip(","));
        text.require(closing);
        return new ValueType.RowOf(parts);
    }

    private boolean isUnnamed() {
        DeclarationToken first = text.next();
        Set<String> furtherWords = SECOND_WORDS.getOrDefault(first.text(), Set.of());
        return !first.quoted()
                && !text.second().quoted()
                && (BEHIND_A_TYPE.contains(text.second().text())
                        || furtherWords.contains(text.second().text()));
    }

    private ValueType scalar() {
        DeclarationToken first = text.next();
        String name = TypeText.nameInSql(first.text());
        if (first.quoted() || NESTED.contains(name) || !isKnown(name)) {
            throw text.mismatch(first.isForeign() ? "a type, or double quotes around the whole name" : "a type");
        }
        text.skip(first.text());
        if (name.equals("decimal")) {
            return decimal();
        }
        if (name.equals("double")) {
            text.skip("precision");
        }
        if (WITH_LENGTH.contains(name) && text.skip("(")) {
            text.number(0, Integer.MAX_VALUE);
            text.require(")");
        }
        return ValueType.Scalar.of(name + furtherWords(name));
    }

    private static boolean isKnown(String name) {
        return name.equals("interval") || AthenaType.allNames().contains(name);
    }

    private String furtherWords(String first) {
        return switch (first) {
            case "interval" ->
                text.next().is("year") ? required("year", "to", "month") : required("day", "to", "second");
            case "timestamp", "time" -> zone();
            default -> "";
        };
    }

    private String zone() {
        if (text.next().is("without")) {
            required("without", "time", "zone");
        }
        return text.next().is("with") ? required("with", "time", "zone") : "";
    }

    private String required(String... words) {
        for (String word : words) {
            text.require(word);
        }
        return " " + String.join(" ", words);
    }

    private ValueType decimal() {
        text.require("(");
        int precision = text.number(1, GREATEST_PRECISION);
        int scale = text.skip(",") ? text.number(0, precision) : 0;
        text.require(")");
        return new ValueType.Scalar("decimal", precision, scale);
    }
}
