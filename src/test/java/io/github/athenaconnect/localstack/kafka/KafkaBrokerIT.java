package io.github.athenaconnect.localstack.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The broker serves what Connect needs of one: topics, transactions, isolation. */
class KafkaBrokerIT {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private static KafkaBroker broker;

    @BeforeAll
    static void startBroker() {
        broker = KafkaBroker.start();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Test
    void readersOfCommittedRecordsSeeNothingOfAnAbortedTransaction() throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = transactionalProducer()) {
            producer.initTransactions();
            producer.beginTransaction();
            send(producer, "1");
            producer.abortTransaction();
            producer.beginTransaction();
            send(producer, "2");
            producer.commitTransaction();
        }

        assertThat(read(IsolationLevel.READ_COMMITTED)).containsExactly(2L);
        assertThat(read(IsolationLevel.READ_UNCOMMITTED)).containsExactly(1L, 2L);
    }

    @Test
    void aSilentLinkDeliversLateAndACutOneNothing() throws Exception {
        try (KafkaBroker linked = KafkaBroker.startWithLinks(1)) {
            BrokerLink link = linked.links().get(0);
            try (KafkaProducer<byte[], byte[]> producer = producer(link.bootstrapServers())) {
                producer.send(new ProducerRecord<>("linked", new byte[1])).get(LIMIT.toSeconds(), TimeUnit.SECONDS);

                link.silence();
                Future<RecordMetadata> silent = producer.send(new ProducerRecord<>("linked", new byte[1]));
                assertThatThrownBy(() -> silent.get(500, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
                link.heal();
                silent.get(LIMIT.toSeconds(), TimeUnit.SECONDS);

                link.cut();
                Future<RecordMetadata> cut = producer.send(new ProducerRecord<>("linked", new byte[1]));
                assertThatThrownBy(() -> cut.get(500, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
                link.heal();
                cut.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            }
        }
    }

    private static KafkaProducer<byte[], byte[]> producer(String bootstrapServers) {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        // Without its only broker the producer would forget the topic, and wait for it in send itself.
                        CommonClientConfigs.METADATA_RECOVERY_STRATEGY_CONFIG,
                        "none"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    @Test
    void aReaderThatWaitsInVainSaysWhatItGot() {
        try (TopicReader reader =
                new TopicReader(broker.bootstrapServers(), "silence", IsolationLevel.READ_COMMITTED)) {
            assertThatThrownBy(() -> reader.readCount(1, Duration.ofMillis(300)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("Topic silence gave 0 records in 300 ms");
        }
    }

    @Test
    void aTakenPortIsNamed() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> KafkaBroker.start(taken.getLocalPort()))
                    .isInstanceOf(PortTakenException.class)
                    .hasMessageContaining("Port " + taken.getLocalPort());
        }
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, String number) throws Exception {
        byte[] value = "{\"schema\":{\"type\":\"int64\"},\"payload\":%s}"
                .formatted(number)
                .getBytes(StandardCharsets.UTF_8);
        producer.send(new ProducerRecord<>("numbers", value)).get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    private static List<Object> read(IsolationLevel isolation) {
        try (TopicReader reader = new TopicReader(broker.bootstrapServers(), "numbers", isolation)) {
            return reader.readToEnd(LIMIT).stream()
                    .map(record -> record.value().value())
                    .toList();
        }
    }

    private static KafkaProducer<byte[], byte[]> transactionalProducer() {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        broker.bootstrapServers(),
                        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                        "numbers"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }
}
