package io.github.athenaconnect.flow;

import io.github.athenaconnect.query.RetrySettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long failing calls in a row are tried again: at doubling pauses, until the run's timeout has passed since the
 * first of them. Immutable.
 *
 * @param since when the first of them failed; absent after progress
 * @param pause how long to wait before the next try
 */
record Patience(Optional<Instant> since, Duration pause, RetrySettings settings) {
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    static Patience fresh(RetrySettings settings) {
        return new Patience(Optional.empty(), bounded(settings.backoff()), settings);
    }

    /** What is left after a failure at {@code now}. */
    Patience failed(Instant now) {
        return new Patience(since.or(() -> Optional.of(now)), bounded(pause.multipliedBy(2)), settings);
    }

    /** The same, as if the first failure had come later by {@code wait}. */
    Patience later(Duration wait) {
        return new Patience(since.map(first -> first.plus(wait)), pause, settings);
    }

    private static Duration bounded(Duration pause) {
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    boolean exhausted(Instant now) {
        return since.filter(first -> !now.isBefore(first.plus(settings.timeout())))
                .isPresent();
    }
}
