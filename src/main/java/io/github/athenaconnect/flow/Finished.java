package io.github.athenaconnect.flow;

import io.github.athenaconnect.metrics.QueryState;
import java.time.Instant;

/** The schedule has ended: there is nothing left to do. */
record Finished() implements Phase {
    @Override
    public Step advance() {
        return Step.to(this, Instant.MAX);
    }

    @Override
    public QueryState state() {
        return QueryState.FINISHED;
    }

    @Override
    public String subject() {
        return "after its last run";
    }
}
