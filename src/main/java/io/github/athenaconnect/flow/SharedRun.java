package io.github.athenaconnect.flow;

import io.github.athenaconnect.offset.QueryOffset;
import io.github.athenaconnect.offset.ReadPoint;
import io.github.athenaconnect.offset.ShardHistory;
import io.github.athenaconnect.query.Run;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.connect.errors.ConnectException;

/**
 * One run of a sharded query, as the other shards have stored it.
 *
 * @param others all that they have stored
 */
record SharedRun(QueryFlow flow, Run run, List<QueryOffset> others) {
    /**
     * What is stored by now.
     *
     * @throws QueryStoppedException if the worker cannot tell
     */
    static SharedRun now(QueryFlow flow, Run run) {
        try {
            return new SharedRun(flow, run, flow.siblings().offsets());
        } catch (ConnectException e) {
            throw new QueryStoppedException(
                    flow.about(run.label())
                            + ": what the other shards have stored cannot be read, so it is not known which"
                            + " execution they read: " + e.getMessage() + " Restart the task.",
                    e);
        }
    }

    /**
     * The offset of one that has read rows of this run, whose execution is then the only right one.
     *
     * @throws QueryStoppedException if two of them have read different executions
     */
    Optional<QueryOffset> begun() {
        List<QueryOffset> begun = of(run);
        requireOne(begun, Optional.empty());
        return begun.stream().findFirst();
    }

    /**
     * Makes sure that a run of which this shard has read rows is the one the others have read.
     *
     * @throws QueryStoppedException if it is another execution of it
     */
    void requireSame(QueryOffset own) {
        requireOne(of(own.attempt().run()), own.reading().map(ReadPoint::executionId));
    }

    private List<QueryOffset> of(Run one) {
        return others.stream()
                .filter(offset ->
                        offset.attempt().run().equals(one) && offset.reading().isPresent())
                .toList();
    }

    private void requireOne(List<QueryOffset> offsets, Optional<String> own) {
        Set<String> executions = offsets.stream()
                .flatMap(offset -> offset.reading().stream())
                .map(ReadPoint::executionId)
                .collect(Collectors.toCollection(TreeSet::new));
        own.ifPresent(executions::add);
        if (executions.size() > 1 && !offsets.isEmpty()) {
            QueryOffset any = offsets.get(0);
            throw new QueryStoppedException(
                    flow.about(ShardHistory.differ(any.attempt().run(), executions)), null);
        }
    }

    /** The earliest offset that is stored of a run behind this one, or of its end without a result. */
    Optional<QueryOffset> past() {
        return others.stream()
                .filter(offset -> offset.attempt().run().scheduled().isAfter(run.scheduled())
                        || (offset.done() && offset.attempt().run().equals(run)))
                .min(Comparator.comparing(offset -> offset.attempt().run().scheduled()));
    }
}
