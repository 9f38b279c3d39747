package io.github.athenaconnect.offset;

import java.time.Instant;
import java.util.Optional;

/**
 * Tells offsets that were stored under one number of shards from those under another.
 *
 * @param count by how many shards the query was read
 * @param since where the first interval begins that was read by so many; what is stored under another number ends there
 *     at the latest. Absent if the query was never read by another number, or the offset was written by hand
 */
public record Sharding(int count, Optional<Instant> since) {
    /** Of a query that was never sharded. */
    public static final Sharding NEVER = new Sharding(1, Optional.empty());
}
