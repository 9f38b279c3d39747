package io.github.athenaconnect.result;

import java.util.Optional;

/**
 * How results are read.
 *
 * @param maximumRowBytes bytes one row may take in memory, 1 or more; follows from the configuration key
 *     {@code buffer.max.bytes}
 * @param attempts how often reading is tried without a byte arriving before it is given up, 1 or more
 * @param expectedBucketOwner account that must own the bucket, if that is to be checked: the configuration key
 *     {@code athena.expected.bucket.owner}
 * @param outputLocation where results were asked to go, as an {@code s3://} URI, if anywhere: the configuration key {@code
 *     athena.output.location}
 */
public record ResultSettings(
        int maximumRowBytes, int attempts, Optional<String> expectedBucketOwner, Optional<String> outputLocation) {
    /** The same where nobody has said where results are to go. */
    public ResultSettings(int maximumRowBytes, int attempts, Optional<String> expectedBucketOwner) {
        this(maximumRowBytes, attempts, expectedBucketOwner, Optional.empty());
    }

    public ResultSettings {
        if (maximumRowBytes < 1 || attempts < 1) {
            throw new IllegalArgumentException("Reading a result needs at least 1 byte and 1 attempt, found "
                    + maximumRowBytes + " bytes and " + attempts + " attempts");
        }
    }
}
