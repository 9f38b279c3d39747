package io.github.athenaconnect.localstack.kafka;

/**
 * The Kafka that a test needs no more of than its address: transactions and all else that clients can ask of a broker.
 *
 * <p>By default a {@link KafkaBroker} in this JVM. {@code -Dlocalstack.kafka=container} takes one in a container, for which
 * Docker has to be there. Safe from any thread; started by its factory, ended by {@link #close()}.
 */
public interface Kafka extends AutoCloseable {

    /**
     * Starts the one that was chosen and returns when it serves.
     *
     * @throws IllegalStateException when there is no such one, or it cannot be started
     */
    static Kafka start() {
        String chosen = System.getProperty("localstack.kafka", "embedded");
        return switch (chosen) {
            case "embedded" -> KafkaBroker.start();
            case "container" -> KafkaInContainer.start();
            default ->
                throw new IllegalStateException(
                        "localstack.kafka is " + chosen + ", but there are only embedded and container");
        };
    }

    /** The address clients connect to, {@code host:port}. */
    String bootstrapServers();

    /** Ends the broker, waits until it has, and deletes its log. */
    @Override
    void close();
}
