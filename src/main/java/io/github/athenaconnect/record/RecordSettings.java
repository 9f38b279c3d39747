package io.github.athenaconnect.record;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a query's rows become records.
 *
 * @param topic what names the topic of each record
 * @param reserved topics that hold something else than rows, where no row may go
 * @param keyColumns the columns that make the key, in this order; none for records without a key
 * @param timestamp the column that gives the timestamp; without one it is left to the worker's clock
 * @param deleteColumn the column that is true for rows that delete what has their key
 * @param headers which headers every record gets
 */
public record RecordSettings(
        TopicTemplate topic,
        Set<String> reserved,
        List<String> keyColumns,
        Optional<TimestampColumn> timestamp,
        Optional<String> deleteColumn,
        HeaderMode headers) {
    public RecordSettings {
        reserved = Set.copyOf(reserved);
        keyColumns = List.copyOf(keyColumns);
    }

    /** Records of one topic, without headers, none of which deletes anything. */
    public RecordSettings(String topic, List<String> keyColumns) {
        this(TopicTemplate.of(topic), Set.of(), keyColumns, Optional.empty(), Optional.empty(), HeaderMode.NONE);
    }

    /** The same with one more topic where no row may go. */
    public RecordSettings reserving(String other) {
        Set<String> more = new HashSet<>(reserved);
        more.add(other);
        return new RecordSettings(topic, more, keyColumns, timestamp, deleteColumn, headers);
    }

    /** The same for a result that has no columns, and so no rows. */
    RecordSettings withoutColumns() {
        return new RecordSettings(topic, reserved, List.of(), Optional.empty(), Optional.empty(), headers);
    }
}
