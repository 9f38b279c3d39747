package io.github.athenaconnect.config;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Judges keys that no section declares: those that look like the connector's are errors, others are the worker's. */
final class UndeclaredKeys {
    private static final List<String> OWN_PREFIXES = List.of("aws.", "athena.", "query.");

    private static final int MOST_SUGGESTIONS = 100;

    /** Of a key that somebody may have misspelt. */
    private static final int LONGEST_NAME = 250;

    private final Collection<String> declared;
    private final Set<String> queries;
    private final Predicate<String> unread;
    private int suggestions;

    /**
     * For the keys of all sections.
     *
     * @param queries those whose keys are declared
     * @param unread those that are named besides, but none of whose keys is
     */
    UndeclaredKeys(List<Section> sections, List<String> queries, Predicate<String> unread) {
        this.declared = names(
                sections.stream().flatMap(section -> section.keys().stream().map(Key::name)));
        this.queries = new HashSet<>(queries);
        this.queries.add(QueryNames.DEFAULT);
        this.unread = unread.and(query -> !query.equals(QueryNames.DEFAULT));
    }

    /** What is wrong with the key, in words that go on after its name; empty if nothing is. */
    Optional<String> problemWith(String key) {
        if (declared.contains(key)) {
            return Optional.empty();
        }
        if (ConnectorConfiguration.OF_TASKS.contains(key)) {
            return Optional.of("is written by the connector for its tasks; remove it");
        }
        if (key.startsWith(ProviderClassMode.PARAMETERS)) {
            return Optional.empty();
        }
        if (OWN_PREFIXES.stream().noneMatch(key::startsWith)
                || QueryNames.queryOf(key).filter(unread).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(unknownQuery(key).orElse("is not a known key") + suggestion(key));
    }

    private Optional<String> unknownQuery(String key) {
        return QueryNames.queryOf(key)
                .filter(query -> !queries.contains(query))
                .map(query -> "belongs to a query \"" + query + "\" that the key queries does not name");
    }

    /** Looking for it takes a while, and no reader follows many. */
    private String suggestion(String key) {
        suggestions++;
        return suggestions > MOST_SUGGESTIONS || key.length() > LONGEST_NAME
                ? ""
                : "; did you mean " + NearestName.among(declared, key) + "?";
    }

    private static Set<String> names(Stream<String> names) {
        return Set.copyOf(names.toList());
    }
}
