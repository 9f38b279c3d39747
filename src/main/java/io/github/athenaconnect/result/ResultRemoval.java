package io.github.athenaconnect.result;

import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Deletes what Athena wrote for an execution: the object of its result and the one beside it that describes the columns.
 * Safe for several threads.
 */
public final class ResultRemoval {
    /** Athena writes {@code <id>.csv.metadata} beside {@code <id>.csv}, and likewise for {@code .txt}. */
    private static final String DESCRIPTION = ".metadata";

    private final S3Client s3;
    private final Optional<String> expectedBucketOwner;

    /**
     * Deletes with {@code s3}, which stays the caller's to close.
     *
     * @param expectedBucketOwner account that must own the bucket, if that is to be checked
     */
    public ResultRemoval(S3Client s3, Optional<String> expectedBucketOwner) {
        this.s3 = s3;
        this.expectedBucketOwner = expectedBucketOwner;
    }

    /**
     * Deletes a result; one that has gone already is fine. The SDK's exceptions pass through.
     *
     * @param location the {@code s3://} URI of its object
     * @throws UnreadableResultException if the location is not one
     */
    public void remove(String location) {
        S3Location result = S3Location.parse(location);
        delete(result.bucket(), result.key());
        delete(result.bucket(), result.key() + DESCRIPTION);
    }

    private void delete(String bucket, String key) {
        s3.deleteObject(delete -> delete.bucket(bucket).key(key).expectedBucketOwner(expectedBucketOwner.orElse(null)));
    }
}
