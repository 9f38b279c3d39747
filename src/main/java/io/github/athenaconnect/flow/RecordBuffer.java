package io.github.athenaconnect.flow;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;

/**
 * What has been read and waits for the worker to poll: bounded, first in, first out. Safe for several threads.
 *
 * <p>Bounded in batches as well as in bytes of the result, because decoded rows are several times larger than their
 * text.
 */
public final class RecordBuffer {
    private final long maximumBytes;
    private final int maximumBatches;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Queue<Batch> batches = new ArrayDeque<>();
    private long bytes;
    private long records;
    private @Nullable Throwable failure;

    public RecordBuffer(long maximumBytes, int maximumBatches) {
        this.maximumBytes = maximumBytes;
        this.maximumBatches = maximumBatches;
    }

    /**
     * Adds a batch; waits while there is no room. A batch larger than the whole buffer goes in alone. After a failure it
     * is dropped: nobody is to take it.
     */
    void put(Batch batch) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (failure == null
                    && !batches.isEmpty()
                    && (batches.size() >= maximumBatches || bytes + batch.bytes() > maximumBytes)) {
                changed.await();
            }
            if (failure != null) {
                return;
            }
            batches.add(batch);
            bytes += batch.bytes();
            records += batch.records().size();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The size of what waits. */
    long bytes() {
        return guarded(() -> bytes);
    }

    /** The number of records that wait. */
    long records() {
        return guarded(() -> records);
    }

    private long guarded(LongSupplier number) {
        lock.lock();
        try {
            return number.getAsLong();
        } finally {
            lock.unlock();
        }
    }

    /** Ends the flow: whoever takes reads what is there already, then meets {@code cause}. The first cause counts. */
    void fail(Throwable cause) {
        lock.lock();
        try {
            if (failure == null) {
                failure = cause;
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * The next batch; null if there is none within {@code patience}, or one without records.
     *
     * @throws ConnectException if reading has failed and everything read before was taken
     */
    public @Nullable Batch take(Duration patience) throws InterruptedException {
        Batch batch = next(patience.toNanos());
        if (batch == null) {
            return null;
        }
        batch.taken().run();
        return batch.records().isEmpty() ? null : batch;
    }

    private @Nullable Batch next(long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanos;
            while (batches.isEmpty() && failure == null && left > 0) {
                left = changed.awaitNanos(left);
            }
            Batch batch = batches.poll();
            if (batch != null) {
                bytes -= batch.bytes();
                records -= batch.records().size();
                changed.signalAll();
            } else if (failure != null) {
                throw connectException(failure);
            }
            return batch;
        } finally {
            lock.unlock();
        }
    }

    private static ConnectException connectException(Throwable cause) {
        return cause instanceof ConnectException complete
                ? complete
                : new ConnectException("Reading stopped with an error of the connector itself: " + cause, cause);
    }
}
