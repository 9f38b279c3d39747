package io.github.athenaconnect;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How long something took, without the time in which the machine stood still or had no room for this JVM: a thread counts its
 * own short naps, and none passes while nobody runs. On a machine that has time it is as long as by any clock, so that what
 * waits in vain still takes too long; on one that has none it is shorter. Safe from any thread.
 */
public final class MachineTime implements AutoCloseable {
    private static final long NAP_MILLIS = 10;

    private final AtomicLong naps = new AtomicLong();
    private final Thread counter;

    private MachineTime() {
        counter = new Thread(this::count, "machine-time");
        counter.setDaemon(true);
        counter.start();
    }

    /** Begins to count. */
    public static MachineTime begin() {
        return new MachineTime();
    }

    private void count() {
        try {
            while (true) {
                TimeUnit.MILLISECONDS.sleep(NAP_MILLIS);
                naps.incrementAndGet();
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    /** Since the beginning. */
    public Duration elapsed() {
        return Duration.ofMillis(naps.get() * NAP_MILLIS);
    }

    @Override
    public void close() {
        counter.interrupt();
    }
}
