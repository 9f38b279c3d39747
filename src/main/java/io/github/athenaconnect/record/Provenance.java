package io.github.athenaconnect.record;

import io.github.athenaconnect.query.Run;
import io.github.athenaconnect.query.Shard;

/**
 * Where the rows of one result come from.
 *
 * @param shard by which they are read
 */
public record Provenance(String query, Run run, String executionId, Shard shard) {
    /** Rows of a query that is not sharded. */
    public Provenance(String query, Run run, String executionId) {
        this(query, run, executionId, Shard.WHOLE);
    }
}
