package io.github.athenaconnect.aws.profile;

import java.util.Map;
import java.util.Optional;

/**
 * The settings under one heading.
 *
 * @param settings by name in lower case; many are secrets
 */
public record Profile(String name, Map<String, String> settings) {
    public Profile {
        settings = Map.copyOf(settings);
    }

    /** What the setting is; empty if it is absent or blank. */
    public Optional<String> find(String setting) {
        return Optional.ofNullable(settings.get(setting)).filter(value -> !value.isBlank());
    }

    public boolean has(String setting) {
        return find(setting).isPresent();
    }

    /** Shows no setting, not even its name: a secret on the wrong side of an equals sign is one. */
    @Override
    public String toString() {
        return "Profile[name=" + name + ", " + settings.size() + " settings]";
    }
}
