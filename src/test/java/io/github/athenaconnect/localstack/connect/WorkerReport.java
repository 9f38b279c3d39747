package io.github.athenaconnect.localstack.connect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is going on in a worker process, for whoever waits for something of it in vain: how its connectors and their tasks are
 * doing, what they have committed, what its threads are at, and the end of its log. A part that cannot be had says why, as
 * the worker may be what is wrong.
 */
final class WorkerReport {
    /** What Connect, its connectors and their clients run on; the rest of a JVM's threads says nothing. */
    private static final List<String> TELLING = List.of(
            "task-thread-", "connector-thread-", "DistributedHerder", "KafkaBasedLog", "-pump-", "StartAndStop");

    private final WorkerProcess worker;

    WorkerReport(WorkerProcess worker) {
        this.worker = worker;
    }

    String text() {
        return Stream.of(
                        part("Connectors", this::connectors),
                        part("Threads", this::threads),
                        part("End of the log", worker::logTail))
                .collect(Collectors.joining("\n"));
    }

    private String part(String name, Supplier<String> text) {
        String head = "== " + name + " of worker process " + worker.pid() + ":\n";
        try {
            return head + text.get();
        } catch (RuntimeException e) {
            return head + "not to be had: " + e;
        }
    }

    private String connectors() {
        ConnectRest rest = worker.rest();
        return rest.connectors().stream()
                .map(name -> name + ": " + rest.status(name) + "\n" + part("Offsets", () -> offsets(name)))
                .collect(Collectors.joining("\n"));
    }

    private String offsets(String connector) {
        return worker.rest().offsets(connector).stream()
                .map(ConnectorOffset::toString)
                .collect(Collectors.joining("\n"));
    }

    private String threads() {
        return Arrays.stream(dump().split("\n\n"))
                .filter(thread -> TELLING.stream().anyMatch(thread::contains))
                .collect(Collectors.joining("\n\n"));
    }

    private String dump() {
        try {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "jcmd")
                                    .toString(),
                            Long.toString(worker.pid()),
                            "Thread.print")
                    .redirectErrorStream(true)
                    .start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("jcmd could not be started", e);
        }
    }
}
