package io.github.athenaconnect.quota;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * How many queries this worker may have queued and running at once, which depends on the account's limit and on what others have.
 * Nobody can be asked for either, so it is learned: when Athena refuses a start, there is room for those that are
 * active, and for no more. Each one that ends makes room for the next. Now and then one more is tried: after a second, and
 * after up to half a minute while that is refused; with every one that is not refused twice as many. After two minutes without a
 * refusal nothing is known of a limit any more.
 *
 * <p>Mutable. For one thread at a time.
 */
final class ActiveQueries {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /** So old a refusal says nothing, and an execution that nobody looks at any more is not known to be active. */
    private static final Duration FORGOTTEN = Duration.ofMinutes(2);

    private static final long UNLIMITED = Long.MAX_VALUE;

    /** By execution id, or by the place of a start that is under way: when it was last known to be active. */
    private final Map<Object, Instant> active = new HashMap<>();

    private long most = UNLIMITED;
    private long more = 1;
    private boolean trying;
    private Duration pause = FIRST_PAUSE;
    private Instant next = Instant.MAX;
    private Instant refused = Instant.MIN;

    /** Whether a limit has been met that still counts. */
    boolean isLimited() {
        return most != UNLIMITED;
    }

    /** How many may be started now. */
    long room(Instant now) {
        forget(now);
        if (!isLimited()) {
            return UNLIMITED;
        }
        if (active.size() >= most && !now.isBefore(tryAt(now))) {
            tryMore(now);
        }
        return Math.max(0, most - active.size());
    }

    private void tryMore(Instant now) {
        pause = trying ? FIRST_PAUSE : pause;
        most = active.size() + more;
        more *= 2;
        trying = true;
        next = now.plus(pause);
    }

    /** When more are tried than is known to have room. */
    Instant tryAt(Instant now) {
        Instant latest = now.plus(LONGEST_PAUSE);
        next = next.isAfter(latest) ? latest : next;
        return next;
    }

    /** One is about to be started. */
    void starts(long place, Instant now) {
        forget(now);
        active.put(place, now);
    }

    private void forget(Instant now) {
        active.values().removeIf(seen -> seen.plus(FORGOTTEN).isBefore(now));
        if (refused.plus(FORGOTTEN).isBefore(now)) {
            most = UNLIMITED;
        }
    }

    /** It was started, or was not. */
    void answered(long place) {
        active.remove(place);
    }

    /** It was refused, as there are too many. */
    void refused(Instant now) {
        if (!isLimited()) {
            pause = FIRST_PAUSE;
        } else if (trying) {
            Duration doubled = pause.multipliedBy(2);
            pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
        }
        most = active.size();
        more = 1;
        trying = false;
        next = now.plus(pause);
        refused = now;
    }

    /** An execution is queued or running. */
    void active(String id, Instant now) {
        active.put(id, now);
    }

    /** An execution has ended. */
    void ended(String id) {
        active.remove(id);
    }
}
