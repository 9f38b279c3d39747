package io.github.athenaconnect.localstack.connect;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.connect.runtime.Connect;

/**
 * What a {@link WorkerProcess} runs: a worker that says on standard output where its REST interface is, and ends with the
 * process that started it, whose end closes standard input. If the broker has gone with that process, a worker would not
 * stop for minutes: after ten seconds it ends as it is.
 *
 * <p>Any version of Connect that is supported may be on its class path, so what it uses exists in all of them.
 */
public final class WorkerMain {
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    private WorkerMain() {}

    /**
     * Runs the worker of the property file that is the first argument: a standalone one with the connectors whose files
     * follow, a distributed one if none does.
     */
    public static void main(String[] arguments) throws IOException {
        List<Path> files = Arrays.stream(arguments).map(Path::of).toList();
        Connect<?> connect = start(read(files.get(0)), files.subList(1, files.size()));
        System.out.println(connect.rest().advertisedUrl());
        while (System.in.read() >= 0) {
            // Nobody writes here: only the end of the stream says something.
        }
        endAnyway();
        // Connect's own hook stops the worker. Who stops it here as well may be first, and the hook, which then has
        // nothing to do, lets the JVM end in the middle: SIGTERM comes with the end of the stream.
        System.exit(0);
    }

    private static Map<String, String> read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return new WorkerProperties(Map.of()).with(properties).values();
    }

    private static Connect<?> start(Map<String, String> properties, List<Path> connectors) {
        return connectors.isEmpty()
                ? ConnectCommand.distributed(properties)
                : ConnectCommand.standalone(properties, connectors);
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
