package io.github.athenaconnect.result;

import io.github.athenaconnect.result.UnreadableResultException.Reason;

/**
 * Where an object is, taken from its {@code s3://bucket/key} URI.
 *
 * @param key the key as it is, never percent-decoded: S3 URIs are not encoded
 */
public record S3Location(String bucket, String key) {
    private static final String SCHEME = "s3://";

    /**
     * Reads {@code s3://bucket/key}.
     *
     * @throws UnreadableResultException {@link Reason#MALFORMED} if it is anything else
     */
    public static S3Location parse(String uri) {
        int slash = uri.indexOf('/', SCHEME.length());
        boolean complete = uri.startsWith(SCHEME) && slash > SCHEME.length() && slash + 1 < uri.length();
        if (!complete) {
            throw new UnreadableResultException(
                    Reason.MALFORMED,
                    "Expected the place of a result as s3://bucket/key, found \"" + uri
                            + "\"; check the output location that Athena reports for this execution.");
        }
        return new S3Location(uri.substring(SCHEME.length(), slash), uri.substring(slash + 1));
    }

    /** The URI of all that lies beside the object. */
    String folder() {
        return SCHEME + bucket + "/" + key.substring(0, key.lastIndexOf('/') + 1);
    }

    /** The URI. */
    @Override
    public String toString() {
        return SCHEME + bucket + "/" + key;
    }
}
