package io.github.athenaconnect;

import io.github.athenaconnect.config.QuerySettings;
import io.github.athenaconnect.config.QueryUnit;
import io.github.athenaconnect.offset.ShardHistory;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/** Reads where the queries and shards of a task stood, at its start, in one go: reading blocks inside open transactions. */
final class StoredOffsets {
    private StoredOffsets() {}

    /**
     * Where each unit goes on.
     *
     * @throws org.apache.kafka.connect.errors.ConnectException if an offset cannot be read, or those of shards do not say
     */
    static Map<QueryUnit, ShardHistory.Start> of(List<QueryUnit> units, OffsetStorageReader reader) {
        List<QuerySettings> queries =
                units.stream().map(QueryUnit::query).distinct().toList();
        Map<Map<String, String>, Map<String, Object>> stored = reader.offsets(queries.stream()
                .flatMap(query -> ShardHistory.partitions(query.name()).stream())
                .toList());
        Map<String, ShardHistory> histories = queries.stream()
                .collect(Collectors.toMap(
                        QuerySettings::name, query -> ShardHistory.of(query.name(), query.shards(), stored)));
        return units.stream()
                .collect(Collectors.toMap(
                        Function.identity(),
                        unit -> Objects.requireNonNull(
                                        histories.get(unit.query().name()))
                                .start(unit.shard(), begin(unit.query()))));
    }

    /** Sharded queries have a first interval that does not depend on when they are asked. */
    private static Optional<Instant> begin(QuerySettings query) {
        return query.agenda()
                .first(Instant.EPOCH)
                .flatMap(first -> first.run().interval())
                .map(interval -> interval.start());
    }
}
