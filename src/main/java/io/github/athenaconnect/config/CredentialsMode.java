package io.github.athenaconnect.config;

import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/** The values of {@code aws.credentials.mode}. */
enum CredentialsMode {
    DEFAULT,
    ACCESS_KEYS,
    PROFILE_FILE,
    PROFILE_CONTENT,
    PROVIDER_CLASS;

    static final String KEY = "aws.credentials.mode";

    /** Whether a region may come with the credentials. */
    boolean mayBringRegion() {
        return switch (this) {
            case DEFAULT, PROFILE_FILE, PROFILE_CONTENT -> true;
            case ACCESS_KEYS, PROVIDER_CLASS -> false;
        };
    }

    /** As it is written in a configuration. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The setting that chooses one of the modes. */
    static String setting(Collection<CredentialsMode> modes) {
        return KEY + "=" + modes.stream().sorted().map(CredentialsMode::word).collect(Collectors.joining(" or "));
    }
}
