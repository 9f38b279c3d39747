package io.github.athenaconnect.result;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Fetches ranges of one object, one after the other, whatever happens to the connections in between: what has arrived of
 * a range is not asked for again. Not for use by several threads, except {@link #close}.
 */
final class RangeFetcher implements AutoCloseable {
    private final ObjectOpener opener;
    private final CurrentResponse response;
    private final Persistence persistence;
    private long wanted;

    RangeFetcher(ObjectOpener opener, int attempts, Backoff backoff) {
        this.opener = opener;
        this.response = new CurrentResponse(opener.location());
        this.persistence = new Persistence(opener.location(), response, () -> wanted, attempts, backoff);
    }

    S3Location location() {
        return opener.location();
    }

    /** Fails with {@link UnreadableResultException.Reason#CLOSED} if closed. */
    void requireOpen() {
        response.requireOpen();
    }

    /** Asks for the last {@code bytes} of an object that nothing is known of, which {@link #fetch} then takes. */
    ResultFingerprint beginWithEnd(int bytes) {
        return persistence.persistently(() -> {
            OpenObject opened = opener.openRange(-bytes, 0, Optional.empty());
            response.begin(opened.body());
            return opened.fingerprint();
        });
    }

    /**
     * Fetches {@code length} bytes into {@code into}, from its index {@code begin} on.
     *
     * @param state what the object must be in, all along
     * @param position of the first of them in the object, which has all of them
     */
    void fetch(ResultFingerprint state, long position, byte[] into, int begin, int length) {
        int filled = 0;
        while (filled < length) {
            int from = filled;
            wanted = position + from;
            filled += persistence.persistently(
                    () -> fetchOnce(state, position + length, into, begin + from, length - from));
        }
        persistence.persistently(this::released);
    }

    /** One read, so that a connection that brings anything at all is progress. */
    private int fetchOnce(ResultFingerprint state, long to, byte[] into, int from, int length) throws IOException {
        InputStream body = response.body().orElse(null);
        if (body == null) {
            OpenObject opened = opener.openRange(wanted, to, Optional.of(state));
            response.begin(opened.body());
            body = opened.body();
        }
        int count = body.read(into, from, length);
        if (count < 0) {
            throw new EOFException("S3's answer ended before byte " + wanted);
        }
        return count;
    }

    /** Gives the connection back; one that has nothing to give any more is dropped. */
    private boolean released() throws IOException {
        response.release();
        return true;
    }

    /** Ends fetching at once, also while another thread waits for bytes. Harmless when repeated. */
    @Override
    public void close() {
        response.close();
    }
}
