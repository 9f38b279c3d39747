package io.github.athenaconnect.flow;

import io.github.athenaconnect.metrics.QueryMeter;
import io.github.athenaconnect.query.Executions;
import io.github.athenaconnect.result.QueryResults;
import java.time.InstantSource;

/**
 * What a query works with that is not its own.
 *
 * @param executions Athena's side of it
 * @param results where its rows come from
 * @param clock says what time it is, and so which run is due
 * @param passing tells how time passes, and is never set
 * @param siblings its other shards
 * @param meter is told what becomes of it
 */
public record Surroundings(
        Executions executions,
        QueryResults results,
        InstantSource clock,
        InstantSource passing,
        Siblings siblings,
        QueryMeter meter) {
    /** Those of a query that is not sharded, and that nobody watches. */
    public Surroundings(Executions executions, QueryResults results, InstantSource clock) {
        this(executions, results, clock, Siblings.NONE);
    }

    /** Those of one shard of a query that nobody watches. */
    public Surroundings(Executions executions, QueryResults results, InstantSource clock, Siblings siblings) {
        this(executions, results, clock, clock, siblings, new QueryMeter(clock.instant()));
    }
}
