package io.github.athenaconnect.result;

import io.github.athenaconnect.query.Shard;
import io.github.athenaconnect.query.UnloadedFiles;
import io.github.athenaconnect.type.KnownColumns;
import io.github.athenaconnect.type.RowShape;
import io.github.athenaconnect.type.RowType;
import io.github.athenaconnect.type.ValueRowType;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Gives each result the reader that understands its format.
 *
 * <p>Nothing is fetched here: a reader reaches for S3 when it is first asked something, so that it can be closed from
 * the moment it exists. Safe for use by several threads.
 */
public final class Results {
    /** Packed bytes of a row group that are held at once; more would make few requests fewer. */
    private static final int LARGEST_WINDOW = 16 * 1024 * 1024;

    private final S3Client s3;
    private final ResultSettings settings;
    private final Backoff backoff;
    private final Shard shard;
    private final ReadAhead ahead;

    /** Reads with {@code s3}, which stays the caller's to close, and nothing ahead. */
    public Results(S3Client s3, ResultSettings settings, Backoff backoff) {
        this(s3, settings, backoff, Shard.WHOLE, ReadAhead.none());
    }

    /**
     * Reads with {@code s3}, which stays the caller's to close.
     *
     * @param shard whose files alone are read of the result of an UNLOAD
     * @param ahead shared by all results of a task
     */
    public Results(S3Client s3, ResultSettings settings, Backoff backoff, Shard shard, ReadAhead ahead) {
        this.shard = shard;
        this.ahead = ahead;
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
     * The whole result of an UNLOAD. Unlike {@link #open}, this asks S3 for the list of the files and for the columns of
     * the first one, which nothing else tells.
     *
     * @throws UnreadableResultException if they cannot be had
     * @throws io.github.athenaconnect.type.UnusableColumnsException if the columns cannot be a record
     */
    public OpenResult openUnload(UnloadedFiles files, RowShape shape) {
        return unload(
                S3Location.parse(files.manifest()),
                files.target(),
                shape,
                ResultPosition.START.inObject(shard.firstFile()),
                Optional.empty());
    }

    /**
     * What is left of the result of an UNLOAD behind a position, as {@link #openUnload}.
     *
     * @param expected the state of the list of files when the position was taken
     */
    public OpenResult resumeUnload(
            UnloadedFiles files, ResultFingerprint expected, RowShape shape, ResultPosition from) {
        return unload(S3Location.parse(expected.location()), files.target(), shape, from, Optional.of(expected));
    }

    private OpenResult unload(
            S3Location manifest,
            String target,
            RowShape shape,
            ResultPosition from,
            Optional<ResultFingerprint> expected) {
        try (ResultObject list = object(manifest, 0, expected)) {
            UnloadedResult result = UnloadedResult.open(list, target, shard, this::unloadedFile, from.object());
            ValueRowType type = shape.ofValues(result.columns());
            return new OpenResult(
                    new KnownColumns(result.columns()), type.rowType(), new UnloadResultReader(result, type, from));
        }
    }

    private UnloadedFile unloadedFile(S3Location location) {
        int window = Math.min(settings.maximumRowBytes(), LARGEST_WINDOW);
        return new UnloadedFile(
                new ObjectRanges(opener(location), settings.attempts(), backoff, ahead),
                window,
                settings.maximumRowBytes());
    }

    /**
     * Whether S3 is asked to check who owns a bucket: it denies results in a bucket of another in the same words as
     * those that the caller may not read.
     */
    boolean checksOwner() {
        return settings.expectedBucketOwner().isPresent();
    }

    /** The bucket that results were asked to go to, if it is another one than {@code found}. */
    Optional<String> otherBucketThan(S3Location found) {
        return settings.outputLocation()
                .flatMap(asked -> S3Location.find(asked.endsWith("/") ? asked + "x" : asked + "/x"))
                .map(S3Location::bucket)
                .filter(asked -> !asked.equals(found.bucket()));
    }

    /**
     * Asks S3 for an object.
     *
     * @throws UnreadableResultException if S3 says that it is not there, or may not be read
     */
    void requireThere(String location) {
        try (ResultObject object = object(S3Location.parse(location), 0, Optional.empty())) {
            ResultFingerprint unused = object.fingerprint();
        }
    }

    private ResultReader reader(
            ResultFormat format,
            S3Location location,
            RowType rowType,
            ResultPosition from,
            Optional<ResultFingerprint> expected) {
        return switch (format) {
            case CSV ->
                new CsvResultReader(
                        object(location, from.bytes(), expected), rowType, from, settings.maximumRowBytes());
            case UNLOAD ->
                throw new IllegalArgumentException("The files of an UNLOAD tell their columns themselves: openUnload");
            case AUTO, API -> throw new IllegalArgumentException("An object is not read as " + format);
        };
    }

    private ResultObject object(S3Location location, long offset, Optional<ResultFingerprint> expected) {
        return new ResultObject(opener(location), settings.attempts(), backoff, offset, expected, ahead);
    }

    private ObjectOpener opener(S3Location location) {
        return new ObjectOpener(s3, location, settings.expectedBucketOwner());
    }
}
