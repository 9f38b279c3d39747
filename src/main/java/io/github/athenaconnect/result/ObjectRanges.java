package io.github.athenaconnect.result;

import io.github.athenaconnect.result.UnreadableResultException.Reason;
import io.github.athenaconnect.result.parquet.FileBytes;
import java.util.Optional;

/**
 * Any bytes of one immutable S3 object.
 *
 * <p>The first request asks for the object's end, where the formats that need this describe themselves, and so learns its
 * length and state; every later one asks for a range of just that state. Not for use by several threads, except
 * {@link #close}.
 */
final class ObjectRanges implements FileBytes, AutoCloseable {
    /** Enough for what most files say of themselves, and little for a connection. */
    private static final int END = 64 * 1024;

    private final RangeFetcher fetcher;
    private Optional<ResultFingerprint> known = Optional.empty();
    private byte[] end = new byte[0];

    ObjectRanges(ObjectOpener opener, int attempts, Backoff backoff) {
        this.fetcher = new RangeFetcher(opener, attempts, backoff);
    }

    S3Location location() {
        return fetcher.location();
    }

    /** Fails with {@link Reason#CLOSED} if closed. */
    void requireOpen() {
        fetcher.requireOpen();
    }

    @Override
    public long length() {
        requireOpen();
        return known.orElseGet(this::fetchEnd).size();
    }

    private ResultFingerprint fetchEnd() {
        ResultFingerprint found = fetcher.beginWithEnd(END);
        byte[] bytes = new byte[(int) Math.min(found.size(), END)];
        fetcher.fetch(found, found.size() - bytes.length, bytes, bytes.length);
        end = bytes;
        known = Optional.of(found);
        return found;
    }

    @Override
    public void read(long position, byte[] into) {
        long endBegin = length() - end.length;
        if (position >= endBegin) {
            System.arraycopy(end, (int) (position - endBegin), into, 0, into.length);
        } else {
            fetcher.fetch(known.orElseThrow(), position, into, into.length);
        }
    }

    /** Ends reading at once, also while another thread waits for bytes. Harmless when repeated. */
    @Override
    public void close() {
        fetcher.close();
    }
}
