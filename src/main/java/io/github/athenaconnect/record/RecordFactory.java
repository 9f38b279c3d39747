package io.github.athenaconnect.record;

import io.github.athenaconnect.type.RowType;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** Makes the records of one result. Immutable. */
public final class RecordFactory {
    private final String topic;
    private final Map<String, String> partition;
    private final Schema schema;
    private final RowKey key;
    private final @Nullable ProvenanceHeaders headers;

    /**
     * Decides how the rows of one result are addressed.
     *
     * @param rowType what the rows look like; without columns, as those of a result without rows may be, no key is made
     * @param partition the source partition that every record carries
     * @param provenance where the rows come from
     * @throws UnfitColumnException if the rows lack a key column
     */
    public RecordFactory(
            RecordSettings settings, RowType rowType, Map<String, String> partition, Provenance provenance) {
        this.topic = settings.topic();
        this.partition = Map.copyOf(partition);
        this.schema = rowType.schema();
        this.key = rowType.columns().isEmpty() ? new RowKey.None() : RowKey.of(rowType, settings.keyColumns());
        this.headers = settings.headers() == HeaderMode.PROVENANCE ? new ProvenanceHeaders(provenance) : null;
    }

    /** What the keys look like; empty for records without a key. */
    public Optional<Schema> keySchema() {
        return Optional.ofNullable(key.schema());
    }

    /**
     * The record of one row. Partition and timestamp are left to Kafka.
     *
     * @param number of the row in its result, from 1
     * @param offset where the query stands once this row is delivered
     * @throws UnusableRowException if the row has no key and should
     */
    public SourceRecord record(Struct row, long number, Map<String, ?> offset) {
        try {
            return made(row, number, offset);
        } catch (UnusableValueException unusable) {
            throw new UnusableRowException(number, unusable);
        }
    }

    private SourceRecord made(Struct row, long number, Map<String, ?> offset) {
        return new SourceRecord(
                partition,
                offset,
                topic,
                null,
                key.schema(),
                key.of(row),
                schema,
                row,
                null,
                headers == null ? null : headers.of(number));
    }

    /**
     * A record that only carries an offset, for a transaction that is aborted: nobody reads it, but the broker takes it
     * only with a key where the topic is compacted. So it has one, of the same schema as those of rows, that stands for no
     * row.
     */
    public SourceRecord marker(Map<String, ?> offset) {
        return marker(topic, partition, offset, key.schema());
    }

    /**
     * The same for a query none of whose results is known; empty if its records have keys. One without a key would fail
     * the task where the topic is compacted, and one with a key of another schema would where a registry compares schemas.
     */
    public static Optional<SourceRecord> marker(
            RecordSettings settings, Map<String, String> partition, Map<String, ?> offset) {
        return settings.keyColumns().isEmpty()
                ? Optional.of(marker(settings.topic(), partition, offset, null))
                : Optional.empty();
    }

    private static SourceRecord marker(
            String topic, Map<String, String> partition, Map<String, ?> offset, @Nullable Schema keySchema) {
        Object neutral = keySchema == null ? null : NeutralValue.of(keySchema);
        return new SourceRecord(partition, offset, topic, null, keySchema, neutral, null, null);
    }
}
