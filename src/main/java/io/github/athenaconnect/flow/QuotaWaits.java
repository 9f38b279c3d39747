package io.github.athenaconnect.flow;

import io.github.athenaconnect.metrics.QueryCount;
import io.github.athenaconnect.quota.QuotaAwaitedException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long a query waits for the account's quota of calls, which it does in the phase that has a call to make: told to its
 * meter and, when it lasts, to the log.
 *
 * <p>Mutable: it knows since when it waits. For one thread at a time.
 */
final class QuotaWaits {
    private static final Logger log = LoggerFactory.getLogger(QuotaWaits.class);

    private final QueryFlow flow;
    private final Reminder reminder = new Reminder();
    private Optional<Instant> since = Optional.empty();
    private Optional<Instant> asked = Optional.empty();

    QuotaWaits(QueryFlow flow) {
        this.flow = flow;
    }

    /**
     * The query is about to ask, perhaps again.
     *
     * @return since when it has done nothing but wait for that; empty if it has not
     */
    Optional<Instant> ask() {
        Optional<Instant> idle = asked;
        asked = Optional.empty();
        idle.ifPresent(then -> flow.meter()
                .add(
                        QueryCount.QUOTA_WAIT,
                        Math.max(0, Duration.between(then, now()).toMillis())));
        return idle;
    }

    /** It was not its turn: the step to take instead, and no sooner. */
    Step await(QuotaAwaitedException turn, Phase phase) {
        Instant now = now();
        if (since.isEmpty()) {
            since = Optional.of(now);
            reminder.begin(now);
        }
        asked = Optional.of(now);
        if (reminder.isDue(now)) {
            log.info(
                    "{}: waits since {} for {}. It goes on by itself. To have it wait less, spread the schedules"
                            + " (schedule.jitter), raise athena.poll.min.ms, or ask AWS for a higher quota.",
                    flow.about(phase.subject()),
                    shown(since.get()),
                    turn.getMessage());
        }
        return Step.to(phase instanceof Opening opening ? opening.waiting(now) : phase, shown(turn.until()));
    }

    /** An instant as the clock shows it. */
    private Instant shown(Instant passing) {
        return flow.clock().instant().plus(Duration.between(now(), passing));
    }

    /** It was its turn, or there was nothing to ask. */
    void over() {
        since = Optional.empty();
    }

    private Instant now() {
        return flow.passing().instant();
    }
}
