package io.github.athenaconnect.aws.profile;

import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What one text holds.
 *
 * @param profiles by name
 * @param singleSignOnSessions the {@code sso-session} sections, by name
 */
public record Profiles(Map<String, Profile> profiles, Map<String, Profile> singleSignOnSessions) {
    /** The profile that tools take when none is named. */
    public static final String DEFAULT = "default";

    public Profiles {
        profiles = Map.copyOf(profiles);
        singleSignOnSessions = Map.copyOf(singleSignOnSessions);
    }

    public Optional<Profile> find(String name) {
        return Optional.ofNullable(profiles.get(name));
    }

    public Optional<Profile> findSingleSignOnSession(String name) {
        return Optional.ofNullable(singleSignOnSessions.get(name));
    }

    /** The names of all profiles, for people to choose from. */
    public String names() {
        return String.join(", ", new TreeSet<>(profiles.keySet()));
    }
}
