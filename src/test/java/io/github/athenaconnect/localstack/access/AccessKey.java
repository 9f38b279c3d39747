package io.github.athenaconnect.localstack.access;

import java.util.Optional;

/**
 * What a request is signed with.
 *
 * @param sessionToken must come with the request; empty for a long-lived key
 */
public record AccessKey(String id, String secret, Optional<String> sessionToken) {
    /** A long-lived key. */
    public AccessKey(String id, String secret) {
        this(id, secret, Optional.empty());
    }

    @Override
    public String toString() {
        return "AccessKey[" + id + "]";
    }
}
