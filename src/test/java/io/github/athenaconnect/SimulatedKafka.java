package io.github.athenaconnect;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import org.jspecify.annotations.Nullable;

/**
 * What outlives workers: the records that a read_committed consumer sees, and the offsets, which have been through JSON.
 * For one thread.
 */
final class SimulatedKafka implements OffsetStorageReader {
    private final JsonConverter json;
    private final List<Delivered> delivered = new ArrayList<>();
    private final Map<Map<String, ?>, byte[]> offsets = new HashMap<>();
    private final List<Stored> stored = new ArrayList<>();
    private boolean counting;
    private long arrived;

    /**
     * A record in a topic.
     *
     * @param life which life of the worker sent it, from 0
     */
    record Delivered(
            int life,
            String topic,
            @Nullable Object key,
            @Nullable Object value) {
        /** The id of its row; that of a tombstone is its key. */
        String id() {
            return value == null ? String.valueOf(key) : ((Struct) value).getString("id");
        }
    }

    /** What an offset of a query said when it was stored; no watermark is an empty text. */
    record Stored(String query, String scheduled, String watermark) {
        private static Stored of(Map<String, ?> partition, Map<String, ?> offset) {
            return new Stored(
                    String.valueOf(partition.get("query")),
                    String.valueOf(offset.get("scheduled")),
                    offset.containsKey("watermark") ? String.valueOf(offset.get("watermark")) : "");
        }
    }

    SimulatedKafka() {
        this(new JsonConverter());
        json.configure(Map.of("schemas.enable", "false"), false);
    }

    private SimulatedKafka(JsonConverter json) {
        this.json = json;
    }

    /** Another one that holds the same. */
    SimulatedKafka copy() {
        SimulatedKafka copy = new SimulatedKafka(json);
        copy.delivered.addAll(delivered);
        copy.offsets.putAll(offsets);
        copy.stored.addAll(stored);
        return copy;
    }

    /** Counts records, and remembers neither them nor offsets but the present ones: for very many of them. */
    SimulatedKafka counting() {
        counting = true;
        return this;
    }

    /** How many records have arrived. */
    long arrived() {
        return arrived;
    }

    /** How many bytes the present offsets have, as they are stored. */
    long bytesOfOffsets() {
        return offsets.values().stream().mapToLong(offset -> offset.length).sum();
    }

    void deliver(int life, SourceRecord record) {
        arrived++;
        if (counting) {
            return;
        }
        delivered.add(new Delivered(life, record.topic(), record.key(), record.value()));
    }

    /** What is in a topic, or in those whose names begin with it and a dot, in the order of its arrival. */
    List<Delivered> delivered(String topic) {
        return delivered.stream()
                .filter(record -> (record.topic() + ".").startsWith(topic + "."))
                .toList();
    }

    /** The offsets that were stored of a query, in order. */
    List<Stored> stored(String query) {
        return stored.stream().filter(offset -> offset.query().equals(query)).toList();
    }

    /** All of it as text. */
    String memory() {
        StringBuilder text = new StringBuilder();
        delivered.forEach(record -> text.append(record).append('\n'));
        stored.forEach(offset -> text.append(offset).append('\n'));
        offsets.forEach((partition, offset) -> text.append(partition)
                .append(new String(offset, StandardCharsets.UTF_8))
                .append('\n'));
        return text.toString();
    }

    /** Writes offsets as OffsetStorageWriter#doFlush does: one that is null is a tombstone, and takes the old one away. */
    void store(Map<Map<String, ?>, Map<String, ?>> flushed) {
        flushed.forEach((partition, offset) -> {
            if (offset == null) {
                offsets.remove(partition);
            } else {
                if (!counting) {
                    stored.add(Stored.of(partition, offset));
                }
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
