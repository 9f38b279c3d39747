package io.github.athenaconnect.record;

import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** Makes the records of the run log: one keyed record for each run that has ended. Immutable. */
public final class RunLog {
    private final String connector;
    private final String topic;

    public RunLog(String connector, String topic) {
        this.connector = connector;
        this.topic = topic;
    }

    /**
     * The record of one run.
     *
     * @param partition the source partition of its query; null if its offset has not changed, as Connect takes a null
     *     offset of a partition for its reset
     * @param offset where the query stands once this record is delivered; null if that has not changed
     */
    public SourceRecord record(FinishedRun run, @Nullable Map<String, ?> partition, @Nullable Map<String, ?> offset) {
        return new SourceRecord(
                partition, offset, topic, Schema.STRING_SCHEMA, connector, Schema.STRING_SCHEMA, run.toString());
    }
}
