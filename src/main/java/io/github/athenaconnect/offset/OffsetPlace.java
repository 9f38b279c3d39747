package io.github.athenaconnect.offset;

import io.github.athenaconnect.query.Shard;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where the offsets of a query, or of one shard of it, are stored, and what all of them carry. Immutable.
 *
 * @param since see {@link Sharding#since}
 */
public record OffsetPlace(String query, Shard shard, Optional<Instant> since) {
    /** That of a query that was never sharded. */
    public static OffsetPlace of(String query) {
        return new OffsetPlace(query, Shard.WHOLE, Optional.empty());
    }

    /** The source partition. */
    public Map<String, String> partition() {
        return SourcePartition.of(query, shard);
    }

    /** The stored form of an offset. */
    public Map<String, Object> write(QueryOffset offset) {
        Map<String, Object> fields = new HashMap<>(OffsetFormat.write(offset));
        OffsetFormat.write(sharding(), fields);
        return Map.copyOf(fields);
    }

    /** The stored forms of the offsets of one run, as {@link OffsetFormat#writer(QueryOffset)} makes them. */
    public OffsetFormat.RunOffsets writer(QueryOffset anyOfTheRun) {
        return OffsetFormat.writer(anyOfTheRun, sharding());
    }

    private Sharding sharding() {
        return new Sharding(shard.count(), since);
    }

    /** What messages about it begin with. */
    public String label() {
        return "Query '" + query + "'" + (shard.isWhole() ? "" : ", " + shard.label());
    }
}
