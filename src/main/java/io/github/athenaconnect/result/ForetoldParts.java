package io.github.athenaconnect.result;

import io.github.athenaconnect.result.parquet.FileRange;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Reads ranges of an object that come in about the order that was foretold, and has those to come fetched ahead. For the
 * reader's thread.
 */
final class ForetoldParts {
    private final PartsAhead parts;
    private final RangeFetcher fetcher;
    private Iterator<FileRange> order = Collections.emptyIterator();

    /** Foretold, and neither read nor fetched ahead: few, unless what is read is far from the order. */
    private final Set<FileRange> due = new LinkedHashSet<>();

    /** Whatever there is no part of is fetched by {@code fetcher}. */
    ForetoldParts(PartsAhead parts, RangeFetcher fetcher) {
        this.parts = parts;
        this.fetcher = fetcher;
    }

    /** From now on these are read, each with one call of {@link #read}. */
    void expect(Stream<FileRange> ranges) {
        order = ranges.flatMap(this::cut).iterator();
    }

    /** As a part can have them. */
    private Stream<FileRange> cut(FileRange range) {
        int size = parts.partBytes();
        return LongStream.iterate(range.begin(), begin -> begin < range.end(), begin -> begin + size)
                .mapToObj(begin -> new FileRange(begin, Math.min(begin + size, range.end())));
    }

    /** Fills {@code into} with the bytes from {@code position} on. */
    void read(ResultFingerprint state, long position, byte[] into) {
        Deque<FileRange> own = claimed(new FileRange(position, position + into.length));
        int filled = 0;
        while (filled < into.length) {
            extend(state, position + filled, own);
            filled += readSome(state, position + filled, into, filled);
        }
        extend(state, position + filled, own);
    }

    /** The pieces of a range that are due, and are no longer. */
    private Deque<FileRange> claimed(FileRange range) {
        Deque<FileRange> claimed = new ArrayDeque<>();
        if (!due.isEmpty() || order.hasNext()) {
            cut(range).filter(this::claim).forEach(claimed::add);
        }
        return claimed;
    }

    /** Whether it is due, and is no longer. */
    private boolean claim(FileRange piece) {
        if (parts.next(piece.begin()) == piece.begin()) {
            return false;
        }
        while (!due.contains(piece) && order.hasNext()) {
            due.add(order.next());
        }
        return due.remove(piece);
    }

    /** What is wanted now goes before what is to come. */
    private void extend(ResultFingerprint state, long offset, Deque<FileRange> own) {
        own.removeIf(piece -> piece.begin() < offset);
        while (!own.isEmpty() && fetch(own.element(), state)) {
            own.remove();
        }
        while (own.isEmpty() && (!due.isEmpty() || order.hasNext())) {
            FileRange next = due.isEmpty() ? order.next() : due.iterator().next();
            due.add(next);
            if (!fetch(next, state)) {
                return;
            }
            due.remove(next);
        }
    }

    private boolean fetch(FileRange piece, ResultFingerprint state) {
        return parts.fetch(piece.begin(), piece.end(), state);
    }

    private int readSome(ResultFingerprint state, long offset, byte[] into, int from) {
        long next = parts.next(offset);
        if (next == offset) {
            OptionalInt count = parts.read(offset, into, from, into.length - from);
            if (count.isPresent()) {
                return count.getAsInt();
            }
            next = parts.next(offset);
        }
        int count = (int) Math.min(into.length - from, next - offset);
        fetcher.fetch(state, offset, into, from, count);
        return count;
    }
}
