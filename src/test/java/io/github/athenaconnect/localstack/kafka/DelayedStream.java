package io.github.athenaconnect.localstack.kafka;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

/** A stream whose bytes arrive later than they were written, by a thread of their own. Written by one thread. */
final class DelayedStream extends OutputStream {
    /** Bytes; more than is ever under way on a link whose delay is a few milliseconds. */
    private static final int MOST_UNDER_WAY = 8 * 1024 * 1024;

    private final OutputStream target;
    private final long delayNanos;
    private final BlockingQueue<Piece> underWay = new LinkedBlockingQueue<>();
    private final Semaphore room = new Semaphore(MOST_UNDER_WAY);
    private final CountDownLatch delivered = new CountDownLatch(1);
    private volatile boolean broken;

    DelayedStream(OutputStream target, long delayNanos) {
        this.target = target;
        this.delayNanos = delayNanos;
    }

    /** Some bytes and when they arrive; without any bytes it is the end of the stream. */
    private static final class Piece {
        private final long due;
        private final byte[] bytes;

        private Piece(long due, byte[] bytes) {
            this.due = due;
            this.bytes = bytes;
        }

        private boolean last() {
            return bytes.length == 0;
        }
    }

    @Override
    public void write(int single) throws IOException {
        write(new byte[] {(byte) single}, 0, 1);
    }

    /** Some bytes at once, as many as may be under way at most. */
    @Override
    public void write(byte[] source, int from, int count) throws IOException {
        try {
            room.acquire(count);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while the link was full", e);
        }
        if (broken) {
            throw new IOException("The other end of the link has gone");
        }
        if (count > 0) {
            send(Arrays.copyOfRange(source, from, from + count));
        }
    }

    private void send(byte[] bytes) {
        underWay.add(new Piece(System.nanoTime() + delayNanos, bytes));
    }

    /** Returns when all has arrived that can still arrive; the target stays open. */
    @Override
    public void close() throws IOException {
        send(new byte[0]);
        try {
            delivered.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while something was under way", e);
        }
    }

    /** Delivers until the stream is closed, this thread is interrupted or the target has gone. */
    void deliver() {
        try {
            for (Piece piece = next(); !piece.last(); piece = next()) {
                target.write(piece.bytes);
                room.release(piece.bytes.length);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // The target is gone, which its peer learns from the connection itself, and the writer below.
        } finally {
            broken = true;
            // Whoever waits for room is to see that.
            room.release(MOST_UNDER_WAY);
            delivered.countDown();
        }
    }

    /** The next piece, when it is due. */
    private Piece next() throws InterruptedException {
        Piece piece = underWay.take();
        for (long left = piece.due - System.nanoTime(); left > 0; left = piece.due - System.nanoTime()) {
            LockSupport.parkNanos(left);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        return piece;
    }
}
