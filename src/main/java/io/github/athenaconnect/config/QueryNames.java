package io.github.athenaconnect.config;

import static org.apache.kafka.common.config.ConfigDef.Width.LONG;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names of a connector's queries and the prefixes of their keys. */
final class QueryNames {
    /** Stands for all queries in keys that set what a query does not set itself. */
    static final String DEFAULT = "default";

    /** Each has all keys of a query; the worker makes a few kilobytes of that, at each validation. */
    static final int MOST = 1000;

    private static final Pattern LEGAL = Pattern.compile("[A-Za-z0-9_-]{1,250}");

    private static final Key<List<String>> QUERIES = Key.required(
            "queries",
            Form.list("a list of names, each of a-z A-Z 0-9 _ -", QueryNames::parse),
            Label.high(
                    "Queries",
                    LONG,
                    "The names of the queries. Keys of each are written `query.<name>.<key>`; one not set there is"
                            + " taken from `query.default.<key>`, then from its default."));

    static final Section SECTION = new Section("Queries", List.of(QUERIES));

    private QueryNames() {}

    /** What the keys of a query begin with. */
    static String prefix(String query) {
        return "query." + query + ".";
    }

    /** The query a key is written for; empty if it is not a query's key. */
    static Optional<String> queryOf(String key) {
        int end = key.startsWith("query.") ? key.indexOf('.', "query.".length()) : -1;
        return end < 0 ? Optional.empty() : Optional.of(key.substring("query.".length(), end));
    }

    /** The names in a raw value of the key {@code queries}, in order, as far as they are usable; none of too many. */
    static List<String> usableIn(String written) {
        if (written.length() > ValueLength.LIST) {
            return List.of();
        }
        List<String> names = names(written).toList();
        return names.size() > MOST
                ? List.of()
                : names.stream().filter(QueryNames::isLegal).distinct().toList();
    }

    private static Stream<String> names(String written) {
        // Kafka takes control characters from both ends of a list as well.
        return Stream.of(written.trim().split(",", -1)).map(String::strip);
    }

    /**
     * Which queries a raw value of the key {@code queries} names, or may name, that are not among the usable ones: whatever is
     * wrong with them is wrong with that value, and nothing is to be said of their keys.
     */
    static Predicate<String> unusableIn(String written) {
        if (written.length() > ValueLength.LIST) {
            return query -> true;
        }
        Set<String> unusable = names(written).collect(Collectors.toSet());
        usableIn(written).forEach(unusable::remove);
        return unusable::contains;
    }

    static List<String> read(Values values) {
        return values.get(QUERIES);
    }

    static boolean areValid(Values values) {
        return values.find(QUERIES).isPresent();
    }

    private static boolean isLegal(String name) {
        return LEGAL.matcher(name).matches() && !name.equals(DEFAULT);
    }

    private static List<String> parse(List<String> names) {
        if (names.isEmpty()) {
            throw new IllegalArgumentException("must name at least one query, found none");
        }
        if (names.size() > MOST) {
            throw new IllegalArgumentException("must name at most " + MOST + " queries, found " + names.size()
                    + "; write another connector for the rest");
        }
        for (String name : names) {
            if (!isLegal(name)) {
                throw new IllegalArgumentException("must hold names of a-z A-Z 0-9 _ - other than \"" + DEFAULT
                        + "\", which stands for all queries; found \"" + name + "\"");
            }
        }
        if (new HashSet<>(names).size() < names.size()) {
            throw new IllegalArgumentException("must hold every name once, found " + String.join(", ", names));
        }
        return List.copyOf(names);
    }
}
