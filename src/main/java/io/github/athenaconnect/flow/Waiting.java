package io.github.athenaconnect.flow;

import io.github.athenaconnect.query.Attempt;
import io.github.athenaconnect.query.Run;
import java.time.Instant;

/**
 * Waits for a run to become due.
 *
 * @param due the earliest run to start; a later one that is due as well by then takes its place
 */
record Waiting(QueryFlow flow, Instant due) implements Phase {
    @Override
    public Step advance() {
        Instant now = flow.clock().instant();
        return now.isBefore(due)
                ? Step.to(this, due)
                : Step.to(new Starting(flow, Attempt.first(Run.at(latestDue(now))), 0));
    }

    /** Between becoming due and this step there may be hours, while the connector was paused or the machine slept. */
    private Instant latestDue(Instant now) {
        return flow.plan()
                .schedule()
                .latestDue(now)
                .filter(latest -> latest.isAfter(due))
                .orElse(due);
    }

    @Override
    public String subject() {
        return "waiting for the run of " + due;
    }
}
