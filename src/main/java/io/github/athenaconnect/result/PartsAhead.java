package io.github.athenaconnect.result;

import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * The parts of one object that are fetched ahead of its reader. For the reader's thread, except {@link #close}.
 *
 * <p>What is in no part the reader fetches over a connection of its own.
 */
final class PartsAhead implements AutoCloseable {
    private final ReadAhead ahead;
    private final ObjectOpener opener;
    private final int attempts;
    private final Backoff backoff;

    /** By the byte of the object that is read of them next. */
    private final NavigableMap<Long, Part> parts = new TreeMap<>();

    private boolean joined;
    private boolean closed;

    PartsAhead(ReadAhead ahead, ObjectOpener opener, int attempts, Backoff backoff) {
        this.ahead = ahead;
        this.opener = opener;
        this.attempts = attempts;
        this.backoff = backoff;
    }

    /** How many bytes a part may have. */
    int partBytes() {
        return ahead.partBytes();
    }

    /** What is left of an object must be at least as long for parts of it to be fetched ahead. */
    long worthwhile() {
        return ahead.worthwhile();
    }

    synchronized boolean areNone() {
        return parts.isEmpty();
    }

    /** The first of the object's bytes from {@code offset} on that is read of a part; beyond any object if none is. */
    synchronized long next(long offset) {
        return Optional.ofNullable(parts.ceilingKey(offset)).orElse(Long.MAX_VALUE);
    }

    /**
     * Reads some of the bytes at {@code offset}, which is a part's next one; at least one.
     *
     * @return their number; absent if they could not be had when nobody waited for them, which may be long ago: the part
     *     is then gone, and the reader asks for them itself
     */
    OptionalInt read(long offset, byte[] into, int from, int most) {
        Part part = at(offset);
        boolean wasOver = part.isOver();
        try {
            part.await();
        } catch (UnreadableResultException failure) {
            if (wasOver && failure.passing()) {
                remove(offset);
                return OptionalInt.empty();
            }
            throw failure;
        }
        int count = part.read(into, from, most);
        advance(offset, part);
        return OptionalInt.of(count);
    }

    private synchronized Part at(long offset) {
        return Optional.ofNullable(parts.get(offset)).orElseThrow();
    }

    private synchronized void advance(long offset, Part part) {
        if (part.isRead()) {
            remove(offset);
        } else {
            parts.remove(offset);
            put(part.next(), part);
        }
    }

    private synchronized void remove(long offset) {
        Optional.ofNullable(parts.remove(offset)).ifPresent(Part::drop);
    }

    /**
     * Has the bytes {@code [from, to)} fetched, which are no more than a part may have and in none yet.
     *
     * @return whether others left room for it
     */
    boolean fetch(long from, long to, ResultFingerprint state) {
        Optional<Part> part = add(from, to, state);
        part.ifPresent(ahead::fetch);
        return part.isPresent();
    }

    private synchronized Optional<Part> add(long from, long to, ResultFingerprint state) {
        if (closed) {
            return Optional.empty();
        }
        if (!joined) {
            joined = true;
            ahead.join();
        }
        Optional<Part> part = ahead.take(parts.size())
                .map(room -> new Part(ahead, new RangeFetcher(opener, attempts, backoff), state, from, to, room));
        part.ifPresent(added -> put(from, added));
        return part;
    }

    /** Two parts meet where a damaged file names the same bytes twice: the room of the first is free again then. */
    private void put(long from, Part part) {
        Optional.ofNullable(parts.put(from, part)).ifPresent(Part::drop);
    }

    /** Drops all parts at once, also while the reader waits for one. Harmless when repeated. */
    @Override
    public synchronized void close() {
        closed = true;
        parts.values().forEach(Part::drop);
        if (joined) {
            joined = false;
            ahead.leave();
        }
    }
}
