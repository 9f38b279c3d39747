package io.github.athenaconnect.localstack.connect;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.connect.cli.ConnectDistributed;
import org.apache.kafka.connect.runtime.Connect;

/**
 * What a {@link WorkerProcess} runs: a distributed worker that says on standard output where its REST interface is, and ends
 * with the process that started it, whose end closes standard input. If the broker has gone with that process, a worker
 * would not stop for minutes: after ten seconds it ends as it is.
 */
public final class WorkerMain {
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    private WorkerMain() {}

    /** Runs the worker of the property file that is the only argument. */
    public static void main(String[] arguments) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(arguments[0]))) {
            properties.load(reader);
        }
        WorkerProperties worker = new WorkerProperties(java.util.Map.of()).with(properties);
        Connect<?> connect = new ConnectDistributed().startConnect(worker.values());
        System.out.println(connect.rest().advertisedUrl());
        while (System.in.read() >= 0) {
            // Nobody writes here: only the end of the stream says something.
        }
        connect.stop();
        endAnyway();
        connect.awaitStop();
    }

    private static void endAnyway() {
        Thread thread = new Thread(() -> {
            LockSupport.parkNanos(STOP_LIMIT.toNanos());
            Runtime.getRuntime().halt(1);
        });
        thread.setDaemon(true);
        thread.start();
    }
}
