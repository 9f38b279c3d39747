package io.github.athenaconnect.offset;

import io.github.athenaconnect.query.Run;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A stored offset of a query, or of one of its shards.
 *
 * @param number of the shard, from 1; 0 for the whole query
 */
record StoredShard(String query, int number, Sharding sharding, QueryOffset offset) {
    static StoredShard read(String query, int number, Map<String, ?> stored) {
        StoredShard read =
                new StoredShard(query, number, OffsetFormat.sharding(query, stored), OffsetFormat.read(query, stored));
        if (number > read.count() || (number == 0) != (read.count() == 1)) {
            throw new UnreadableOffsetException("Query '" + query + "': its stored offset of " + read.partition()
                    + " says that the query was read by " + read.count() + " shards, which is not so of this"
                    + " partition. Correct 'shards', or reset the offset of this partition.");
        }
        return read;
    }

    int count() {
        return sharding.count();
    }

    Optional<Instant> since() {
        return sharding.since();
    }

    boolean hasInterval() {
        return offset.interval().isPresent();
    }

    /** Whether it stands at the end of {@code run}. */
    boolean hasEnded(Run run) {
        return offset.done() && offset.attempt().run().equals(run);
    }

    /** Whether everything up to {@code instant}, and nothing beyond, may have been read when it was stored. */
    boolean endsBy(Instant instant) {
        return offset.done() && !offset.attempt().run().end().isAfter(instant);
    }

    /** The partition as users write it. */
    String partition() {
        return number == 0
                ? "{\"query\": \"" + query + "\"}"
                : "{\"query\": \"" + query + "\", \"shard\": \"" + number + "\"}";
    }
}
