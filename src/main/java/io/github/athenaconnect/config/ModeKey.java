package io.github.athenaconnect.config;

import java.util.List;
import java.util.Set;

/** A key that only some ways of signing in know. */
record ModeKey(Key<?> key, Set<CredentialsMode> modes, boolean required) {
    static ModeKey required(Key<?> key, CredentialsMode mode) {
        return new ModeKey(key, Set.of(mode), true);
    }

    static ModeKey optional(Key<?> key, CredentialsMode... modes) {
        return new ModeKey(key, Set.of(modes), false);
    }

    void check(Values values, CredentialsMode chosen) {
        if (modes.contains(chosen)) {
            if (required && !values.isSet(key)) {
                values.reject(key, "is required by " + CredentialsMode.setting(modes) + ", but is not set");
            }
        } else if (values.isSet(key)) {
            values.reject(key, belongsElsewhere(modes, chosen));
        }
    }

    /** Goes on after the name of a key. */
    static String belongsElsewhere(Set<CredentialsMode> modes, CredentialsMode chosen) {
        return "belongs to " + CredentialsMode.setting(modes) + ", but found "
                + CredentialsMode.setting(List.of(chosen)) + "; remove the key or change the mode";
    }
}
