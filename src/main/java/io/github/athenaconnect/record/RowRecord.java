package io.github.athenaconnect.record;

import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * The record of a row, with a hash that does not go through the whole row.
 *
 * <p>A worker with exactly-once support asks three times for the hash of every record: whether a transaction ends before it or
 * behind it, and to remember it until it is sent (org.apache.kafka.connect.runtime.ExactlyOnceWorkerSourceTask in 4.3.1).
 * Equal records have equal offsets, so those will do.
 */
final class RowRecord extends SourceRecord {
    RowRecord(
            Map<String, ?> partition,
            Map<String, ?> offset,
            String topic,
            @Nullable Schema keySchema,
            @Nullable Object key,
            @Nullable Schema valueSchema,
            @Nullable Object value,
            @Nullable Long timestamp,
            @Nullable Iterable<Header> headers) {
        super(partition, offset, topic, null, keySchema, key, valueSchema, value, timestamp, headers);
    }

    /** The same class only is equal, as the parent has it. */
    @Override
    public boolean equals(@Nullable Object other) {
        return super.equals(other);
    }

    @Override
    public int hashCode() {
        return sourceOffset().hashCode();
    }
}
