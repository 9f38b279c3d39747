package io.github.athenaconnect.result;

import io.github.athenaconnect.result.UnreadableResultException.Reason;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalInt;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The bytes of one immutable S3 object from an offset to its end, whatever happens to the connections in between.
 *
 * <p>The first answer tells ETag and size; every later request asks for the bytes still missing of just that state. The
 * end is reported only when as many bytes have arrived as the object has. Not for use by several threads, except
 * {@link #close}.
 *
 * <p>Reading begins over one connection, all that a small object needs, and may go on with parts that were fetched ahead.
 */
final class ResultObject implements AutoCloseable {
    private static final int RANGE_NOT_SATISFIABLE = 416;

    private final ObjectOpener opener;
    private final CurrentResponse response;
    private final Persistence persistence;
    private final PartsAhead parts;
    private final FollowingParts following;
    private Optional<ResultFingerprint> known;
    private long offset;

    /** Reads over one connection at a time, without anything ahead. */
    ResultObject(
            ObjectOpener opener, int attempts, Backoff backoff, long offset, Optional<ResultFingerprint> expected) {
        this(opener, attempts, backoff, offset, expected, ReadAhead.none());
    }

    /** Reads from byte {@code offset}; the object must be in the state {@code expected}, if that is known. */
    ResultObject(
            ObjectOpener opener,
            int attempts,
            Backoff backoff,
            long offset,
            Optional<ResultFingerprint> expected,
            ReadAhead ahead) {
        this.opener = opener;
        this.response = new CurrentResponse(opener.location());
        this.persistence = new Persistence(location(), response, () -> this.offset, attempts, backoff);
        this.parts = new PartsAhead(ahead, opener, attempts, backoff);
        this.following = new FollowingParts(parts);
        this.known = expected;
        this.offset = offset;
    }

    S3Location location() {
        return opener.location();
    }

    /** Fails with {@link Reason#CLOSED} if closed. */
    void requireOpen() {
        response.requireOpen();
    }

    /** The state being read; asks S3 if it is not known yet. */
    ResultFingerprint fingerprint() {
        if (known.isEmpty()) {
            persistence.persistently(this::body);
        }
        return known.orElseThrow();
    }

    /**
     * Reads the next bytes, at least one.
     *
     * @return their number, or -1 at the end of the object
     */
    int read(byte[] into, int from, int length) {
        requireOpen();
        long missing = fingerprint().size() - offset;
        if (missing == 0) {
            return persistence.persistently(this::end);
        }
        if (missing < 0) {
            throw new UnreadableResultException(
                    Reason.CHANGED,
                    "Result " + location() + " has no byte " + offset + ": expected at least as many, found "
                            + fingerprint().size() + "; check the stored offset of this query.");
        }
        int count = readSome(into, from, (int) Math.min(length, missing));
        if (count == 0) {
            return read(into, from, length);
        }
        offset += count;
        following.extend(offset, fingerprint());
        return count;
    }

    private int readSome(byte[] into, int from, int most) {
        if (parts.next(offset) == offset) {
            response.abort();
            OptionalInt count = parts.read(offset, into, from, most);
            if (count.isPresent()) {
                return count.getAsInt();
            }
        }
        int wanted = (int) Math.min(most, parts.next(offset) - offset);
        return persistence.persistently(() -> readOnce(into, from, wanted));
    }

    /** Reads some bytes; none only where the object turns out to end sooner than S3 had announced. */
    private int readOnce(byte[] into, int from, int wanted) throws IOException {
        try {
            int count = body().read(into, from, wanted);
            if (count < 0) {
                throw new EOFException("S3's answer ended after byte " + offset);
            }
            return count;
        } catch (S3Exception refused) {
            if (refused.statusCode() == RANGE_NOT_SATISFIABLE && endsHere()) {
                return 0;
            }
            throw refused;
        }
    }

    private boolean endsHere() {
        known = known.map(opener::measured);
        return fingerprint().size() == offset;
    }

    private InputStream body() {
        return response.body().orElseGet(() -> {
            OpenObject opened = opener.open(offset, known);
            response.begin(opened.body());
            known = Optional.of(opened.fingerprint());
            return opened.body();
        });
    }

    /**
     * Meets the end of the body, where the SDK compares checksums. A place at the end of a known state needs no body:
     * the object may be gone by then.
     */
    private int end() throws IOException {
        Optional<ResponseInputStream<GetObjectResponse>> body = response.body();
        if (body.isPresent()) {
            requireEnd(body.get());
            response.release();
        }
        return -1;
    }

    private void requireEnd(InputStream body) throws IOException {
        try {
            if (body.read() >= 0) {
                throw malformed("S3 sends more than the " + offset + " bytes it announced", Optional.empty());
            }
        } catch (AbortedException interrupted) {
            throw interrupted;
        } catch (SdkException mismatch) {
            throw malformed("its last byte has arrived, but " + mismatch.getMessage(), Optional.of(mismatch));
        }
    }

    private UnreadableResultException malformed(String found, Optional<Exception> cause) {
        String message = "Result " + location() + " arrived damaged: " + found
                + "; check what stands between this worker and S3, and run the query again.";
        UnreadableResultException malformed = new UnreadableResultException(Reason.MALFORMED, message);
        cause.ifPresent(malformed::initCause);
        return malformed;
    }

    /** Ends reading at once, also while another thread waits for bytes. Harmless when repeated. */
    @Override
    public void close() {
        response.close();
        parts.close();
    }
}
