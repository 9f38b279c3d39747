package io.github.athenaconnect.result;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * What all results of a task together may fetch ahead of being read: parts of objects, each by a request of its own.
 * Safe for several threads.
 *
 * <p>Results that are read at once share the parts evenly. One that gets none is read over one connection, so nobody ever
 * waits here.
 */
public final class ReadAhead {
    /** Large enough for its transfer to take about as long as S3's first byte, small enough to have many at once. */
    private static final int SMALLEST_PART = 1024 * 1024;

    /** The least size that AWS calls usual for a ranged request; larger parts would make few requests fewer. */
    private static final int LARGEST_PART = 8 * 1024 * 1024;

    /** So many connections keep up with a decoder where one is far slower, and are few beside those of the queries. */
    private static final int MOST_PARTS = 16;

    /** A single part ahead of a connection is no faster than the connection. */
    private static final int FEWEST_PARTS = 2;

    /** Left for an array's own header, so that a part does not take two regions of G1's heap instead of one. */
    private static final int HEADER = 64;

    private final int parts;
    private final int partBytes;
    private final Executor fetchers;
    private final Deque<byte[]> idle = new ArrayDeque<>();
    private int taken;
    private int readers;

    /** At most {@code parts} parts of {@code partBytes} bytes; {@code fetchers} may run them late, or never. */
    ReadAhead(int parts, int partBytes, Executor fetchers) {
        this.parts = parts;
        this.partBytes = partBytes;
        this.fetchers = fetchers;
    }

    /** Fetches nothing ahead. */
    public static ReadAhead none() {
        return new ReadAhead(0, 1, work -> {});
    }

    /**
     * As many parts, and as large ones, as {@code bytes} allow; none at all if that is too little to be faster.
     *
     * @param fetchers has {@link #connections} threads; what it does late, or refuses, the reader does itself
     */
    public static ReadAhead within(long bytes, Executor fetchers) {
        long size = Math.max(SMALLEST_PART, Math.min(bytes / MOST_PARTS, LARGEST_PART));
        int parts = (int) Math.min(bytes / size, MOST_PARTS);
        return new ReadAhead(parts < FEWEST_PARTS ? 0 : parts, (int) size - HEADER, fetchers);
    }

    /** How many parts are fetched at once at most, each over a connection. */
    public static int connections() {
        return MOST_PARTS;
    }

    int partBytes() {
        return partBytes;
    }

    /** What is left of an object must be at least as long for anything of it to be fetched ahead. */
    long worthwhile() {
        return parts == 0 ? Long.MAX_VALUE : 4L * partBytes;
    }

    /** Counts one more among those who share. */
    synchronized void join() {
        readers++;
    }

    /** Counts one less; the last one leaves no memory behind. */
    synchronized void leave() {
        readers--;
        if (readers == 0) {
            idle.clear();
        }
    }

    /** Room for a part, for somebody who has joined and holds that of {@code held} parts; to be given back. */
    synchronized Optional<byte[]> take(int held) {
        int share = parts / readers;
        if (share < FEWEST_PARTS || held >= share || taken >= parts) {
            return Optional.empty();
        }
        taken++;
        return Optional.of(idle.isEmpty() ? new byte[partBytes] : idle.pop());
    }

    synchronized void giveBack(byte[] room) {
        taken--;
        if (readers > 0) {
            idle.push(room);
        }
    }

    /** Has {@code part} fetched when there is a thread for it. */
    void fetch(Part part) {
        try {
            fetchers.execute(part);
        } catch (RejectedExecutionException stopping) {
            // The reader fetches it itself, if it gets that far.
        }
    }

    /** How many parts are held; none when every reader is closed and its last request has ended. */
    synchronized int taken() {
        return taken;
    }
}
