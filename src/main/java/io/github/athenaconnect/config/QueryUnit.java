package io.github.athenaconnect.config;

import io.github.athenaconnect.query.Shard;

/**
 * What one task does by itself: a query, or one shard of it.
 *
 * @param shard {@link Shard#WHOLE} of a query that is not sharded
 */
public record QueryUnit(QuerySettings query, Shard shard) {
    /** What a task's configuration calls it: {@code orders}, or {@code orders#2/4}. */
    public String name() {
        return shard.isWhole() ? query.name() : query.name() + "#" + shard;
    }
}
