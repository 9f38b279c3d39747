package io.github.athenaconnect.flow;

import io.github.athenaconnect.metrics.QueryState;
import io.github.athenaconnect.offset.QueryOffset;
import io.github.athenaconnect.offset.ReadPoint;
import io.github.athenaconnect.query.Execution;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out how the other shards of a query came by a run, before it is started for this one.
 *
 * <p>Where none of them has stored anything of it, the token leads all shards to one execution. Where one has, its offset
 * names the execution. Where one is past the run already, only an execution will do that is older than what it reads now:
 * a younger one means that Athena has forgotten the token.
 */
record Joining(QueryFlow flow, OpenRun run) implements Phase {
    private static final Logger log = LoggerFactory.getLogger(Joining.class);

    @Override
    public Step advance() {
        SharedRun shared = SharedRun.now(flow, run.run());
        flow.standing().ifPresent(shared::requireSame);
        Optional<QueryOffset> begun = shared.begun();
        if (begun.isPresent()) {
            return Step.to(joined(flow, run, begun.get()));
        }
        return Step.to(new Starting(
                flow, shared.past().map(past -> run.begunBy(submitted(past))).orElse(run)));
    }

    /** The execution that another shard has named. */
    static Executing joined(QueryFlow flow, OpenRun run, QueryOffset begun) {
        String id = begun.reading().map(ReadPoint::executionId).orElseThrow();
        log.info("{}: another shard reads execution {}, and so does this one.", flow.about(run.label()), id);
        return Executing.joined(flow, run.joining(begun, id), id);
    }

    /** When the execution began that a shard reads that is past this run. */
    private Instant submitted(QueryOffset past) {
        return past.reading()
                .flatMap(point -> flow.executions().look(point.executionId()))
                .map(Execution::submitted)
                .orElseThrow(() -> flow.stopped(
                        subject(),
                        "another shard is past it, at " + past.label()
                                + ", and which execution it has read cannot be told"
                                + " any more. Stop the connector and alter the offsets of all shards alike"
                                + " (docs/offsets.md)."));
    }

    @Override
    public QueryState state() {
        return QueryState.STARTING;
    }

    @Override
    public String subject() {
        return run.run().label() + ", attempt " + run.attempt().number();
    }

    @Override
    public Optional<OpenRun> openRun() {
        return Optional.of(run);
    }
}
