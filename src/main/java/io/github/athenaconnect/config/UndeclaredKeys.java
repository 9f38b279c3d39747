package io.github.athenaconnect.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Judges keys that no section declares: those that look like the connector's are errors, others are the worker's. */
final class UndeclaredKeys {
    private static final List<String> OWN_PREFIXES = List.of("aws.", "athena.", "query.");

    private final Collection<String> declared;
    private final Set<String> planned;
    private final Set<String> queries;

    UndeclaredKeys(List<Section> sections, List<String> queries) {
        this.declared = names(
                sections.stream().flatMap(section -> section.keys().stream().map(Key::name)));
        this.planned = names(sections.stream().flatMap(section -> section.planned().stream()));
        this.queries = new HashSet<>(queries);
        this.queries.add(QueryNames.DEFAULT);
    }

    /** What is wrong with the key, in words that go on after its name; empty if nothing is. */
    Optional<String> problemWith(String key) {
        if (declared.contains(key)) {
            return Optional.empty();
        }
        if (planned.contains(key)) {
            return Optional.of("is not available in this version; remove it");
        }
        if (key.equals(ConnectorConfiguration.TASK_QUERIES)) {
            return Optional.of("is written by the connector for its tasks; remove it");
        }
        if (key.startsWith(ProviderClassMode.PARAMETERS)) {
            return Optional.empty();
        }
        if (OWN_PREFIXES.stream().noneMatch(key::startsWith)) {
            return Optional.empty();
        }
        return Optional.of(unknownQuery(key).orElse("is not a known key") + "; did you mean " + nearest(key) + "?");
    }

    private Optional<String> unknownQuery(String key) {
        return QueryNames.queryOf(key)
                .filter(query -> !queries.contains(query))
                .map(query -> "belongs to a query \"" + query + "\" that the key queries does not name");
    }

    private String nearest(String key) {
        List<String> candidates = new ArrayList<>(declared);
        candidates.addAll(planned);
        return NearestName.among(candidates, key);
    }

    private static Set<String> names(Stream<String> names) {
        return Set.copyOf(names.toList());
    }
}
