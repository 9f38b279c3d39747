package io.github.athenaconnect;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What is in a topic, partition by partition, as a reader sees it that ignores open and aborted transactions. For one
 * thread.
 *
 * @param <T> what each record is read as
 */
final class CommittedTopic<T> implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final String topic;
    private final Function<ConsumerRecord<byte[], byte[]>, T> form;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<Integer, List<T>> records = new TreeMap<>();
    private final Set<T> seen = new HashSet<>();

    /** Reads a topic, which need not exist yet. */
    CommittedTopic(String bootstrapServers, String topic, Function<ConsumerRecord<byte[], byte[]>, T> form) {
        this.topic = topic;
        this.form = form;
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /** Reads on to the end of the topic; gives all records since its beginning. */
    Map<Integer, List<T>> readToEnd() {
        assign();
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Topic " + topic + " was not read to its end in " + LIMIT);
            }
            consumer.poll(POLL).forEach(this::add);
        }
        return records;
    }

    private void assign() {
        if (consumer.assignment().isEmpty()) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
        }
    }

    private void add(ConsumerRecord<byte[], byte[]> message) {
        T found = form.apply(message);
        records.computeIfAbsent(message.partition(), partition -> new ArrayList<>())
                .add(found);
        seen.add(found);
    }

    /** All that has been read, in any order, each once. */
    Set<T> seen() {
        return seen;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
