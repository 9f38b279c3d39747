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
 *
 * @param asked the execution of another shard that Athena has not found so far; blank before
 * @param looks how it has been looked at
 */
record Joining(QueryFlow flow, OpenRun run, String asked, Looks looks) implements Phase {
    private static final Logger log = LoggerFactory.getLogger(Joining.class);

    /** Before anything was found out. */
    static Joining begin(QueryFlow flow, OpenRun run) {
        return new Joining(flow, run, "", Looks.none(flow.plan().athena()));
    }

    @Override
    public Step advance() {
        SharedRun shared = SharedRun.now(flow, run.run());
        flow.standing().ifPresent(shared::requireSame);
        Optional<QueryOffset> begun = shared.begun();
        if (begun.isPresent()) {
            return Step.to(joined(flow, run, begun.get()));
        }
        return shared.past().map(this::behind).orElseGet(() -> Step.to(new Starting(flow, run)));
    }

    /** The execution that another shard has named. */
    static Executing joined(QueryFlow flow, OpenRun run, QueryOffset begun) {
        String id = begun.reading().map(ReadPoint::executionId).orElseThrow();
        log.info("{}: another shard reads execution {}, and so does this one.", flow.about(run.label()), id);
        return Executing.joined(flow, run.joining(begun, id), id);
    }

    /** After a shard turned out to be past this run: when the execution began that it reads says which one this shard may read. */
    private Step behind(QueryOffset past) {
        String id = past.reading().map(ReadPoint::executionId).orElseThrow(() -> untold(past));
        Optional<Execution> found = flow.executions().look(id);
        if (found.isPresent()) {
            return Step.to(new Starting(flow, run.begunBy(found.get().submitted())));
        }
        Instant now = flow.passing().instant();
        Looks soFar = id.equals(asked) ? looks : Looks.none(flow.plan().athena());
        if (soFar.isUnknownForLong(now)) {
            throw untold(past);
        }
        return Step.to(
                new Joining(flow, run, id, soFar.unknown(now).next()),
                flow.clock().instant().plus(soFar.pause()));
    }

    private RuntimeException untold(QueryOffset past) {
        return flow.stopped(
                subject(),
                "another shard is past it, at " + past.label()
                        + ", and which execution it has read cannot be told"
                        + " any more. Stop the connector and alter the offsets of all shards alike"
                        + " (docs/offsets.md).");
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
