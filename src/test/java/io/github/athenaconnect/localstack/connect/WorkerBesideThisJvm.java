package io.github.athenaconnect.localstack.connect;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** A worker of another version of Connect or of Java: a process that is told from outside what it does not tell by REST. */
final class WorkerBesideThisJvm implements ConnectWorker {
    private final WorkerProcess process;
    private MBeanServerConnection connection;

    WorkerBesideThisJvm(WorkerProcess process) {
        this.process = process;
    }

    @Override
    public ConnectRest rest() {
        return process.rest();
    }

    /** One connection for all who ask; it ends with the process. */
    @Override
    public synchronized MBeanServerConnection beans() {
        if (connection == null) {
            connection = connect();
        }
        return connection;
    }

    /** The address is one that a process which this one has started gave it over a file of its own. */
    @SuppressWarnings("BanJNDI")
    private MBeanServerConnection connect() {
        try {
            VirtualMachine jvm = VirtualMachine.attach(Long.toString(process.pid()));
            try {
                JMXServiceURL agent = new JMXServiceURL(jvm.startLocalManagementAgent());
                return JMXConnectorFactory.connect(agent).getMBeanServerConnection();
            } finally {
                jvm.detach();
            }
        } catch (AttachNotSupportedException e) {
            throw new IllegalStateException("The worker process " + process.pid() + " lets nobody look at it", e);
        } catch (IOException e) {
            throw new UncheckedIOException("The worker process " + process.pid() + " could not be looked at", e);
        }
    }

    @Override
    public List<String> threads() {
        if (!process.isAlive()) {
            return List.of();
        }
        try {
            ThreadMXBean threads = ManagementFactory.newPlatformMXBeanProxy(
                    beans(), ManagementFactory.THREAD_MXBEAN_NAME, ThreadMXBean.class);
            return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                    .filter(Objects::nonNull)
                    .map(ThreadInfo::getThreadName)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The threads of worker process " + process.pid() + " cannot be seen", e);
        }
    }

    /** Ends the process and then says what it has logged, as a worker of this JVM does meanwhile. */
    @Override
    public void close() {
        String log = process.stop();
        if (!log.isEmpty()) {
            System.err.print(log);
        }
    }
}
