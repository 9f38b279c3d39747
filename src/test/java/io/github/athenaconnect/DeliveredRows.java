package io.github.athenaconnect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The rows of a topic, partition by partition, as a reader sees them that ignores open and aborted transactions. For JSON
 * without schemas; a row is its values with a space between them. For one thread.
 */
final class DeliveredRows implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final String topic;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final ObjectMapper json = new ObjectMapper();
    private final Map<Integer, List<String>> rows = new TreeMap<>();

    DeliveredRows(String bootstrapServers, String topic) {
        this.topic = topic;
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

    /** Reads on to the end of the topic, which need not exist yet; gives all rows since its beginning. */
    Map<Integer, List<String>> readToEnd() {
        assign();
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Topic " + topic + " was not read to its end in " + LIMIT);
            }
            consumer.poll(POLL).forEach(this::add);
        }
        return rows;
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
        rows.computeIfAbsent(message.partition(), partition -> new ArrayList<>())
                .add(row(message.value()));
    }

    private String row(byte[] value) {
        try {
            return StreamSupport.stream(json.readTree(value).spliterator(), false)
                    .map(JsonNode::asText)
                    .collect(Collectors.joining(" "));
        } catch (IOException e) {
            throw new UncheckedIOException("Topic " + topic + " has a record that is no JSON", e);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
