package io.github.athenaconnect.bench;

import io.github.athenaconnect.localstack.connect.WorkerProcess;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Predicate;

/** Who takes the processors while a connector delivers: nanoseconds of CPU between two moments. For one thread. */
final class DeliveryCpu implements AutoCloseable {
    /** Whose time it is. */
    enum Share {
        /** The worker's thread of the task, which converts and sends. */
        TASK,
        /** The connector's own threads, which fetch and decode. */
        PUMP,
        /** The thread that sends batches. */
        PRODUCER,
        /** The whole worker: collections and the compiler beside the above. */
        WORKER,
        /** Broker, S3 and whoever measures. */
        OTHERS
    }

    private final JvmProbe worker;
    private final String connector;
    private Map<Share, Long> begin = Map.of();
    private Map<Share, Long> end = Map.of();

    DeliveryCpu(WorkerProcess worker, String connector) throws IOException {
        this.worker = JvmProbe.attach(worker.pid());
        this.connector = connector;
    }

    void begin() {
        begin = now();
    }

    void end() {
        end = now();
    }

    /** What was taken in between, for the rows of a delivery. */
    Shares shares(Delivery delivery) {
        return new Shares(begin, end, delivery);
    }

    /** What a delivery took. */
    record Shares(Map<Share, Long> begin, Map<Share, Long> end, Delivery delivery) {
        /** Nanoseconds of CPU a row. */
        double perRow(Share share) {
            return (double) (end.get(share) - begin.get(share)) / delivery.rows();
        }

        /** How many processors were busy. */
        double processors() {
            return (perRow(Share.WORKER) + perRow(Share.OTHERS)) * delivery.rows() / delivery.nanos();
        }
    }

    private Map<Share, Long> now() {
        Map<Share, Long> nanos = new EnumMap<>(Share.class);
        nanos.put(Share.TASK, threads(name -> name.startsWith("task-thread-" + connector)));
        nanos.put(Share.PUMP, threads(name -> name.startsWith(connector + "-pump")));
        nanos.put(Share.PRODUCER, threads(name -> name.contains("producer") && name.contains(connector)));
        nanos.put(Share.WORKER, worker.cpuNanos());
        nanos.put(
                Share.OTHERS,
                ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                        .getProcessCpuTime());
        return nanos;
    }

    private long threads(Predicate<String> names) {
        return worker.cpuNanos(names);
    }

    @Override
    public void close() throws IOException {
        worker.close();
    }
}
