package io.github.athenaconnect.localstack.kafka;

import java.util.Locale;
import org.apache.kafka.common.utils.AppInfoParser;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * A real Kafka broker in a container, of the version that the tests are compiled with.
 *
 * <p>{@code localstack.kafka.image} names another image that starts as Kafka's own does.
 */
final class KafkaInContainer implements Kafka {
    private static final String UPSTREAM = "apache/kafka";

    private final KafkaContainer container;

    private KafkaInContainer(KafkaContainer container) {
        this.container = container;
    }

    static KafkaInContainer start() {
        KafkaContainer container = new KafkaContainer(image());
        // As small and as quick as the one in this JVM, or workers are refused for their short timeouts.
        BrokerProperties.behaviour().forEach((key, value) -> container.addEnv(variable(key), value));
        container.start();
        return new KafkaInContainer(container);
    }

    private static DockerImageName image() {
        return DockerImageName.parse(
                        System.getProperty("localstack.kafka.image", UPSTREAM + ":" + AppInfoParser.getVersion()))
                .asCompatibleSubstituteFor(UPSTREAM);
    }

    /** How the image is told a setting. */
    private static String variable(String key) {
        return "KAFKA_" + key.toUpperCase(Locale.ROOT).replace('.', '_');
    }

    @Override
    public String bootstrapServers() {
        return container.getBootstrapServers();
    }

    @Override
    public void close() {
        container.stop();
    }
}
