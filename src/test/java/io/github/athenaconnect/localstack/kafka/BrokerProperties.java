package io.github.athenaconnect.localstack.kafka;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The settings of a broker that is its own controller: real in what it does, small in what it takes. */
final class BrokerProperties {
    static final int NODE_ID = 1;
    static final String CONTROLLER_LISTENER = "CONTROLLER";
    private static final String BROKER_LISTENER = "BROKER";

    private BrokerProperties() {}

    /**
     * The settings.
     *
     * @param links lines to the broker, each of which gets a listener of its own, so that who comes by it is sent back by it
     */
    static Map<String, String> of(int brokerPort, int controllerPort, List<BrokerLink> links, Path logDirectory) {
        return together(Stream.of(node(logDirectory), network(brokerPort, controllerPort, links), behaviour()));
    }

    /** What makes it small and quick, wherever it runs. */
    static Map<String, String> behaviour() {
        return together(Stream.of(oneReplica(), small(), quick()));
    }

    private static Map<String, String> together(Stream<Map<String, String>> parts) {
        return parts.flatMap(part -> part.entrySet().stream())
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Map<String, String> node(Path logDirectory) {
        return Map.of(
                "node.id", Integer.toString(NODE_ID),
                "process.roles", "broker,controller",
                "log.dirs", logDirectory.toString());
    }

    private static Map<String, String> network(int brokerPort, int controllerPort, List<BrokerLink> links) {
        String broker = BROKER_LISTENER + "://127.0.0.1:" + brokerPort;
        return Map.of(
                "listeners",
                broker + "," + CONTROLLER_LISTENER + "://127.0.0.1:" + controllerPort
                        + linked(links, link -> link.listener() + "://127.0.0.1:" + link.brokerPort()),
                "advertised.listeners",
                broker + linked(links, link -> link.listener() + "://" + link.bootstrapServers()),
                "listener.security.protocol.map",
                BROKER_LISTENER + ":PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT"
                        + linked(links, link -> link.listener() + ":PLAINTEXT"),
                "inter.broker.listener.name",
                BROKER_LISTENER,
                "controller.listener.names",
                CONTROLLER_LISTENER,
                "controller.quorum.voters",
                NODE_ID + "@127.0.0.1:" + controllerPort);
    }

    private static String linked(List<BrokerLink> links, Function<BrokerLink, String> part) {
        return links.stream().map(link -> "," + part.apply(link)).collect(Collectors.joining());
    }

    private static Map<String, String> oneReplica() {
        return Map.of(
                "offsets.topic.replication.factor", "1",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "share.coordinator.state.topic.replication.factor", "1",
                "share.coordinator.state.topic.min.isr", "1");
    }

    /** Fifty partitions of each internal topic and 128 MiB of heap for the cleaner are for clusters. */
    private static Map<String, String> small() {
        return Map.of(
                "offsets.topic.num.partitions", "1",
                "transaction.state.log.num.partitions", "1",
                "share.coordinator.state.topic.num.partitions", "1",
                "log.cleaner.dedupe.buffer.size", "2097152",
                "num.network.threads", "2",
                "num.io.threads", "4",
                "background.threads", "2");
    }

    /**
     * Groups form at once, killed members are forgotten after seconds, transactions that have timed out are noticed within a
     * second, what a topic need not keep goes soon, and nobody waits for other brokers at the end.
     */
    private static Map<String, String> quick() {
        return Map.of(
                "transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000",
                "group.initial.rebalance.delay.ms", "0",
                "log.retention.check.interval.ms", "5000",
                "group.min.session.timeout.ms", "500",
                "controlled.shutdown.enable", "false");
    }
}
