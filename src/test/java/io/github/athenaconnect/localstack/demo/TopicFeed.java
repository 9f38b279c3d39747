package io.github.athenaconnect.localstack.demo;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.json.JsonConverter;

/** Carries the records of several topics to the screen as they arrive, and keeps none. For one thread. */
final class TopicFeed implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(250);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final JsonConverter converter = new JsonConverter();

    TopicFeed(String bootstrapServers, List<String> topics) {
        converter.configure(Map.of("schemas.enable", true), false);
        consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.GROUP_ID_CONFIG,
                        "demo-screen",
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false,
                        // The topics come into being while this reads: look for them often.
                        ConsumerConfig.METADATA_MAX_AGE_CONFIG,
                        500,
                        ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                        100),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        consumer.subscribe(topics);
    }

    /** Shows what came since the last call, or within a quarter of a second. */
    void showOn(TopicScreen screen) {
        for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
            screen.arrived(message.topic(), () -> text(message));
        }
    }

    private String text(ConsumerRecord<byte[], byte[]> message) {
        SchemaAndValue value = converter.toConnectData(message.topic(), message.value());
        return RecordText.of(value.schema(), value.value());
    }

    @Override
    public void close() {
        consumer.close();
        converter.close();
    }
}
