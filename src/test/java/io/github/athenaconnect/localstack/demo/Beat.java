package io.github.athenaconnect.localstack.demo;

import java.time.Duration;

/** Tells a loop that runs often when it is time for what is done more rarely. For one thread. */
final class Beat {
    private final long nanos;
    private long next;

    /** The first time comes after one interval. */
    Beat(Duration every) {
        this.nanos = every.toNanos();
        this.next = System.nanoTime() + nanos;
    }

    /** Whether the time has come; the next one is then a full interval away. */
    boolean due() {
        long now = System.nanoTime();
        if (now - next < 0) {
            return false;
        }
        next = now + nanos;
        return true;
    }
}
