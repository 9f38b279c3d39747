package io.github.athenaconnect.config;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigDef;

/**
 * How long the value of a key may be: whoever may try a configuration must not be able to keep the worker busy with it.
 * Values are measured before anything reads them, as reading may take the square of their length.
 */
final class ValueLength {
    /** The longest path of a file on Linux ({@code PATH_MAX}), and longer than any other value that is a word or two. */
    static final int SHORT_TEXT = 4096;

    /** As long a statement as Athena takes, with room for what is around it. */
    private static final int LONG_TEXT = 300_000;

    /** Kafka looks for the commas of a list by a pattern that takes the square of the white space between them. */
    static final int LIST = 50_000;

    private final Map<String, String> problems = new HashMap<>();

    /** Takes from {@code properties} the values of declared keys that are too long. */
    ValueLength(ConfigDef definition, Map<String, String> properties) {
        definition.configKeys().forEach((name, key) -> {
            int most = key.type() == ConfigDef.Type.LIST ? LIST : LONG_TEXT;
            Optional.ofNullable(properties.get(name))
                    .filter(value -> value.length() > most)
                    .ifPresent(value -> {
                        problems.put(name, problem(most, value.length()));
                        properties.remove(name);
                    });
        });
    }

    /** Notes the errors of what was taken. */
    void reject(Values values) {
        problems.forEach(values::rejectWhole);
    }

    /** What is wrong with a value, in words that go on after its key's name. */
    static String problem(int most, int found) {
        return "must not be longer than " + most + " characters, found " + found;
    }
}
