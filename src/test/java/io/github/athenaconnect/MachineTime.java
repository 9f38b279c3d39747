package io.github.athenaconnect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * How long something took, without the time in which the machine stood still or had no room for this JVM: a thread counts its
 * own short naps, and none passes while nobody runs. On a machine that has time it is as long as by any clock, so that what
 * waits in vain still takes too long; on one that has none it is shorter. Safe from any thread.
 */
public final class MachineTime implements AutoCloseable {
    private static final long NAP_MILLIS = 10;

    /** A nap of a second was none: the machine stood still. */
    private static final long STANDSTILL_NANOS = 1_000_000_000;

    private static final int ATTEMPTS = 10;

    private final AtomicLong naps = new AtomicLong();
    private final AtomicLong standstills = new AtomicLong();
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

    /**
     * What comes of something that keeps time limits of its own, by clocks, and is to take less than {@code limit}. What it did
     * while the machine stood still says nothing about it, so that it is done again, up to ten times.
     */
    public static <T> T whileItGoesOn(Duration limit, Supplier<T> something) {
        for (int attempt = 1; ; attempt++) {
            try (MachineTime time = begin()) {
                T result = something.get();
                if (!time.stoodStill() || attempt == ATTEMPTS) {
                    assertThat(time.elapsed()).isLessThan(limit);
                    return result;
                }
            }
        }
    }

    private void count() {
        try {
            long before = System.nanoTime();
            while (true) {
                TimeUnit.MILLISECONDS.sleep(NAP_MILLIS);
                long now = System.nanoTime();
                naps.incrementAndGet();
                if (now - before > STANDSTILL_NANOS) {
                    standstills.incrementAndGet();
                }
                before = now;
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    /** Since the beginning. */
    public Duration elapsed() {
        return Duration.ofMillis(naps.get() * NAP_MILLIS);
    }

    /** Whether the machine stood still for a second or longer at once. */
    public boolean stoodStill() {
        return standstills.get() > 0;
    }

    @Override
    public void close() {
        counter.interrupt();
    }
}
