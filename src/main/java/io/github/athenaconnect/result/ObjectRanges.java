package io.github.athenaconnect.result;

import io.github.athenaconnect.result.UnreadableResultException.Reason;
import io.github.athenaconnect.result.parquet.FileBytes;
import io.github.athenaconnect.result.parquet.FileRange;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Any bytes of one immutable S3 object.
 *
 * <p>The first request asks for the object's end, where the formats that need this describe themselves, and so learns its
 * length and state; every later one asks for a range of just that state. What is going to be asked for is fetched ahead. Not for use by several threads, except
 * {@link #close}.
 */
final class ObjectRanges implements FileBytes, AutoCloseable {
    /** Enough for what most files say of themselves, and little for a connection. */
    private static final int END = 64 * 1024;

    private final RangeFetcher fetcher;
    private final PartsAhead parts;
    private final ForetoldParts foretold;
    private Optional<ResultFingerprint> known = Optional.empty();
    private byte[] end = new byte[0];

    ObjectRanges(ObjectOpener opener, int attempts, Backoff backoff, ReadAhead ahead) {
        this.fetcher = new RangeFetcher(opener, attempts, backoff);
        this.parts = new PartsAhead(ahead, opener, attempts, backoff);
        this.foretold = new ForetoldParts(parts, fetcher);
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
        fetcher.fetch(found, found.size() - bytes.length, bytes, 0, bytes.length);
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
            foretold.read(known.orElseThrow(), position, into);
        }
    }

    @Override
    public void expect(Stream<FileRange> order) {
        long endBegin = length() - end.length;
        if (length() >= parts.worthwhile()) {
            foretold.expect(order.filter(range -> range.begin() < endBegin));
        }
    }

    /** Ends reading at once, also while another thread waits for bytes. Harmless when repeated. */
    @Override
    public void close() {
        fetcher.close();
        parts.close();
    }
}
