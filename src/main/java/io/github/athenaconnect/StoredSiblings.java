package io.github.athenaconnect;

import io.github.athenaconnect.flow.Siblings;
import io.github.athenaconnect.offset.OffsetFormat;
import io.github.athenaconnect.offset.OffsetPlace;
import io.github.athenaconnect.offset.QueryOffset;
import io.github.athenaconnect.offset.Sharding;
import io.github.athenaconnect.offset.SourcePartition;
import io.github.athenaconnect.query.Shard;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/**
 * Reads what the other shards of a query have stored. Any task of a connector may read any of its offsets.
 *
 * <p>With exactly-once support reading waits for the end of an open transaction of the task. The worker's thread, which
 * ends it, is never waiting here.
 */
record StoredSiblings(OffsetPlace place, OffsetStorageReader reader) implements Siblings {
    static Siblings of(OffsetPlace place, OffsetStorageReader reader) {
        return place.shard().isWhole() ? Siblings.NONE : new StoredSiblings(place, reader);
    }

    @Override
    public List<QueryOffset> offsets() {
        List<Map<String, String>> partitions = Shard.allOf(place.shard().count()).stream()
                .filter(shard -> !shard.equals(place.shard()))
                .map(shard -> SourcePartition.of(place.query(), shard))
                .toList();
        Map<Map<String, String>, Map<String, Object>> stored = reader.offsets(partitions);
        return partitions.stream()
                .flatMap(partition -> Optional.ofNullable(stored.get(partition)).stream())
                .filter(this::isOfPresentShards)
                .map(offset -> OffsetFormat.read(place.query(), offset))
                .toList();
    }

    /** What was stored under another number of shards is the past. */
    private boolean isOfPresentShards(Map<String, ?> offset) {
        Sharding sharding = OffsetFormat.sharding(place.query(), offset);
        Optional<Instant> since = sharding.since();
        return sharding.count() == place.shard().count() && (since.isEmpty() || since.equals(place.since()));
    }
}
