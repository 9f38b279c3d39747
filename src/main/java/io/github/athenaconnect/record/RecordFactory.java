package io.github.athenaconnect.record;

import io.github.athenaconnect.type.RowType;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** Makes the records of one result. For one thread: it remembers the topic of the row before. */
public final class RecordFactory {
    private final Map<String, String> partition;
    private final Schema schema;
    private final RowTopic topic;
    private final RowKey key;
    private final boolean keyIsKnown;
    private final RowTimestamp timestamp;
    private final Predicate<Struct> deleted;
    private final @Nullable ProvenanceHeaders headers;

    /**
     * Decides how the rows of one result become records.
     *
     * @param rowType what the rows look like; a result without rows may tell no columns
     * @param partition the source partition that every record carries
     * @param provenance where the rows come from
     * @throws UnfitColumnException if the rows lack a column that a part of every record is to be made of, or it is of a
     *     type that will not do
     */
    public RecordFactory(
            RecordSettings settings, RowType rowType, Map<String, String> partition, Provenance provenance) {
        RecordSettings served = rowType.sources().isEmpty() ? settings.withoutColumns() : settings;
        this.partition = Collections.unmodifiableMap(partition);
        this.schema = rowType.schema();
        this.topic = RowTopic.of(settings.topic(), settings.reserved(), rowType);
        this.key = RowKey.of(rowType, served.keyColumns());
        this.keyIsKnown = served.keyColumns().equals(settings.keyColumns());
        this.timestamp = served.timestamp()
                .map(column -> RowTimestamp.of(column, rowType))
                .orElseGet(RowTimestamp.None::new);
        this.deleted =
                served.deleteColumn().map(name -> DeletedRows.of(name, rowType)).orElse(row -> false);
        this.headers = settings.headers() == HeaderMode.PROVENANCE ? new ProvenanceHeaders(provenance) : null;
    }

    /** What the keys look like; empty for records without a key. */
    public Optional<Schema> keySchema() {
        return Optional.ofNullable(key.schema());
    }

    /**
     * The record of one row. The partition is left to Kafka.
     *
     * @param number of the row in its result, from 1
     * @param offset where the query stands once this row is delivered
     * @throws UnusableRowException if the row has no key, topic or timestamp of the kind that it should have
     */
    public SourceRecord record(Struct row, long number, Map<String, ?> offset) {
        try {
            return made(row, number, offset);
        } catch (UnusableValueException unusable) {
            throw new UnusableRowException(number, unusable);
        }
    }

    private SourceRecord made(Struct row, long number, Map<String, ?> offset) {
        boolean tombstone = deleted.test(row);
        @Nullable Object keyOfRow = key.of(row);
        @Nullable Long timestampOfRow = timestamp.of(row);
        // Last: markers go to the topic that it remembers, which a row without a record has not named.
        String topicOfRow = topic.of(row);
        return new RowRecord(
                partition,
                offset,
                topicOfRow,
                key.schema(),
                keyOfRow,
                tombstone ? null : schema,
                tombstone ? null : row,
                timestampOfRow,
                headers == null ? null : headers.of(number));
    }

    /** What makes records that only carry an offset; empty while it is not known what the broker would take. */
    public Optional<Marker> marker() {
        return topic.known().filter(name -> keyIsKnown).map(name -> new Marker(name, partition, key.schema()));
    }
}
