package io.github.athenaconnect.record;

import java.util.List;

/**
 * How a query's rows are addressed.
 *
 * @param topic the topic of every record
 * @param keyColumns the columns that make the key, in this order; none for records without a key
 */
public record RecordSettings(String topic, List<String> keyColumns) {
    public RecordSettings {
        keyColumns = List.copyOf(keyColumns);
    }
}
