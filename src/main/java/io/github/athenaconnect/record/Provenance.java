package io.github.athenaconnect.record;

import io.github.athenaconnect.query.Run;
import io.github.athenaconnect.query.Shard;

/**
 * Where the rows of one result come from.
 *
 * @param shard by which they are read
 * @param scannedBytes that the execution has scanned, which is what is paid for all rows of the result together
 */
public record Provenance(String query, Run run, String executionId, Shard shard, long scannedBytes) {
    /** Rows of a query that is not sharded, for which nothing was scanned. */
    public Provenance(String query, Run run, String executionId) {
        this(query, run, executionId, Shard.WHOLE, 0);
    }
}
