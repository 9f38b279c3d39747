package io.github.athenaconnect.record;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record that only carries an offset, for a transaction that is aborted: nobody reads it, but the broker takes it only
 * in a topic that is there and, where that is compacted, with a key. So it goes where rows go, and has a key of their
 * schema, that stands for no row.
 *
 * @param keySchema of rows; null if they have no keys
 */
public record Marker(
        String topic,
        Map<String, String> partition,
        @Nullable Schema keySchema) {
    public Marker {
        partition = Collections.unmodifiableMap(partition);
    }

    /**
     * The marker of a query none of whose results is known; empty if only they tell its topic or the type of its key. One
     * without a key would fail the task where the topic is compacted, one with a key of another schema where a registry
     * compares schemas, and one to a topic that was made up would have it created.
     */
    public static Optional<Marker> beforeResults(RecordSettings settings, Map<String, String> partition) {
        return settings.topic()
                .name()
                .filter(topic -> settings.keyColumns().isEmpty())
                .map(topic -> new Marker(topic, partition, null));
    }

    /** The record that carries this offset. */
    public SourceRecord at(Map<String, ?> offset) {
        Object neutral = keySchema == null ? null : NeutralValue.of(keySchema);
        return new SourceRecord(partition, offset, topic, null, keySchema, neutral, null, null);
    }
}
