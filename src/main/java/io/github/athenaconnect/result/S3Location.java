package io.github.athenaconnect.result;

import io.github.athenaconnect.result.UnreadableResultException.Reason;
import io.github.athenaconnect.type.Excerpt;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where an object is, taken from its {@code s3://bucket/key} URI.
 *
 * @param key the key as it is, never percent-decoded: S3 URIs are not encoded
 */
public record S3Location(String bucket, String key) {
    private static final String SCHEME = "s3://";

    /**
     * What AWS has ever given as a name of a bucket, or of an access point's alias (S3 user guide, "Bucket naming rules"):
     * nothing that the SDK would take for a place elsewhere, such as an ARN.
     */
    private static final Pattern BUCKET = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{2,254}");

    /** The longest key of S3 (S3 user guide, "Naming Amazon S3 objects"). */
    private static final int LONGEST_KEY = 1024;

    /**
     * Reads {@code s3://bucket/key}.
     *
     * @throws UnreadableResultException {@link Reason#MALFORMED} if it is anything else
     */
    public static S3Location parse(String uri) {
        return find(uri)
                .orElseThrow(() -> new UnreadableResultException(
                        Reason.MALFORMED,
                        "Expected the place of a result as s3://bucket/key, found " + Excerpt.of(uri)
                                + "; check the output location that Athena reports for this execution."));
    }

    /** Reads {@code s3://bucket/key}; empty if it is anything else, or has a bucket or a key that S3 cannot have. */
    static Optional<S3Location> find(String uri) {
        int slash = uri.indexOf('/', SCHEME.length());
        if (!uri.startsWith(SCHEME) || slash < 0) {
            return Optional.empty();
        }
        return Optional.of(new S3Location(uri.substring(SCHEME.length(), slash), uri.substring(slash + 1)))
                .filter(S3Location::isPossible);
    }

    private boolean isPossible() {
        return BUCKET.matcher(bucket).matches()
                && !key.isEmpty()
                && key.length() <= LONGEST_KEY
                && key.getBytes(StandardCharsets.UTF_8).length <= LONGEST_KEY;
    }

    /**
     * Whether it can be what an execution has left: Athena names the objects of a result, and the list of an UNLOAD's files,
     * after it (user guide, "Work with query results and recent queries"), wherever a workgroup may have them.
     */
    public boolean isNamedAfter(String executionId) {
        String name = key.substring(key.lastIndexOf('/') + 1);
        return !executionId.isEmpty()
                && name.startsWith(executionId)
                && (name.startsWith(".", executionId.length()) || name.startsWith("-manifest.", executionId.length()));
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
