package io.github.athenaconnect.flow;

import io.github.athenaconnect.metrics.QueryState;
import io.github.athenaconnect.offset.QueryOffset;
import io.github.athenaconnect.query.Execution;
import io.github.athenaconnect.result.UnreadableResultException;
import java.time.Instant;
import java.util.Optional;

/**
 * Opens the result of an execution that has succeeded, mostly in the step that saw it. Where many results are open already,
 * a query waits in this phase ({@link OpenResults}): it holds nothing yet, and Athena has nothing left to do for it.
 *
 * @param looked how the execution was looked at
 * @param completed when the execution ended, by Athena's clock
 * @param since when it began to wait for its turn, if it had to: meanwhile its result may go, as one that is being read may
 */
record Opening(Executing looked, Execution execution, Instant completed, Optional<Instant> since) implements Phase {
    /** In the step that saw the execution succeed. */
    Opening(Executing looked, Execution execution, Instant completed) {
        this(looked, execution, completed, Optional.empty());
    }

    /** The same, waiting for its turn from {@code now} on. */
    Opening waiting(Instant now) {
        return new Opening(looked, execution, completed, Optional.of(now));
    }

    /**
     * A result that went before a row of it was delivered is missed by nobody, but the token would lead to it for ever; and
     * so would the reuse of results, which only the first attempt asks for.
     */
    @Override
    public Step advance() {
        Optional<Step> elsewhere = flow().isShared() ? elsewhere() : Optional.empty();
        try {
            return elsewhere.orElseGet(() -> Step.to(Reading.open(flow(), run(), execution, looked.from())));
        } catch (UnreadableResultException e) {
            if (!e.isMissing()) {
                throw e;
            }
            boolean own = looked.answered().isPresent() && run().begunBy().isEmpty();
            if (own && (execution.result().reused() || looked.failed().isEarlier(completed))) {
                return looked.failed().startAnew(String.valueOf(e.getMessage()));
            }
            if (!own || since.isPresent()) {
                return flow().endings().missing(run(), String.valueOf(e.getMessage()));
            }
            throw e;
        } catch (ChangedColumnsException changes) {
            return flow().endings().changed(run(), execution, changes);
        }
    }

    /** Where another shard has read rows of another execution meanwhile, that one is the right one. */
    private Optional<Step> elsewhere() {
        SharedRun shared = SharedRun.now(flow(), run().run());
        looked.from().ifPresent(shared::requireSame);
        if (execution.unloaded().isEmpty()) {
            throw flow().stopped(
                            run().label(),
                            "its execution is not an UNLOAD, so its result cannot be shared. Set shards to 1 until this"
                                    + " run has ended, or alter the offsets of all shards (docs/shards.md).");
        }
        return shared.begun()
                .filter(begun -> begun.reading()
                        .filter(point -> point.executionId().equals(looked.id()))
                        .isEmpty())
                .map(begun -> Step.to(Joining.joined(flow(), run(), begun)));
    }

    private QueryFlow flow() {
        return looked.flow();
    }

    private OpenRun run() {
        return looked.run();
    }

    /** Between now and the next attempt the execution may be forgotten, or its result go. */
    @Override
    public Phase afterFailure() {
        return looked;
    }

    @Override
    public QueryState state() {
        return QueryState.OPENING;
    }

    @Override
    public String subject() {
        return looked.subject();
    }

    @Override
    public Optional<QueryOffset> standing() {
        return looked.standing();
    }

    @Override
    public Optional<OpenRun> openRun() {
        return looked.openRun();
    }
}
