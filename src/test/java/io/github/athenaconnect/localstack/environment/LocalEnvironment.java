package io.github.athenaconnect.localstack.environment;

import io.github.athenaconnect.localstack.LocalStack;
import io.github.athenaconnect.localstack.connect.ConnectRest;
import io.github.athenaconnect.localstack.connect.ConnectWorker;
import io.github.athenaconnect.localstack.connect.WorkerProperties;
import io.github.athenaconnect.localstack.engine.EngineFailure;
import io.github.athenaconnect.localstack.kafka.Kafka;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What integration tests share: one broker, one worker with exactly-once support and the packaged plugin, and AWS
 * with a small shop.
 *
 * <p>Tests keep apart by the names of their connectors and topics. Safe from any thread.
 */
public final class LocalEnvironment implements AutoCloseable {
    private final Kafka broker;
    private final ConnectWorker worker;
    private final LocalStack aws;

    private LocalEnvironment(Kafka broker, ConnectWorker worker, LocalStack aws) {
        this.broker = broker;
        this.worker = worker;
        this.aws = aws;
    }

    static LocalEnvironment start() {
        Kafka broker = Kafka.start();
        try {
            LocalStack aws = LocalStack.start();
            return new LocalEnvironment(
                    broker, ConnectWorker.distributed(worker(broker, "shared").exactlyOnce()), aws);
        } catch (IOException | EngineFailure e) {
            broker.close();
            throw new IllegalStateException("The local stack did not start", e);
        } catch (RuntimeException e) {
            broker.close();
            throw e;
        }
    }

    /** AWS on this machine, with the shop in its database {@code shop}; do not close it. */
    public LocalStack aws() {
        return aws;
    }

    /** The shared broker; do not close it. */
    public Kafka broker() {
        return broker;
    }

    /** The shared worker; do not close it. */
    public ConnectWorker worker() {
        return worker;
    }

    /** The REST interface of the shared worker. */
    public ConnectRest rest() {
        return worker.rest();
    }

    /** Deletes all connectors of the shared worker; their topics stay. */
    void deleteConnectors() {
        rest().connectors().forEach(rest()::delete);
    }

    /** The settings of a distributed worker on the shared broker, for a test that stops or kills its own. */
    public WorkerProperties worker(String group) {
        return worker(broker, group);
    }

    /** Where the packaged plugin is: the build packs it before it runs integration tests. */
    public static Path pluginPath() {
        return Path.of(System.getProperty("plugin.directory", "target/plugin")).toAbsolutePath();
    }

    private static WorkerProperties worker(Kafka broker, String group) {
        return WorkerProperties.distributed(broker.bootstrapServers(), pluginPath(), group);
    }

    @Override
    public void close() throws IOException {
        worker.close();
        broker.close();
        aws.close();
    }
}
