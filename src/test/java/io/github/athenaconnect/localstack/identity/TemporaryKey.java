package io.github.athenaconnect.localstack.identity;

import io.github.athenaconnect.localstack.access.AccessKey;
import io.github.athenaconnect.localstack.access.Principal;
import java.time.Instant;

/** A temporary key as it is handed out: with its session token, whose it is, and when it expires. */
public record TemporaryKey(AccessKey key, Principal owner, Instant expiry) {
    /** The token that must be sent with every request. */
    public String sessionToken() {
        return key.sessionToken().orElseThrow();
    }
}
