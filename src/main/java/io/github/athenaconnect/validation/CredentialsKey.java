package io.github.athenaconnect.validation;

import io.github.athenaconnect.aws.CredentialsSettings;
import io.github.athenaconnect.aws.CredentialsSettings.AccessKeys;
import io.github.athenaconnect.failure.FailureKind;

/** Finds the key to change when credentials are no good: it depends on where they come from. */
final class CredentialsKey {
    private CredentialsKey() {}

    static String of(CredentialsSettings credentials, FailureKind kind) {
        if (credentials instanceof AccessKeys keys) {
            return of(keys, kind);
        }
        if (credentials instanceof CredentialsSettings.ProfileFile) {
            return KeyNames.PROFILE_FILE;
        }
        if (credentials instanceof CredentialsSettings.ProfileContent) {
            return KeyNames.PROFILE_CONTENT;
        }
        return credentials instanceof CredentialsSettings.Provided
                ? KeyNames.PROVIDER_CLASS
                : KeyNames.CREDENTIALS_MODE;
    }

    private static String of(AccessKeys keys, FailureKind kind) {
        return switch (kind) {
            case WRONG_SECRET -> KeyNames.SECRET_ACCESS_KEY;
            case EXPIRED -> keys.sessionToken().isPresent() ? KeyNames.SESSION_TOKEN : KeyNames.ACCESS_KEY_ID;
            case UNKNOWN_IDENTITY -> KeyNames.ACCESS_KEY_ID;
            default -> KeyNames.CREDENTIALS_MODE;
        };
    }
}
