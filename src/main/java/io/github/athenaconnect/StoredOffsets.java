package io.github.athenaconnect;

import io.github.athenaconnect.config.QuerySettings;
import io.github.athenaconnect.offset.OffsetFormat;
import io.github.athenaconnect.offset.QueryOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/** Reads where the queries of a task stood; once, at its start, because reading blocks inside open transactions. */
final class StoredOffsets {
    private StoredOffsets() {}

    static Map<String, Optional<QueryOffset>> of(List<QuerySettings> queries, OffsetStorageReader reader) {
        Map<Map<String, String>, Map<String, Object>> stored = reader.offsets(queries.stream()
                .map(query -> OffsetFormat.partition(query.name()))
                .toList());
        return queries.stream()
                .map(QuerySettings::name)
                .collect(Collectors.toMap(
                        name -> name,
                        name -> Optional.ofNullable(stored.get(OffsetFormat.partition(name)))
                                .map(offset -> OffsetFormat.read(name, offset))));
    }
}
