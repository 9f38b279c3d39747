package io.github.athenaconnect.flow;

import io.github.athenaconnect.query.Attempt;
import io.github.athenaconnect.query.Run;
import java.time.Instant;

/** Waits for a run to become due. */
record Waiting(QueryFlow flow, Instant due) implements Phase {
    @Override
    public Step advance() {
        return flow.clock().instant().isBefore(due)
                ? Step.to(this, due)
                : Step.to(new Starting(flow, Attempt.first(Run.at(due)), 0));
    }

    @Override
    public String subject() {
        return "waiting for the run of " + due;
    }
}
