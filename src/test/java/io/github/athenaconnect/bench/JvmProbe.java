package io.github.athenaconnect.bench;

import com.sun.management.GarbageCollectorMXBean;
import com.sun.management.GcInfo;
import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.ThreadInfo;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** Looks into another JVM of this machine. */
final class JvmProbe implements AutoCloseable {
    /** Of G1, the serial and the parallel collector. */
    private static final Set<String> OF_THE_WHOLE_HEAP =
            Set.of("G1 Old Generation", "MarkSweepCompact", "PS MarkSweep");

    private static final Pattern HEAP_POOL = Pattern.compile("Eden|Survivor|Old|Tenured");

    private final JMXConnector connector;
    private final MemoryMXBean memory;
    private final ThreadMXBean threads;
    private final List<GarbageCollectorMXBean> collectors;
    private final OperatingSystemMXBean system;

    private JvmProbe(JMXConnector connector) throws IOException {
        this.connector = connector;
        MBeanServerConnection beans = connector.getMBeanServerConnection();
        memory = ManagementFactory.getPlatformMXBean(beans, MemoryMXBean.class);
        threads = ManagementFactory.getPlatformMXBean(beans, ThreadMXBean.class);
        system = ManagementFactory.getPlatformMXBean(beans, OperatingSystemMXBean.class);
        collectors = ManagementFactory.getPlatformMXBeans(beans, GarbageCollectorMXBean.class);
    }

    /** Attaches to a process of this user. */
    // The address is one that this user's own process has just told.
    @SuppressWarnings("BanJNDI")
    static JvmProbe attach(long pid) throws IOException {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
            try {
                return new JvmProbe(
                        JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent())));
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException e) {
            throw new IOException("Process " + pid + " is no JVM that can be looked into", e);
        }
    }

    /** Bytes of the heap that a collection leaves, which is made for it; what is allocated meanwhile does not count. */
    long heapAfterCollection() {
        memory.gc();
        return collectors.stream()
                .filter(collector -> OF_THE_WHOLE_HEAP.contains(collector.getName()))
                .map(GarbageCollectorMXBean::getLastGcInfo)
                .filter(Objects::nonNull)
                .mapToLong(JvmProbe::left)
                .findFirst()
                .orElseGet(this::heap);
    }

    private static long left(GcInfo collection) {
        return collection.getMemoryUsageAfterGc().entrySet().stream()
                .filter(pool -> HEAP_POOL.matcher(pool.getKey()).find())
                .mapToLong(pool -> pool.getValue().getUsed())
                .sum();
    }

    /** Bytes of the heap that are in use, garbage included. */
    long heap() {
        return memory.getHeapMemoryUsage().getUsed();
    }

    /** Nanoseconds of CPU that the living threads with such names have taken. */
    long cpuNanos(Predicate<String> names) {
        long[] ids = ids(names);
        return ids.length == 0
                ? 0
                : IntStream.range(0, ids.length)
                        .mapToLong(at -> threads.getThreadCpuTime(ids[at]))
                        .filter(nanos -> nanos > 0)
                        .sum();
    }

    /** Nanoseconds of CPU that the whole process has taken. */
    long cpuNanos() {
        return system.getProcessCpuTime();
    }

    /** How many living threads have such names. */
    int threads(Predicate<String> names) {
        return ids(names).length;
    }

    private long[] ids(Predicate<String> names) {
        ThreadInfo[] infos = threads.getThreadInfo(threads.getAllThreadIds());
        return Arrays.stream(infos)
                .filter(Objects::nonNull)
                .filter(info -> names.test(info.getThreadName()))
                .mapToLong(ThreadInfo::getThreadId)
                .toArray();
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }
}
