package io.github.athenaconnect.localstack.connect;

import io.github.athenaconnect.localstack.kafka.ExitProcedures;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import javax.management.MBeanServerConnection;
import org.apache.kafka.connect.runtime.Connect;

/** A worker that shares the JVM of its test, which takes the least. */
final class WorkerInThisJvm implements ConnectWorker {
    private final Connect<?> connect;

    private WorkerInThisJvm(Connect<?> connect) {
        this.connect = connect;
    }

    static WorkerInThisJvm distributed(WorkerProperties properties) {
        return keepingTheClassLoader(() -> ConnectCommand.distributed(properties.values()));
    }

    static WorkerInThisJvm standalone(WorkerProperties properties, List<Path> connectorFiles) {
        return keepingTheClassLoader(() -> ConnectCommand.standalone(properties.values(), connectorFiles));
    }

    /** Connect leaves the class loader of its plugins on the thread that started it. */
    private static WorkerInThisJvm keepingTheClassLoader(Supplier<Connect<?>> start) {
        ExitProcedures.refuse();
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try {
            return new WorkerInThisJvm(start.get());
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Override
    public ConnectRest rest() {
        return new ConnectRest(connect.rest().advertisedUrl());
    }

    @Override
    public MBeanServerConnection beans() {
        return ManagementFactory.getPlatformMBeanServer();
    }

    @Override
    public List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).toList();
    }

    @Override
    public void close() {
        connect.stop();
        connect.awaitStop();
    }
}
