package io.github.athenaconnect.result;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The parts of one object that are fetched ahead of its reader, without a gap between them. For the reader's thread,
 * except {@link #close}.
 *
 * <p>Where there are none, which is so at the beginning, the reader uses a connection of its own, up to the byte at which
 * they begin.
 */
final class PartsAhead implements AutoCloseable {
    private final ReadAhead ahead;
    private final ObjectOpener opener;
    private final int attempts;
    private final Backoff backoff;
    private final Deque<Part> parts = new ArrayDeque<>();
    private long notBefore;
    private boolean joined;
    private boolean closed;

    PartsAhead(ReadAhead ahead, ObjectOpener opener, int attempts, Backoff backoff) {
        this.ahead = ahead;
        this.opener = opener;
        this.attempts = attempts;
        this.backoff = backoff;
    }

    /** The object's byte at which they begin; beyond any object if there are none. */
    synchronized long begin() {
        return parts.isEmpty() ? Long.MAX_VALUE : parts.element().next();
    }

    /**
     * Reads some of the bytes at {@link #begin}, at least one.
     *
     * @return their number; absent if they could not be had when nobody waited for them, which may be long ago: the first
     *     part is then gone, and the reader asks for them itself
     */
    OptionalInt read(byte[] into, int from, int most) {
        Part first = first();
        boolean wasOver = first.isOver();
        try {
            first.await();
        } catch (UnreadableResultException failure) {
            if (wasOver && failure.passing()) {
                remove(first);
                return OptionalInt.empty();
            }
            throw failure;
        }
        int count = first.read(into, from, most);
        if (first.isRead()) {
            remove(first);
        }
        return OptionalInt.of(count);
    }

    private synchronized Part first() {
        return parts.element();
    }

    private synchronized void remove(Part part) {
        parts.remove(part);
        part.drop();
    }

    /** Has more fetched, if that pays and others leave room for it, while the reader reads on at {@code offset}. */
    void extend(long offset, ResultFingerprint state) {
        Optional<Part> more = more(offset, state);
        while (more.isPresent()) {
            ahead.fetch(more.get());
            more = more(offset, state);
        }
    }

    private synchronized Optional<Part> more(long offset, ResultFingerprint state) {
        if (closed || (parts.isEmpty() && !isTimeToBegin(offset, state))) {
            return Optional.empty();
        }
        long position =
                parts.isEmpty() ? offset + ahead.partBytes() : parts.getLast().end();
        if (position >= state.size()) {
            return Optional.empty();
        }
        Optional<Part> part = ahead.take(parts.size())
                .map(room -> new Part(ahead, new RangeFetcher(opener, attempts, backoff), state, position, room));
        part.ifPresent(parts::add);
        return part;
    }

    /** Now and then only: beginning costs a connection, as the one in use is cut where the first part begins. */
    private boolean isTimeToBegin(long offset, ResultFingerprint state) {
        if (offset < notBefore || state.size() - offset < ahead.worthwhile()) {
            return false;
        }
        notBefore = offset + ahead.worthwhile();
        if (!joined) {
            joined = true;
            ahead.join();
        }
        return true;
    }

    /** Drops all parts at once, also while the reader waits for one. Harmless when repeated. */
    @Override
    public synchronized void close() {
        closed = true;
        parts.forEach(Part::drop);
        if (joined) {
            joined = false;
            ahead.leave();
        }
    }
}
