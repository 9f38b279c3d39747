package io.github.athenaconnect.localstack.connect;

import io.github.athenaconnect.localstack.kafka.ExitProcedures;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Supplier;
import org.apache.kafka.connect.cli.ConnectDistributed;
import org.apache.kafka.connect.cli.ConnectStandalone;
import org.apache.kafka.connect.runtime.Connect;
import org.apache.kafka.connect.runtime.standalone.StandaloneHerder;

/**
 * A real Connect worker in this JVM, its REST interface on 127.0.0.1.
 *
 * <p>Started by a factory, ended by {@link #close()}; after that another one with the same properties goes on where it
 * stopped. Safe from any thread.
 */
public final class ConnectWorker implements AutoCloseable {
    private final Connect<?> connect;

    private ConnectWorker(Connect<?> connect) {
        this.connect = connect;
    }

    /** Starts a member of a Connect cluster and returns when its REST interface answers. */
    public static ConnectWorker distributed(WorkerProperties properties) {
        return keepingTheClassLoader(
                () -> new ConnectWorker(new ConnectDistributed().startConnect(properties.values())));
    }

    /**
     * Starts a standalone worker with the connectors of {@code connectorFiles}, each a property file or a JSON file.
     *
     * @throws IllegalStateException when a connector is refused; the worker's log says why
     */
    public static ConnectWorker standalone(WorkerProperties properties, Path... connectorFiles) {
        return keepingTheClassLoader(() -> {
            ConnectStandalone command = new ConnectStandalone();
            Connect<StandaloneHerder> connect = command.startConnect(properties.values());
            command.processExtraArgs(
                    connect, Arrays.stream(connectorFiles).map(Path::toString).toArray(String[]::new));
            return new ConnectWorker(connect);
        });
    }

    /** Connect leaves the class loader of its plugins on the thread that started it. */
    private static ConnectWorker keepingTheClassLoader(Supplier<ConnectWorker> start) {
        ExitProcedures.refuse();
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try {
            return start.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** A client of this worker's REST interface. */
    public ConnectRest rest() {
        return new ConnectRest(connect.rest().advertisedUrl());
    }

    /** Stops connectors, tasks and REST interface, as SIGTERM does, and waits until they have stopped. */
    @Override
    public void close() {
        connect.stop();
        connect.awaitStop();
    }
}
