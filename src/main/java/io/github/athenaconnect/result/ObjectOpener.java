package io.github.athenaconnect.result;

import io.github.athenaconnect.result.UnreadableResultException.Reason;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** Asks S3 for one object from a byte on, and believes the answer only if it is to the question. */
final class ObjectOpener {
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d{1,18})-\\d{1,18}/(\\d{1,18})");

    private final S3Client s3;
    private final S3Location location;
    private final Optional<String> expectedBucketOwner;

    ObjectOpener(S3Client s3, S3Location location, Optional<String> expectedBucketOwner) {
        this.s3 = s3;
        this.location = location;
        this.expectedBucketOwner = expectedBucketOwner;
    }

    S3Location location() {
        return location;
    }

    /**
     * Opens the object at byte {@code from}.
     *
     * @param expected the state it must be in, if one is known already
     * @throws software.amazon.awssdk.core.exception.SdkException as the client throws it
     */
    OpenObject open(long from, Optional<ResultFingerprint> expected) {
        GetObjectRequest.Builder request = request(expected);
        if (from > 0) {
            request.range("bytes=" + from + "-");
        } else {
            // Without it, version 2.54 of the SDK compares no checksum; for a range S3 has none.
            request.checksumMode(ChecksumMode.ENABLED);
        }
        return opened(request, from, expected);
    }

    /**
     * Asks for the length of the object once more, as S3 has refused a byte that it had announced.
     *
     * @throws software.amazon.awssdk.core.exception.SdkException as the client throws it
     */
    ResultFingerprint measured(ResultFingerprint state) {
        ResponseInputStream<GetObjectResponse> body =
                s3.getObject(request(Optional.of(state)).range("bytes=-1").build());
        try {
            return fingerprint(body.response(), -1);
        } finally {
            body.abort();
        }
    }

    /**
     * Opens the bytes {@code [from, to)} of the object, or the last {@code -from} bytes of it, or all if it has fewer, if
     * {@code from} is negative.
     *
     * @param expected the state it must be in, if one is known already
     * @throws software.amazon.awssdk.core.exception.SdkException as the client throws it
     * @throws IOException if it is not answered with as many bytes
     */
    OpenObject openRange(long from, long to, Optional<ResultFingerprint> expected) throws IOException {
        String range = from < 0 ? "bytes=" + from : "bytes=" + from + "-" + (to - 1);
        OpenObject opened = opened(request(expected).range(range), from, expected);
        long found = opened.body().response().contentLength();
        if (from >= 0 && found != to - from) {
            opened.body().abort();
            throw new IOException("S3 sent " + found + " bytes from " + from + " on, expected " + (to - from));
        }
        return opened;
    }

    private OpenObject opened(GetObjectRequest.Builder request, long from, Optional<ResultFingerprint> expected) {
        ResponseInputStream<GetObjectResponse> body = s3.getObject(request.build());
        try {
            ResultFingerprint found = fingerprint(body.response(), from);
            requireSame(expected.orElse(found), found);
            return new OpenObject(body, found.atLeastAsLongAs(expected.orElse(found)));
        } catch (UnreadableResultException unexpected) {
            body.abort();
            throw unexpected;
        }
    }

    private GetObjectRequest.Builder request(Optional<ResultFingerprint> expected) {
        GetObjectRequest.Builder request =
                GetObjectRequest.builder().bucket(location.bucket()).key(location.key());
        expected.ifPresent(fingerprint -> request.ifMatch(fingerprint.entityTag()));
        expectedBucketOwner.ifPresent(request::expectedBucketOwner);
        return request;
    }

    private ResultFingerprint fingerprint(GetObjectResponse answer, long from) {
        if (answer.eTag() == null || answer.contentLength() == null || answer.contentLength() < 0) {
            throw unexpected("an answer with ETag and Content-Length", "one without");
        }
        long size = from == 0 && answer.contentRange() == null ? answer.contentLength() : sizeBehindRange(answer, from);
        return new ResultFingerprint(location.toString(), answer.eTag(), size);
    }

    private long sizeBehindRange(GetObjectResponse answer, long from) {
        String range = String.valueOf(answer.contentRange());
        Matcher parts = CONTENT_RANGE.matcher(range);
        if (!parts.matches() || (from >= 0 && Long.parseLong(parts.group(1)) != from)) {
            throw unexpected(
                    from < 0 ? "the last " + -from + " bytes" : "the bytes from " + from + " on",
                    "Content-Range " + range);
        }
        return Long.parseLong(parts.group(2));
    }

    private void requireSame(ResultFingerprint expected, ResultFingerprint found) {
        if (!expected.isOfSameObject(found)) {
            throw new UnreadableResultException(
                    Reason.CHANGED,
                    "Result " + location + " is not the object that was being read: expected ETag "
                            + expected.entityTag() + " of " + expected.size() + " bytes, found " + found.entityTag()
                            + " of " + found.size() + " bytes; run the query again.");
        }
    }

    private UnreadableResultException unexpected(String expected, String found) {
        return new UnreadableResultException(
                Reason.MALFORMED,
                "Result " + location + ": expected " + expected + ", S3 sent " + found
                        + "; check that the endpoint speaks S3's protocol.");
    }
}
