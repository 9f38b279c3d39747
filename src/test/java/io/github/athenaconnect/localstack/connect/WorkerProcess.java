package io.github.athenaconnect.localstack.connect;

import io.github.athenaconnect.localstack.kafka.WorkingDirectory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A worker in a process of its own, which can be killed, of the Connect and the Java that were {@linkplain WorkerRuntime
 * chosen}.
 *
 * <p>It ends when this JVM does. Safe from any thread.
 */
public final class WorkerProcess implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
    private static final int TAIL_LINES = 100;

    private final WorkingDirectory directory;
    private final Process process;
    private final ConnectRest rest;

    private WorkerProcess(WorkingDirectory directory, Process process, ConnectRest rest) {
        this.directory = directory;
        this.process = process;
        this.rest = rest;
    }

    /**
     * Starts a distributed worker and returns when its REST interface answers.
     *
     * @throws IllegalStateException when it does not within two minutes, with the end of its log
     */
    public static WorkerProcess start(WorkerProperties properties) {
        return start(properties, Map.of());
    }

    /** Starts a worker that also has these environment variables, as its machine would set them. */
    public static WorkerProcess start(WorkerProperties properties, Map<String, String> environment) {
        try (WorkerImage image = WorkerImage.plain(properties.pluginPath())) {
            return start(properties, environment, image, List.of());
        }
    }

    /** Starts a standalone worker with the connectors of {@code files}, each a property file or a JSON file. */
    static WorkerProcess standalone(WorkerProperties properties, List<Path> files) {
        try (WorkerImage image = WorkerImage.plain(properties.pluginPath())) {
            return start(properties, Map.of(), image, files);
        }
    }

    /** Starts a worker from {@code image}, which stays open for longer than the worker runs. */
    public static WorkerProcess start(WorkerProperties properties, WorkerImage image) {
        return start(properties, Map.of(), image, List.of());
    }

    private static WorkerProcess start(
            WorkerProperties properties, Map<String, String> environment, WorkerImage image, List<Path> connectors) {
        WorkingDirectory directory = WorkingDirectory.create("connect-worker");
        try {
            Process process = launch(directory.path(), properties, environment, image, connectors);
            return new WorkerProcess(directory, process, new ConnectRest(awaitUrl(process, log(directory.path()))));
        } catch (IOException | RuntimeException e) {
            directory.close();
            throw new IllegalStateException("The worker process did not start", e);
        }
    }

    private static Process launch(
            Path directory,
            WorkerProperties properties,
            Map<String, String> environment,
            WorkerImage image,
            List<Path> connectors)
            throws IOException {
        Path file = directory.resolve("worker.properties");
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.asProperties().store(writer, null);
        }
        ProcessBuilder process = new ProcessBuilder(command(image, file, connectors))
                .redirectError(log(directory).toFile());
        process.environment().putAll(environment);
        return process.start();
    }

    private static List<String> command(WorkerImage image, Path file, List<Path> connectors) {
        List<String> command = new ArrayList<>(List.of(
                WorkerRuntime.chosen().java().toString(),
                // Standard output is for the address; what the JVM itself has to say goes to the log.
                "-Xlog:disable",
                "-Xlog:all=warning:stderr"));
        command.addAll(image.options());
        command.addAll(List.of(WorkerMain.class.getName(), file.toString()));
        connectors.forEach(connector -> command.add(connector.toString()));
        return command;
    }

    private static Path log(Path directory) {
        return directory.resolve("worker.log");
    }

    private static URI awaitUrl(Process process, Path log) throws IOException {
        CompletableFuture<String> line = CompletableFuture.supplyAsync(() -> address(process));
        try {
            return URI.create(line.get(START_LIMIT.toSeconds(), TimeUnit.SECONDS));
        } catch (TimeoutException | ExecutionException | IllegalArgumentException e) {
            process.destroyForcibly();
            throw new IllegalStateException("It did not tell its address; its log ends:\n" + tail(log), e);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while it started", e);
        }
    }

    /** The first line that is one: a JVM that records itself has something to say before. */
    private static String address(Process process) {
        try {
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            String line = lines.readLine();
            while (line != null && !line.startsWith("http:")) {
                line = lines.readLine();
            }
            if (line == null) {
                throw new IllegalStateException("The worker process ended before it had started");
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException("The worker process could not be heard", e);
        }
    }

    private static String tail(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
    }

    /** The number that the operating system knows it by. */
    public long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** A client of this worker's REST interface. */
    public ConnectRest rest() {
        return rest;
    }

    /**
     * What it is at: states, committed offsets, threads, and the end of its log; for whoever waits for something in vain. Takes
     * as long as the worker takes to answer.
     */
    public String report() {
        return new WorkerReport(this).text();
    }

    /** The last lines of its log. */
    public String logTail() {
        try {
            return tail(log(directory.path()));
        } catch (IOException e) {
            throw new UncheckedIOException("The log of the worker process cannot be read", e);
        }
    }

    /**
     * Stops the process where it is, as SIGSTOP does, and lets it go on after {@code duration}, in whole seconds. Returns at
     * once.
     *
     * <p>A shell that outlives this JVM wakes it, so that no process stays frozen whatever happens here.
     */
    public void freeze(Duration duration) {
        try {
            Process unused = new ProcessBuilder(
                            "sh",
                            "-c",
                            "kill -STOP $0; sleep $1; kill -CONT $0",
                            Long.toString(process.pid()),
                            Long.toString(duration.toSeconds()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("The worker process " + process.pid() + " could not be frozen", e);
        }
    }

    /** Ends the process at once, as {@code kill -9} does, and waits until it is gone. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Stops the worker as SIGTERM does; one that does not stop within 20 s is killed. */
    @Override
    public void close() {
        stop();
    }

    /** Does the same, and gives back all that the worker has logged. */
    String stop() {
        process.destroy();
        awaitEnd();
        try {
            KeptOutput.log(log(directory.path()));
            return Files.readString(log(directory.path()));
        } catch (IOException e) {
            throw new UncheckedIOException("The log of the worker process cannot be read", e);
        } finally {
            directory.close();
        }
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
