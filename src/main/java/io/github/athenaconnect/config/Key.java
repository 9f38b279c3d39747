package io.github.athenaconnect.config;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * A configuration key and all that is known about it; private to the section that declares it.
 *
 * <p>It validates by parsing, so that what passes validation is what runs.
 *
 * @param defaultValue {@link ConfigDef#NO_DEFAULT_VALUE} makes the key required, null leaves it unset
 * @param dependents keys whose visibility follows this one's value
 * @param condition what another key must be set to for this one to have a meaning; null if it always has
 */
record Key<T>(
        String name,
        Form<T> form,
        @Nullable Object defaultValue,
        Label label,
        List<String> dependents,
        @Nullable Condition condition)
        implements ConfigDef.Validator, ConfigDef.Recommender {

    /** That another key has one of certain values, as they are written. */
    private record Condition(String key, Set<String> values) {
        boolean holds(Map<String, Object> parsed) {
            return values.contains(String.valueOf(parsed.get(key)));
        }
    }

    static <T> Key<T> required(String name, Form<T> form, Label label) {
        return new Key<>(name, form, ConfigDef.NO_DEFAULT_VALUE, label, List.of(), null);
    }

    static <T> Key<T> optional(String name, Form<T> form, Label label) {
        return new Key<>(name, form, null, label, List.of(), null);
    }

    static <T> Key<T> withDefault(String name, Form<T> form, Object defaultValue, Label label) {
        return new Key<>(name, form, defaultValue, label, List.of(), null);
    }

    Key<T> showing(Key<?>... others) {
        List<String> names = List.of(others).stream().map(Key::name).toList();
        return new Key<>(name, form, defaultValue, label, names, condition);
    }

    Key<T> visibleWhen(String other, String... values) {
        return new Key<>(name, form, defaultValue, label, dependents, new Condition(other, Set.of(values)));
    }

    /** The same key below a prefix, as a query's keys are. */
    Key<T> within(String prefix) {
        return new Key<>(
                prefix + name,
                form,
                defaultValue,
                label,
                dependents.stream().map(prefix::concat).toList(),
                condition == null ? null : new Condition(prefix + condition.key, condition.values));
    }

    /** The same key, left unset unless it is written. */
    Key<T> orNone() {
        return new Key<>(name, form, isRequired() ? null : defaultValue, label, dependents, condition);
    }

    boolean isRequired() {
        return ConfigDef.NO_DEFAULT_VALUE.equals(defaultValue);
    }

    void define(ConfigDef definition, String group, int order) {
        definition.define(
                name,
                form.type(),
                defaultValue,
                this,
                label.importance(),
                label.documentation(),
                group,
                order,
                label.width(),
                label.displayName(),
                dependents,
                this);
    }

    T parse(Object value) {
        return form.parse().apply(value);
    }

    @Override
    public void ensureValid(String fullName, @Nullable Object value) {
        if (value == null) {
            return;
        }
        try {
            parse(value);
        } catch (IllegalArgumentException invalid) {
            throw new ConfigException(fullName + " " + invalid.getMessage());
        }
    }

    @Override
    public List<Object> validValues(String fullName, Map<String, Object> parsed) {
        return form.choices();
    }

    @Override
    public boolean visible(String fullName, Map<String, Object> parsed) {
        return condition == null || condition.holds(parsed);
    }

    /** What Kafka prints where it tells which values are valid. */
    @Override
    public String toString() {
        return form.accepts();
    }
}
