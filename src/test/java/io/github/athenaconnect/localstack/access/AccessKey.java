package io.github.athenaconnect.localstack.access;

/** A long-lived pair of access key id and secret. */
public record AccessKey(String id, String secret) {
    @Override
    public String toString() {
        return "AccessKey[" + id + "]";
    }
}
