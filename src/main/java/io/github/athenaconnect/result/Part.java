package io.github.athenaconnect.result;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * Some bytes of an object, fetched once by whoever comes first: a thread that works ahead, or the reader. Dropped from
 * any thread; its room is given back when nobody uses it any more.
 */
final class Part implements Runnable {
    private final ReadAhead ahead;
    private final RangeFetcher fetcher;
    private final ResultFingerprint state;
    private final long position;
    private final int length;
    private final byte[] room;
    private final FutureTask<Void> fetch = new FutureTask<>(this::fetch, null);
    private boolean fetching;
    private boolean dropped;
    private int read;

    /**
     * A part that nobody has begun to fetch.
     *
     * @param position of its first byte in the object
     * @param end behind the last one
     * @param room where its bytes go, of {@code ahead}
     */
    Part(ReadAhead ahead, RangeFetcher fetcher, ResultFingerprint state, long position, long end, byte[] room) {
        this.ahead = ahead;
        this.fetcher = fetcher;
        this.state = state;
        this.position = position;
        this.length = (int) (end - position);
        this.room = room;
    }

    /** Fetches the bytes, unless somebody has begun to. */
    @Override
    public void run() {
        fetch.run();
    }

    private void fetch() {
        if (enter()) {
            try {
                fetcher.fetch(state, position, room, 0, length);
            } finally {
                leave();
            }
        }
    }

    private synchronized boolean enter() {
        fetching = !dropped;
        return fetching;
    }

    private synchronized void leave() {
        fetching = false;
        if (dropped) {
            ahead.giveBack(room);
        }
    }

    /** Byte of the object that is read next. */
    synchronized long next() {
        return position + read;
    }

    synchronized boolean isRead() {
        return read == length;
    }

    /** Whether fetching has ended, well or not. */
    boolean isOver() {
        return fetch.isDone();
    }

    /**
     * Returns when the bytes are there, which may mean to fetch them.
     *
     * @throws UnreadableResultException what ended fetching them; or at once, if the part is dropped
     */
    void await() {
        run();
        try {
            fetch.get();
        } catch (CancellationException drop) {
            fetcher.requireOpen();
            throw drop;
        } catch (InterruptedException interruption) {
            throw Persistence.interrupted(fetcher.location(), interruption);
        } catch (ExecutionException failed) {
            throw failure(failed.getCause());
        }
    }

    private static RuntimeException failure(@Nullable Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException known
                ? known
                : new IllegalStateException("Fetching throws nothing that is checked", cause);
    }

    /** Reads some of the bytes, at least one, once they are there. */
    synchronized int read(byte[] into, int from, int most) {
        fetcher.requireOpen();
        int count = Math.min(most, length - read);
        System.arraycopy(room, read, into, from, count);
        read += count;
        return count;
    }

    /** Ends fetching at once, and reading. Harmless when repeated. */
    synchronized void drop() {
        if (dropped) {
            return;
        }
        dropped = true;
        fetcher.close();
        fetch.cancel(false);
        if (!fetching) {
            ahead.giveBack(room);
        }
    }
}
