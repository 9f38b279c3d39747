package io.github.athenaconnect.fake;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that can be moved. Safe for several threads. */
public final class SettableClock implements InstantSource {
    private final InstantSource ticks;
    private volatile Duration ahead;

    private SettableClock(InstantSource ticks, Instant now) {
        this.ticks = ticks;
        this.ahead = Duration.between(ticks.instant(), now);
    }

    /** Stands still until it is moved: for tests that take every step themselves. */
    public static SettableClock standing(String now) {
        return new SettableClock(InstantSource.fixed(Instant.EPOCH), Instant.parse(now));
    }

    /** Goes on by itself: for tests with threads that wait. */
    public static SettableClock ticking(String now) {
        return new SettableClock(InstantSource.system(), Instant.parse(now));
    }

    /** Goes on with another clock, and shows the same until it is moved. */
    public static SettableClock beside(InstantSource other) {
        return new SettableClock(other, other.instant());
    }

    /** Another clock that shows the same for now. */
    public SettableClock copy() {
        return new SettableClock(ticks, instant());
    }

    @Override
    public Instant instant() {
        return ticks.instant().plus(ahead);
    }

    public void move(Duration forward) {
        ahead = ahead.plus(forward);
    }

    /** Moves to {@code later}, never backwards. */
    public void moveTo(Instant later) {
        Duration missing = Duration.between(instant(), later);
        if (!missing.isNegative()) {
            move(missing);
        }
    }
}
