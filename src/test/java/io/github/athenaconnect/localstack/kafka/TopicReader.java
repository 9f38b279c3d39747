package io.github.athenaconnect.localstack.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.connect.json.JsonConverter;

/**
 * Reads one topic from its beginning, across all partitions, and gives its records in the order of each partition.
 *
 * <p>For the JSON converter with schemas. Holds all it has read, so that a second reading goes on where the first ended. For
 * one thread.
 */
public final class TopicReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final String topic;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final JsonConverter keyConverter = converter(true);
    private final JsonConverter valueConverter = converter(false);
    private final List<TopicRecord> records = new ArrayList<>();

    /**
     * Connects to a topic, which need not exist yet.
     *
     * @param isolation whether records of open and aborted transactions are seen
     */
    public TopicReader(String bootstrapServers, String topic, IsolationLevel isolation) {
        this.topic = topic;
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        isolation.name().toLowerCase(Locale.ROOT),
                        // A reader must not bring to life the topic it is to report on.
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /** Reads until the topic has given at least {@code count} records in all. */
    public List<TopicRecord> readCount(int count, Duration limit) {
        return readUntil(seen -> seen.size() >= count, limit);
    }

    /**
     * Reads until {@code enough} holds for the records seen so far; it is asked after each fetch.
     *
     * @return all records seen since this reader was made
     * @throws IllegalStateException when {@code limit} passes first, with the number of records that came
     */
    public List<TopicRecord> readUntil(Predicate<List<TopicRecord>> enough, Duration limit) {
        return read(() -> enough.test(Collections.unmodifiableList(records)), limit);
    }

    /**
     * Reads up to where the topic ends now, as this reader's isolation sees it.
     *
     * @return all records seen since this reader was made
     * @throws IllegalStateException when {@code limit} passes first
     */
    public List<TopicRecord> readToEnd(Duration limit) {
        assign();
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        return read(
                () -> ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue()),
                limit);
    }

    private List<TopicRecord> read(Condition enough, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!enough.holds()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Topic " + topic + " gave " + records.size() + " records in "
                        + limit.toMillis() + " ms and not yet those waited for");
            }
            assign();
            poll();
        }
        return List.copyOf(records);
    }

    private void poll() {
        if (consumer.assignment().isEmpty()) {
            LockSupport.parkNanos(POLL.toNanos());
            return;
        }
        for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
            records.add(TopicRecord.of(message, keyConverter, valueConverter));
        }
    }

    /** Takes all partitions as soon as there are any. */
    private void assign() {
        if (consumer.assignment().isEmpty()) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
        }
    }

    private static JsonConverter converter(boolean key) {
        JsonConverter converter = new JsonConverter();
        converter.configure(Map.of("schemas.enable", true), key);
        return converter;
    }

    @Override
    public void close() {
        consumer.close();
        keyConverter.close();
        valueConverter.close();
    }

    /** Whether reading may end. */
    private interface Condition {
        boolean holds();
    }
}
