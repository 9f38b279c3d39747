package io.github.athenaconnect.result;

import io.github.athenaconnect.type.RowType;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Gives each result the reader that understands its format.
 *
 * <p>Nothing is fetched here: a reader reaches for S3 when it is first asked something, so that it can be closed from
 * the moment it exists. Safe for use by several threads.
 */
public final class Results {
    private final S3Client s3;
    private final ResultSettings settings;
    private final Backoff backoff;

    /** Reads with {@code s3}, which stays the caller's to close. */
    public Results(S3Client s3, ResultSettings settings, Backoff backoff) {
        this.s3 = s3;
        this.settings = settings;
        this.backoff = backoff;
    }

    /**
     * A reader of a whole result.
     *
     * @param location the object's {@code s3://} URI, as GetQueryExecution reports it
     * @throws UnreadableResultException if the location is not one
     */
    public ResultReader open(ResultFormat format, String location, RowType rowType) {
        return reader(format, S3Location.parse(location), rowType, ResultPosition.START, Optional.empty());
    }

    /**
     * A reader of what is left of a result behind a position.
     *
     * @param expected the state of the object in which the position was taken; any other fails the first read with
     *     {@link UnreadableResultException.Reason#CHANGED}
     * @throws UnreadableResultException if the fingerprint's location is not one
     */
    public ResultReader resume(ResultFormat format, ResultFingerprint expected, RowType rowType, ResultPosition from) {
        return reader(format, S3Location.parse(expected.location()), rowType, from, Optional.of(expected));
    }

    /**
     * Whether S3 is asked to check who owns a bucket: it denies results in a bucket of another in the same words as
     * those that the caller may not read.
     */
    boolean checksOwner() {
        return settings.expectedBucketOwner().isPresent();
    }

    /**
     * Asks S3 for an object.
     *
     * @throws UnreadableResultException if S3 says that it is not there, or may not be read
     */
    void requireThere(String location) {
        ObjectOpener opener = new ObjectOpener(s3, S3Location.parse(location), settings.expectedBucketOwner());
        try (ResultObject object = new ResultObject(opener, settings.attempts(), backoff, 0, Optional.empty())) {
            ResultFingerprint unused = object.fingerprint();
        }
    }

    private ResultReader reader(
            ResultFormat format,
            S3Location location,
            RowType rowType,
            ResultPosition from,
            Optional<ResultFingerprint> expected) {
        ObjectOpener opener = new ObjectOpener(s3, location, settings.expectedBucketOwner());
        ResultObject object = new ResultObject(opener, settings.attempts(), backoff, from.bytes(), expected);
        return switch (format) {
            case CSV -> new CsvResultReader(object, rowType, from, settings.maximumRowBytes());
            case AUTO, API -> throw new IllegalArgumentException("An object is not read as " + format);
        };
    }
}
