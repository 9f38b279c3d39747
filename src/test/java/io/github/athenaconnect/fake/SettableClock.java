package io.github.athenaconnect.fake;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until it is moved. Safe for several threads. */
public final class SettableClock implements InstantSource {
    private volatile Instant now;

    public SettableClock(String now) {
        this.now = Instant.parse(now);
    }

    @Override
    public Instant instant() {
        return now;
    }

    public void move(Duration forward) {
        now = now.plus(forward);
    }

    public void moveTo(Instant later) {
        if (later.isAfter(now)) {
            now = later;
        }
    }
}
