package io.github.athenaconnect;

import io.github.athenaconnect.fake.FakeAthena;
import io.github.athenaconnect.fake.FakeS3;
import io.github.athenaconnect.fake.SettableClock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/** A task with one query, {@code orders}, every 15 minutes, over an Athena and an S3 in memory, at 10:07. */
final class OrdersTask implements AutoCloseable {
    static final String SQL = "SELECT id FROM orders";

    private static final List<String> COLUMNS = List.of("id bigint");
    private static final Map<String, String> CONFIGURATION = Map.ofEntries(
            Map.entry("name", "shop"),
            Map.entry("connector.class", AthenaSourceConnector.class.getName()),
            Map.entry("aws.region", "eu-west-1"),
            Map.entry("athena.database", "shop"),
            Map.entry("athena.output.location", FakeAthena.BUCKET),
            Map.entry("athena.poll.min.ms", "10"),
            Map.entry("queries", "orders"),
            Map.entry("query.orders.sql", SQL),
            Map.entry("query.orders.topic", "orders"),
            Map.entry("query.orders.key.columns", "id"),
            Map.entry("query.orders.schedule", "15m"),
            Map.entry("batch.max.rows", "3"));

    final SettableClock clock = SettableClock.ticking("2026-03-01T10:07:00Z");
    final FakeS3 s3 = new FakeS3();
    final FakeAthena athena = new FakeAthena(clock, s3);
    final InProcessWorker worker;
    private final Map<String, String> properties = new HashMap<>(CONFIGURATION);

    /** The task with more configuration, as keys and values; not started. */
    OrdersTask(String... more) {
        for (int at = 0; at < more.length; at += 2) {
            properties.put(more[at], more[at + 1]);
        }
        worker = new InProcessWorker(properties, athena, s3, clock);
        rows(5);
    }

    /** Answers with this many rows from now on, whose ids begin with 1. */
    OrdersTask rows(int count) {
        athena.answers(
                SQL,
                COLUMNS,
                IntStream.rangeClosed(1, count)
                        .mapToObj(id -> "\"" + id + "\"\n")
                        .collect(Collectors.joining()));
        return this;
    }

    /** Has the connector judge and the worker store an offset that somebody wrote, while the task is not running. */
    OrdersTask alter(Map<String, ?> offset) {
        new AthenaSourceConnector().alterOffsets(properties, Map.of(Map.of("query", "orders"), offset));
        worker.alter("orders", offset);
        return this;
    }

    /** The ids of the rows among these records; those of the run log have none. */
    static List<Long> ids(List<SourceRecord> records) {
        return records.stream()
                .filter(record -> record.topic().equals("orders"))
                .map(record -> ((Struct) record.value()).getInt64("id"))
                .toList();
    }

    @Override
    public void close() {
        worker.close();
    }
}
