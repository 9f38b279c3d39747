package io.github.athenaconnect.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** When the records of a topic of one partition are there for a reader who waits for them. For one thread. */
final class Arrivals implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration POLL = Duration.ofSeconds(1);

    private final KafkaConsumer<byte[], byte[]> consumer;

    private Arrivals(KafkaConsumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    /** Begins with the first record. */
    static Arrivals of(String bootstrapServers, String topic) {
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        TopicPartition partition = new TopicPartition(topic, 0);
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        return new Arrivals(consumer);
    }

    /** When each of so many records arrived, in their order. */
    List<Instant> await(int records) {
        List<Instant> arrivals = new ArrayList<>(records);
        long begin = System.nanoTime();
        while (arrivals.size() < records) {
            if (System.nanoTime() - begin > PATIENCE.toNanos()) {
                throw new IllegalStateException("Expected " + records + " records within " + PATIENCE.toMinutes()
                        + " minutes, found " + arrivals.size());
            }
            ConsumerRecords<byte[], byte[]> polled = consumer.poll(POLL);
            Instant now = Instant.now();
            polled.forEach(record -> arrivals.add(now));
        }
        return List.copyOf(arrivals);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
