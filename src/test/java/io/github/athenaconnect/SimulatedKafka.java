package io.github.athenaconnect;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import org.jspecify.annotations.Nullable;

/**
 * What outlives workers: the records that a read_committed consumer sees, and the offsets, which have been through JSON.
 * For one thread.
 */
final class SimulatedKafka implements OffsetStorageReader {
    private final JsonConverter json = new JsonConverter();
    private final List<Delivered> delivered = new ArrayList<>();
    private final Map<Map<String, ?>, byte[]> offsets = new HashMap<>();

    /**
     * A record in a topic.
     *
     * @param life which life of the worker sent it, from 0
     */
    record Delivered(int life, String topic, @Nullable Object value) {}

    SimulatedKafka() {
        json.configure(Map.of("schemas.enable", "false"), false);
    }

    void deliver(int life, SourceRecord record) {
        delivered.add(new Delivered(life, record.topic(), record.value()));
    }

    List<Delivered> delivered(String topic) {
        return delivered.stream().filter(record -> record.topic().equals(topic)).toList();
    }

    /** Writes offsets as OffsetStorageWriter#doFlush does: one that is null is a tombstone, and takes the old one away. */
    void store(Map<Map<String, ?>, Map<String, ?>> flushed) {
        flushed.forEach((partition, offset) -> {
            if (offset == null) {
                offsets.remove(partition);
            } else {
                offsets.put(partition, json.fromConnectData("offsets", null, offset));
            }
        });
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> @Nullable Map<String, Object> offset(Map<String, T> partition) {
        byte[] stored = offsets.get(partition);
        return stored == null
                ? null
                : (Map<String, Object>) json.toConnectData("offsets", stored).value();
    }

    @Override
    public <T> Map<Map<String, T>, Map<String, Object>> offsets(Collection<Map<String, T>> partitions) {
        return partitions.stream()
                .filter(offsets::containsKey)
                .collect(Collectors.toMap(partition -> partition, this::offset));
    }
}
