package io.github.athenaconnect.record;

import io.github.athenaconnect.query.DataInterval;
import io.github.athenaconnect.query.Run;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * Makes the records of the run log: one keyed record for each run that has ended, or for each shard of it, and one for each
 * that waits to be tried again. Immutable.
 *
 * <p>The schemas are a public interface. Names of fields are such that every converter takes them; a field that is added
 * later is optional and raises the version.
 */
public final class RunLog {
    /** Tells the runs of a topic apart: a compacted topic keeps the last record of each. */
    static final Schema KEY = key(1).build();

    /** The same of a sharded query, whose shards end a run one by one. */
    static final Schema KEY_OF_SHARD =
            key(2).field("shard", Schema.OPTIONAL_INT32_SCHEMA).build();

    /** What is told of a run. */
    static final Schema VALUE = value(2).build();

    /** The same of one shard of a run. */
    static final Schema VALUE_OF_SHARD = value(3).field("shard", Schema.OPTIONAL_INT32_SCHEMA)
            .field("shards", Schema.OPTIONAL_INT32_SCHEMA)
            .build();

    private final String connector;
    private final String topic;

    /** The log of one connector. */
    public RunLog(String connector, String topic) {
        this.connector = connector;
        this.topic = topic;
    }

    private static SchemaBuilder key(int version) {
        return SchemaBuilder.struct()
                .name("io.github.athenaconnect.RunKey")
                .version(version)
                .field("connector", Schema.STRING_SCHEMA)
                .field("query", Schema.STRING_SCHEMA)
                .field("run", Schema.STRING_SCHEMA);
    }

    private static SchemaBuilder value(int version) {
        return SchemaBuilder.struct()
                .name("io.github.athenaconnect.Run")
                .version(version)
                .field("connector", Schema.STRING_SCHEMA)
                .field("query", Schema.STRING_SCHEMA)
                .field("state", Schema.STRING_SCHEMA)
                .field("scheduled", Timestamp.SCHEMA)
                .field("interval_start", optionalTimestamp())
                .field("interval_end", optionalTimestamp())
                .field("attempts", Schema.INT32_SCHEMA)
                .field(
                        "execution_ids",
                        SchemaBuilder.array(Schema.STRING_SCHEMA).build())
                .field("statement", Schema.STRING_SCHEMA)
                .field("watermark", Schema.OPTIONAL_STRING_SCHEMA)
                .field("rows", Schema.INT64_SCHEMA)
                .field("bytes_read", Schema.INT64_SCHEMA)
                .field("bytes_scanned", Schema.INT64_SCHEMA)
                .field("submitted", optionalTimestamp())
                .field("queued_ms", Schema.INT64_SCHEMA)
                .field("engine_ms", Schema.INT64_SCHEMA)
                .field("ended", Timestamp.SCHEMA)
                .field("error", Schema.OPTIONAL_STRING_SCHEMA)
                .field("rows_rejected", Schema.OPTIONAL_INT64_SCHEMA);
    }

    private static Schema optionalTimestamp() {
        return Timestamp.builder().optional().build();
    }

    /**
     * The record of one run.
     *
     * @param partition the source partition of its query
     * @param offset where the query stands once this record is delivered; null only if nothing is stored of the query, as
     *     Connect forgets a stored offset when it is given none (OffsetUtils of its runtime says so)
     */
    public SourceRecord record(FinishedRun run, Map<String, ?> partition, @Nullable Map<String, ?> offset) {
        Struct key = filledKey(new Struct(run.shard().isWhole() ? KEY : KEY_OF_SHARD), run);
        Struct value = filledValue(new Struct(run.shard().isWhole() ? VALUE : VALUE_OF_SHARD), run);
        if (!run.shard().isWhole()) {
            key.put("shard", run.shard().number());
            value.put("shard", run.shard().number()).put("shards", run.shard().count());
        }
        return new SourceRecord(partition, offset, topic, null, key.schema(), key, value.schema(), value);
    }

    private Struct filledKey(Struct key, FinishedRun finished) {
        Run run = finished.attempt().run();
        return key.put("connector", connector)
                .put("query", finished.query())
                .put(
                        "run",
                        run.interval()
                                .map(interval -> interval.start() + "/" + interval.end())
                                .orElseGet(run.scheduled()::toString));
    }

    private Struct filledValue(Struct value, FinishedRun finished) {
        Run run = finished.attempt().run();
        return value.put("connector", connector)
                .put("query", finished.query())
                .put("state", finished.state().name())
                .put("scheduled", Date.from(run.scheduled()))
                .put("interval_start", date(run.interval().map(DataInterval::start)))
                .put("interval_end", date(run.interval().map(DataInterval::end)))
                .put("attempts", finished.attempt().number() + 1)
                .put("execution_ids", finished.executions())
                .put("statement", finished.statement())
                .put("watermark", finished.watermark().orElse(null))
                .put("rows", finished.rows())
                .put("bytes_read", finished.resultBytes())
                .put("bytes_scanned", finished.scannedBytes())
                .put("submitted", date(finished.submitted()))
                .put("queued_ms", finished.queued().toMillis())
                .put("engine_ms", finished.engine().toMillis())
                .put("ended", Date.from(finished.ended()))
                .put("error", finished.error().orElse(null))
                .put("rows_rejected", finished.rejected());
    }

    private static @Nullable Date date(Optional<Instant> instant) {
        return instant.map(Date::from).orElse(null);
    }
}
