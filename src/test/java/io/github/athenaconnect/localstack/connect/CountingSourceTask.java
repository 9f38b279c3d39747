package io.github.athenaconnect.localstack.connect;

import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;

/** Emits the numbers not yet committed, ten at a time. */
public final class CountingSourceTask extends SourceTask {
    private static final Map<String, String> PARTITION = Map.of("counter", "numbers");
    private static final int BATCH = 10;
    private static final Schema SCHEMA =
            SchemaBuilder.struct().field("number", Schema.INT64_SCHEMA).build();

    private String topic;
    private long count;
    private long pauseNanos;
    private long next;

    @Override
    public String version() {
        return "1.0";
    }

    @Override
    public void start(Map<String, String> properties) {
        AbstractConfig config = new AbstractConfig(CountingSourceConnector.CONFIG, properties);
        topic = config.getString("topic");
        count = config.getInt("count");
        pauseNanos = config.getLong("batch.pause.ms") * 1_000_000;
        Map<String, Object> committed = context.offsetStorageReader().offset(PARTITION);
        next = committed == null ? 0 : (Long) committed.get("next");
    }

    @Override
    public List<SourceRecord> poll() {
        LockSupport.parkNanos(Math.max(pauseNanos, next < count ? 0 : 50_000_000));
        List<SourceRecord> batch = LongStream.range(next, Math.min(next + BATCH, count))
                .mapToObj(this::record)
                .toList();
        next += batch.size();
        return batch.isEmpty() ? null : batch;
    }

    private SourceRecord record(long number) {
        return new SourceRecord(
                PARTITION,
                Map.of("next", number + 1),
                topic,
                Schema.STRING_SCHEMA,
                Long.toString(number),
                SCHEMA,
                new Struct(SCHEMA).put("number", number));
    }

    @Override
    public void stop() {
        // Nothing is held.
    }
}
