package io.github.athenaconnect.flow;

import io.github.athenaconnect.metrics.QueryState;
import io.github.athenaconnect.offset.QueryOffset;
import java.util.Optional;

/**
 * What a query is doing. Immutable but for {@link Reading}, which owns an open result.
 *
 * <p>A step either succeeds and names the phase that follows, or throws and may be tried again in
 * {@link #afterFailure}: no step is half done. One that throws
 * {@link io.github.athenaconnect.quota.QuotaAwaitedException} has not failed, and the phase goes on with the same step when it is
 * its turn.
 */
sealed interface Phase
        permits Waiting, AwaitingBudget, Joining, Starting, Executing, Opening, Reading, Stopped, Finished {
    /** One bounded step: at most one call to Athena, or one batch of rows. */
    Step advance();

    /** What those who watch the query call it. */
    QueryState state();

    /** Where to try again when {@link #advance} has thrown. */
    default Phase afterFailure() {
        return this;
    }

    /** Says what is being done, for messages: a run, an execution. */
    String subject();

    /** The run that is under way, if one is. */
    default Optional<OpenRun> openRun() {
        return Optional.empty();
    }

    /** Where this run stands in its result, if rows of it were handed over. */
    default Optional<QueryOffset> standing() {
        return Optional.empty();
    }

    /** Releases what the phase holds, from any thread. */
    default void close() {}
}
