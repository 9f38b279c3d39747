package io.github.athenaconnect.flow;

import java.time.Duration;
import java.time.Instant;

/**
 * Says when something that lasts long is to be told of again: after 30 seconds, then whenever it has lasted twice as long, but
 * every ten minutes at least. Mutable. For one thread at a time.
 */
final class Reminder {
    private static final Duration FIRST = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private Instant next = Instant.MAX;
    private Duration pause = FIRST;

    /** Something has begun. */
    void begin(Instant now) {
        pause = FIRST;
        next = now.plus(FIRST);
    }

    /** Whether it is time; if so, the next time is later. */
    boolean isDue(Instant now) {
        if (now.isBefore(next)) {
            return false;
        }
        next = now.plus(pause);
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
        return true;
    }
}
