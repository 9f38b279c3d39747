package io.github.athenaconnect.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** The connector's keys as the worker knows them, and the one way its strings are read. */
public final class ConnectorConfiguration {
    /** Written by the connector into the configuration of each task: the names of the task's queries and shards. */
    public static final String TASK_QUERIES = "task.queries";

    /** Written by the connector into the configuration of each task: its number, from 0, which Connect tells no task. */
    public static final String TASK_NUMBER = "task.number";

    /** What nobody but the connector is to write. */
    static final Set<String> OF_TASKS = Set.of(TASK_QUERIES, TASK_NUMBER);

    private static final String NAME = "name";

    private ConnectorConfiguration() {}

    /** The keys that do not depend on the names of queries. */
    public static ConfigDef definition() {
        return definition(sections(List.of()));
    }

    /**
     * Judges a configuration as a user wrote it, that of each query included.
     *
     * @return every key, each with its value and its errors; secrets stay hidden
     */
    public static Config validate(Map<String, String> properties) {
        return new Config(judge(withoutNulls(properties)).all());
    }

    static ConnectorSettings read(Map<String, String> properties) {
        Values values = judge(withoutNulls(properties));
        List<String> errors = new ArrayList<>(values.errors());
        if (properties.get(NAME) == null) {
            errors.add(NAME + " is required, but is not set");
        }
        if (!errors.isEmpty()) {
            throw new ConfigException(String.join("\n", errors));
        }
        return settings(Objects.requireNonNull(properties.get(NAME)), values);
    }

    static Optional<AccountSettings> findAccount(Map<String, String> properties) {
        Values values = judge(withoutNulls(properties));
        boolean right = Stream.of("aws.", "validation").allMatch(values::isRightBelow);
        return right
                ? Optional.of(new AccountSettings(
                        AwsSection.read(values), AthenaSection.findCatalog(values), ValidationSection.read(values)))
                : Optional.empty();
    }

    /** The keys of every section, those of the queries under their full names. */
    static List<Section> sections(List<String> queries) {
        List<Section> sections = new ArrayList<>(List.of(
                AwsSection.SECTION,
                CredentialsSection.SECTION,
                RoleSection.SECTION,
                AthenaSection.SECTION,
                QueryNames.SECTION,
                QuerySection.SECTION
                        .within(QueryNames.prefix(QueryNames.DEFAULT), "Defaults of queries")
                        .orNone(),
                RuntimeSection.SECTION,
                ValidationSection.SECTION));
        queries.forEach(query -> sections.add(QuerySection.SECTION.within(QueryNames.prefix(query), "Query " + query)));
        return sections;
    }

    static ConfigDef definition(List<Section> sections) {
        ConfigDef definition = new ConfigDef();
        sections.forEach(section -> section.define(definition));
        return definition;
    }

    private static Values judge(Map<String, String> properties) {
        String named = properties.getOrDefault("queries", "");
        List<String> queries = QueryNames.usableIn(named);
        List<Section> sections = sections(queries);
        ConfigDef definition = definition(sections);
        Map<String, String> complete = withDefaults(properties, queries);
        ValueLength length = new ValueLength(definition, complete);
        Values values = Values.of(definition.validate(complete), properties);
        length.reject(values);
        CredentialsSection.check(values);
        RoleSection.check(values);
        AwsSection.check(values);
        AthenaSection.check(values);
        boolean encryptedByClient = AthenaSection.encryptsOnClient(values);
        Optional<String> database = AthenaSection.findDatabase(values);
        queries.forEach(query ->
                QuerySection.check(values.within(QueryNames.prefix(query)), query, database, encryptedByClient));
        Map<String, String> topics = topics(queries, values);
        RuntimeSection.check(values, topics);
        queries.forEach(query -> RowErrorKeys.checkDistinct(
                values.within(QueryNames.prefix(query)), topics, RuntimeSection.findRunLog(values)));
        rejectUndeclared(properties, new UndeclaredKeys(sections, queries, QueryNames.unusableIn(named)), values);
        return values;
    }

    private static Map<String, String> topics(List<String> queries, Values values) {
        Map<String, String> topics = new TreeMap<>();
        queries.forEach(query -> RecordKeys.findTopic(
                        values.within(QueryNames.prefix(query)), query, AthenaSection.findDatabase(values))
                .ifPresent(topic -> topics.put(query, topic)));
        return topics;
    }

    private static void rejectUndeclared(Map<String, String> properties, UndeclaredKeys undeclared, Values values) {
        properties.keySet().stream()
                .sorted()
                .forEach(
                        key -> undeclared.problemWith(key).ifPresent(problem -> values.rejectUndeclared(key, problem)));
    }

    private static ConnectorSettings settings(String name, Values values) {
        var athena = AthenaSection.read(values);
        return new ConnectorSettings(
                name,
                AwsSection.read(values),
                athena,
                QueryNames.read(values).stream()
                        .map(query -> QuerySection.read(
                                name, query, athena.database(), values.within(QueryNames.prefix(query))))
                        .toList(),
                RuntimeSection.read(values),
                ValidationSection.read(values));
    }

    /** Writes to each query what {@code query.default.*} holds and the query does not set itself. */
    private static Map<String, String> withDefaults(Map<String, String> properties, List<String> queries) {
        Map<String, String> complete = new HashMap<>(properties);
        String defaults = QueryNames.prefix(QueryNames.DEFAULT);
        properties.forEach((key, value) -> {
            if (key.startsWith(defaults)) {
                queries.forEach(query ->
                        complete.putIfAbsent(QueryNames.prefix(query) + key.substring(defaults.length()), value));
            }
        });
        return complete;
    }

    /** The REST interface lets null through, which means unset and would pass for a value elsewhere. */
    private static Map<String, String> withoutNulls(Map<String, String> properties) {
        return properties.entrySet().stream()
                .filter(property -> property.getValue() != null)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
