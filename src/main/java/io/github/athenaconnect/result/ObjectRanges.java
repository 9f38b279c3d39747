package io.github.athenaconnect.result;

import io.github.athenaconnect.result.UnreadableResultException.Reason;
import io.github.athenaconnect.result.parquet.FileBytes;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Any bytes of one immutable S3 object, whatever happens to the connections in between.
 *
 * <p>The first request asks for the object's end, where the formats that need this describe themselves, and so learns its
 * length and state; every later one asks for a range of just that state. What has arrived of a range is not asked for
 * again. Not for use by several threads, except {@link #close}.
 */
final class ObjectRanges implements FileBytes, AutoCloseable {
    /** Enough for what most files say of themselves, and little for a connection. */
    private static final int END = 64 * 1024;

    private final ObjectOpener opener;
    private final CurrentResponse response;
    private final Persistence persistence;
    private Optional<ResultFingerprint> known = Optional.empty();
    private byte[] end = new byte[0];
    private long wanted;

    ObjectRanges(ObjectOpener opener, int attempts, Backoff backoff) {
        this.opener = opener;
        this.response = new CurrentResponse(opener.location());
        this.persistence = new Persistence(opener.location(), response, () -> wanted, attempts, backoff);
    }

    S3Location location() {
        return opener.location();
    }

    /** Fails with {@link Reason#CLOSED} if closed. */
    void requireOpen() {
        response.requireOpen();
    }

    @Override
    public long length() {
        requireOpen();
        if (known.isEmpty()) {
            int count = persistence.persistently(this::openEnd);
            byte[] bytes = new byte[count];
            fill(known.orElseThrow().size() - count, bytes);
            end = bytes;
        }
        return known.orElseThrow().size();
    }

    /** Asks for the object's end, and tells how many bytes that is. */
    private int openEnd() {
        OpenObject opened = opener.openRange(-END, 0, known);
        response.begin(opened.body());
        known = Optional.of(opened.fingerprint());
        return (int) Math.min(opened.fingerprint().size(), END);
    }

    @Override
    public void read(long position, byte[] into) {
        long endBegin = length() - end.length;
        if (position >= endBegin) {
            System.arraycopy(end, (int) (position - endBegin), into, 0, into.length);
        } else {
            fill(position, into);
        }
    }

    private void fill(long position, byte[] into) {
        int filled = 0;
        while (filled < into.length) {
            int from = filled;
            wanted = position + from;
            filled += persistence.persistently(() -> fetch(position + into.length, into, from));
        }
        persistence.persistently(this::released);
    }

    /** One read, so that a connection that brings anything at all is progress. */
    private int fetch(long to, byte[] into, int from) throws IOException {
        InputStream body = response.body().orElse(null);
        if (body == null) {
            OpenObject opened = opener.openRange(wanted, to, known);
            response.begin(opened.body());
            body = opened.body();
        }
        int count = body.read(into, from, into.length - from);
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

    /** Ends reading at once, also while another thread waits for bytes. Harmless when repeated. */
    @Override
    public void close() {
        response.close();
    }
}
