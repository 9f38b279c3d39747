package io.github.athenaconnect.quota;

import java.time.Duration;
import java.time.Instant;
import java.util.TreeMap;

/**
 * Who waits to make a call, first come first served. Mutable. For one thread at a time.
 *
 * <p>Nobody has to sign off: who does not come back when he was told to is not waited for, as his task has ended or his thread
 * is held up. Whoever comes late has his place still, as it is a number.
 */
final class Line {
    private static final Duration LATEST = Duration.ofSeconds(1);

    private final TreeMap<Long, Instant> backAt = new TreeMap<>();

    /** How many come before this place. */
    int ahead(long place, Instant now) {
        backAt.values().removeIf(back -> back.plus(LATEST).isBefore(now));
        return backAt.headMap(place).size();
    }

    void await(long place, Instant until) {
        backAt.put(place, until);
    }

    void leave(long place) {
        backAt.remove(place);
    }

    boolean isEmpty() {
        return backAt.isEmpty();
    }
}
