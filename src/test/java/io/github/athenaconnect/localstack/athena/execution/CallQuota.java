package io.github.athenaconnect.localstack.athena.execution;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * How often an operation may be called, as AWS counts it: a bucket that fills at a steady rate, and what is not used is saved
 * up to a burst. Mutable: it knows what was used. Safe for many threads.
 */
public final class CallQuota {
    private final double perSecond;
    private final int burst;
    private final InstantSource clock;
    private double left;
    private Instant asOf;
    private long refused;

    /** One of which nothing is used. */
    public CallQuota(double perSecond, int burst, InstantSource clock) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.clock = clock;
        this.left = burst;
        this.asOf = clock.instant();
    }

    /** Whether one more call is within it; it is used then. */
    public synchronized boolean admits() {
        Instant now = clock.instant();
        left = Math.min(burst, left + perSecond * Duration.between(asOf, now).toNanos() / 1e9);
        asOf = now;
        if (left < 1) {
            refused++;
            return false;
        }
        left--;
        return true;
    }

    /** How many calls were not. */
    public synchronized long refused() {
        return refused;
    }
}
