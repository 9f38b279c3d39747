package io.github.athenaconnect.localstack.connect;

import java.nio.file.Path;
import java.util.List;
import javax.management.MBeanServerConnection;

/**
 * A real Connect worker, its REST interface on 127.0.0.1, what it logs on standard error.
 *
 * <p>It runs in this JVM, or in a process of its own where a run of the tests is for another version of Connect or of Java.
 * Started by a factory, ended by {@link #close()}; after that another one with the same properties goes on where it stopped.
 * Safe from any thread.
 */
public interface ConnectWorker extends AutoCloseable {

    /** Starts a member of a Connect cluster and returns when its REST interface answers. */
    static ConnectWorker distributed(WorkerProperties properties) {
        WorkerRuntime runtime = WorkerRuntime.chosen();
        return runtime.isThisJvm()
                ? WorkerInThisJvm.distributed(properties)
                : new WorkerBesideThisJvm(WorkerProcess.start(properties));
    }

    /**
     * Starts a standalone worker with the connectors of {@code connectorFiles}, each a property file or a JSON file.
     *
     * @throws IllegalStateException when a connector is refused; the worker's log says why
     */
    static ConnectWorker standalone(WorkerProperties properties, Path... connectorFiles) {
        WorkerRuntime runtime = WorkerRuntime.chosen();
        List<Path> files = List.of(connectorFiles);
        return runtime.isThisJvm()
                ? WorkerInThisJvm.standalone(properties, files)
                : new WorkerBesideThisJvm(WorkerProcess.standalone(properties, files));
    }

    /** A client of this worker's REST interface. */
    ConnectRest rest();

    /** The MBeans of the JVM that it runs in, its metrics among them; not after it was closed. */
    MBeanServerConnection beans();

    /** The names of the threads of the JVM that it runs in; none when that has ended. */
    List<String> threads();

    /** Stops connectors, tasks and REST interface, as SIGTERM does, and waits until they have stopped. */
    @Override
    void close();
}
