package io.github.athenaconnect.config;

import io.github.athenaconnect.type.Excerpt;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigValue;

/**
 * The values of a configuration, right or wrong, while its rules are applied.
 *
 * <p>Mutable in one respect: errors are added to the key they belong to.
 */
final class Values {
    private final String prefix;
    private final Map<String, ConfigValue> byName;
    private final Map<String, String> written;

    private Values(String prefix, Map<String, ConfigValue> byName, Map<String, String> written) {
        this.prefix = prefix;
        this.byName = byName;
        this.written = written;
    }

    /**
     * The values of declared keys.
     *
     * @param written the configuration as it was written, for keys nobody declares
     */
    static Values of(List<ConfigValue> values, Map<String, String> written) {
        Map<String, ConfigValue> byName = new LinkedHashMap<>();
        values.forEach(value -> byName.put(value.name(), value));
        return new Values("", byName, written);
    }

    /** The same values for keys that are written below a prefix. */
    Values within(String other) {
        return new Values(other, byName, written);
    }

    /** All of them, their errors in lines of bounded length: these may quote what was written. */
    List<ConfigValue> all() {
        return byName.values().stream().map(Values::told).toList();
    }

    private static ConfigValue told(ConfigValue value) {
        ConfigValue told = new ConfigValue(
                value.name(),
                value.value(),
                value.recommendedValues(),
                value.errorMessages().stream().map(Excerpt::line).collect(Collectors.toCollection(ArrayList::new)));
        told.visible(value.visible());
        return told;
    }

    List<String> errors() {
        return byName.values().stream()
                .flatMap(value -> value.errorMessages().stream())
                .map(Excerpt::line)
                .toList();
    }

    /** What the key is set to; empty if it is unset or wrong. */
    <T> Optional<T> find(Key<T> key) {
        ConfigValue value = value(key);
        return value.errorMessages().isEmpty()
                ? Optional.ofNullable(value.value()).map(key::parse)
                : Optional.empty();
    }

    /** What the key is set to, for a configuration without errors and a key that is required or has a default. */
    <T> T get(Key<T> key) {
        return find(key).orElseThrow(() -> new IllegalStateException(prefix + key.name() + " has no valid value"));
    }

    /** Whether the key has a value, right or wrong. */
    boolean isSet(Key<?> key) {
        ConfigValue value = value(key);
        return value.value() != null || !value.errorMessages().isEmpty();
    }

    /** Whether the key itself was written, not only a default that serves it. */
    boolean isWritten(Key<?> key) {
        return written.containsKey(prefix + key.name());
    }

    /** What was written for a key that nobody declares, as it stands. */
    Optional<String> written(String name) {
        return Optional.ofNullable(written.get(name));
    }

    /** Whether there is nothing wrong with the key, set or not. */
    boolean isRight(Key<?> key) {
        return value(key).errorMessages().isEmpty();
    }

    /** Whether there is nothing wrong with any key, declared or not, whose name starts like this. */
    boolean isRightBelow(String start) {
        return byName.values().stream()
                .filter(value -> value.name().startsWith(start))
                .allMatch(value -> value.errorMessages().isEmpty());
    }

    /** What was written for keys below a prefix, declared or not, by the rest of their names. */
    Map<String, String> writtenBelow(String start) {
        return written.entrySet().stream()
                .filter(property -> property.getKey().startsWith(start))
                .collect(
                        Collectors.toMap(property -> property.getKey().substring(start.length()), Map.Entry::getValue));
    }

    /** Notes an error of a known key, in words that go on after its name. */
    void reject(Key<?> key, String problem) {
        value(key).addErrorMessage(prefix + key.name() + " " + problem);
    }

    /** Notes an error of a key nobody declared; its value is not shown, since it may be a misspelt secret. */
    void rejectUndeclared(String name, String problem) {
        byName.put(name, new ConfigValue(name, null, List.of(), new ArrayList<>(List.of(name + " " + problem))));
    }

    /** Notes an error instead of a value that nobody has read. */
    void rejectWhole(String name, String problem) {
        rejectUndeclared(name, problem);
    }

    private ConfigValue value(Key<?> key) {
        ConfigValue value = byName.get(prefix + key.name());
        if (value == null) {
            throw new IllegalStateException(prefix + key.name() + " is in no section");
        }
        return value;
    }
}
