package io.github.athenaconnect.config;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * References to config providers, {@code ${provider:path:key}}: the worker replaces them before the connector sees a value, or
 * leaves them as they are where it cannot. A secret that is one still would be taken for a wrong secret.
 */
final class ProviderReference {
    /** Of a whole value, so that no secret is taken for one by accident; nothing but the name is told. */
    private static final Pattern WHOLE = Pattern.compile("\\$\\{([A-Za-z0-9_-]{1,50}):[^}]*\\}");

    private static final Pattern SETTING = Pattern.compile("[^=#;]*=(.*)");

    private ProviderReference() {}

    /**
     * Makes sure that a value is not one.
     *
     * @throws IllegalArgumentException with what is wrong, in words that go on after a key's name
     */
    static void requireResolved(String value) {
        providerOf(value).ifPresent(ProviderReference::reject);
    }

    /**
     * Makes sure that a text of profiles is not one, nor any of its settings.
     *
     * @throws IllegalArgumentException with what is wrong, in words that go on after a key's name
     */
    static void requireResolvedIn(String profiles) {
        Stream.concat(Stream.of(profiles), profiles.lines().map(ProviderReference::value))
                .flatMap(value -> providerOf(value).stream())
                .findFirst()
                .ifPresent(ProviderReference::reject);
    }

    private static String value(String line) {
        Matcher setting = SETTING.matcher(line);
        return setting.matches() ? setting.group(1) : "";
    }

    private static Optional<String> providerOf(String value) {
        Matcher reference = WHOLE.matcher(value.strip());
        return reference.matches() ? Optional.of(reference.group(1)) : Optional.empty();
    }

    private static void reject(String provider) {
        throw new IllegalArgumentException("is still a reference to a config provider \"" + provider
                + "\" instead of what that gives: this worker has no config provider of that name, or that one has no such"
                + " key. Name it in config.providers of every worker, and check the path and the key");
    }
}
