package io.github.athenaconnect.localstack.kafka;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A real Kafka broker in this JVM: one KRaft node, broker and controller, on 127.0.0.1, its log in a temporary directory.
 *
 * <p>It can do what any broker can, transactions included. Safe from any thread; started by its factory, ended by
 * {@link #close()}.
 */
public final class KafkaBroker implements Kafka {
    private final WorkingDirectory directory;
    private final KafkaRaftServer server;
    private final String bootstrapServers;
    private final List<BrokerLink> links;

    private KafkaBroker(
            WorkingDirectory directory, KafkaRaftServer server, String bootstrapServers, List<BrokerLink> links) {
        this.directory = directory;
        this.server = server;
        this.bootstrapServers = bootstrapServers;
        this.links = links;
    }

    /** Starts a broker on a free port and returns when it serves. */
    public static KafkaBroker start() {
        return startOn(LoopbackPort.free(), 0);
    }

    /**
     * Starts a broker on {@code port} and returns when it serves.
     *
     * @throws PortTakenException when another process listens there
     */
    public static KafkaBroker start(int port) {
        return startOn(LoopbackPort.requireFree(port), 0);
    }

    /** Starts a broker that can also be reached by so many {@link #links}, each of which can be cut. */
    public static KafkaBroker startWithLinks(int links) {
        return startOn(LoopbackPort.free(), links);
    }

    private static KafkaBroker startOn(int port, int linked) {
        ExitProcedures.refuse();
        WorkingDirectory directory = WorkingDirectory.create("kafka-broker");
        List<BrokerLink> links = new ArrayList<>();
        try {
            for (int link = 0; link < linked; link++) {
                links.add(BrokerLink.open("LINK" + link, LoopbackPort.free()));
            }
            return new KafkaBroker(directory, serve(port, links, directory), "127.0.0.1:" + port, List.copyOf(links));
        } catch (Exception e) {
            links.forEach(BrokerLink::close);
            directory.close();
            throw new IllegalStateException("The Kafka broker on port " + port + " of 127.0.0.1 did not start", e);
        }
    }

    private static KafkaRaftServer serve(int port, List<BrokerLink> links, WorkingDirectory directory)
            throws Exception {
        KafkaConfig config =
                new KafkaConfig(BrokerProperties.of(port, LoopbackPort.free(), links, directory.path()), false);
        format(directory);
        KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
        try {
            server.startup();
            return server;
        } catch (RuntimeException e) {
            server.shutdown();
            throw e;
        }
    }

    private static void format(WorkingDirectory directory) throws Exception {
        String path = directory.path().toString();
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(BrokerProperties.NODE_ID)
                .setControllerListenerName(BrokerProperties.CONTROLLER_LISTENER)
                .setMetadataLogDirectory(path)
                .addDirectory(path)
                .run();
    }

    @Override
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** The lines to this broker that can be cut: for each client that is to be cut off one of its own. */
    public List<BrokerLink> links() {
        return links;
    }

    @Override
    public void close() {
        links.forEach(BrokerLink::close);
        server.shutdown();
        server.awaitShutdown();
        directory.close();
    }
}
