package io.github.athenaconnect.record;

import java.util.List;

/**
 * How a query's rows are addressed.
 *
 * @param topic the topic of every record
 * @param keyColumns the columns that make the key, in this order; none for records without a key
 * @param headers which headers every record gets
 */
public record RecordSettings(String topic, List<String> keyColumns, HeaderMode headers) {
    public RecordSettings {
        keyColumns = List.copyOf(keyColumns);
    }

    /** Records without headers. */
    public RecordSettings(String topic, List<String> keyColumns) {
        this(topic, keyColumns, HeaderMode.NONE);
    }
}
