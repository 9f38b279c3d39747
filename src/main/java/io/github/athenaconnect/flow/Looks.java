package io.github.athenaconnect.flow;

import io.github.athenaconnect.query.AthenaSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How an execution has been looked at so far. Immutable.
 *
 * @param pause how long to wait after a look if there will be more to see
 * @param longestPause which the pauses double up to
 * @param unknownSince since when, as time passes, Athena has said at each look that it does not know the execution
 */
record Looks(Duration pause, Duration longestPause, Optional<Instant> unknownSince) {
    /**
     * What Athena has just started it may not find for a moment, and what it has found before neither. Another execution
     * would be paid too, and the rows of this one delivered again, so that one answer is not believed.
     */
    private static final Duration DOUBT = Duration.ofSeconds(20);

    /** Not at all. */
    static Looks none(AthenaSettings athena) {
        return new Looks(athena.pollMin(), athena.pollMax(), Optional.empty());
    }

    /** The same after one more look, which is followed by twice the pause. */
    Looks next() {
        Duration doubled = pause.multipliedBy(2);
        return new Looks(doubled.compareTo(longestPause) > 0 ? longestPause : doubled, longestPause, unknownSince);
    }

    /** The same after Athena has said that it does not know the execution. */
    Looks unknown(Instant now) {
        return new Looks(pause, longestPause, unknownSince.or(() -> Optional.of(now)));
    }

    /** The same after Athena has told of the execution. */
    Looks known() {
        return new Looks(pause, longestPause, Optional.empty());
    }

    /** Whether Athena has said so for so long that it has to be believed. */
    boolean isUnknownForLong(Instant now) {
        return unknownSince.filter(since -> !now.isBefore(since.plus(DOUBT))).isPresent();
    }
}
