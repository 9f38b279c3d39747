package io.github.athenaconnect.localstack.engine.trino;

import io.github.athenaconnect.localstack.engine.S3Access;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Trino as a child process, with a directory of its own for as long as it lives.
 *
 * <p>The child ends when its standard input does, so it dies with this process however that ends. It needs the JDK it
 * was written for, 17, which is the one the build runs on.
 */
final class TrinoProcess implements AutoCloseable {
    private static final String MAIN_CLASS = "io.github.athenaconnect.localstack.engine.server.TrinoServer";
    private static final String READY = "ready ";
    private static final int START_LIMIT_SECONDS = 120;

    private final Path directory;
    private final Process process;
    private final URI address;

    private TrinoProcess(Path directory, Process process, URI address) {
        this.directory = directory;
        this.process = process;
        this.address = address;
    }

    /** Starts the server and returns when it takes statements: 8 to 13 seconds on two cores. */
    static TrinoProcess start(S3Access s3) {
        try {
            Path directory = Files.createTempDirectory("trino");
            CatalogSettings.write(directory, s3);
            Process process = new ProcessBuilder(command(directory))
                    .redirectError(directory.resolve("server.log").toFile())
                    .start();
            return new TrinoProcess(directory, process, awaitReady(process, directory));
        } catch (IOException failure) {
            throw new UncheckedIOException("Trino could not be started", failure);
        }
    }

    /** Where statements are sent. */
    URI address() {
        return address;
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            deleteDirectory();
        } catch (IOException failure) {
            throw new UncheckedIOException("Trino's directory " + directory + " could not be deleted", failure);
        } catch (InterruptedException interruption) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static List<String> command(Path directory) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx700m",
                "-XX:+UseSerialGC",
                // Most of its life is starting; the second compiler never pays.
                "-XX:TieredStopAtLevel=1",
                // It measures object layouts as it starts; without these it looks for a debugger first.
                "-Djdk.attach.allowAttachSelf=true",
                "-Djol.skipHotspotSAAttach=true",
                "-Duser.timezone=UTC",
                "-cp",
                classPath(),
                MAIN_CLASS,
                directory.toString());
    }

    private static String classPath() {
        Path home = Path.of(System.getProperty("localstack.trino.home", "target/trino"))
                .toAbsolutePath();
        if (!Files.isDirectory(home.resolve("lib"))) {
            throw new IllegalStateException("Trino's jars were expected in " + home.resolve("lib")
                    + ", which is no directory; 'mvn -Pfaithful process-test-classes' gathers them there.");
        }
        return home.resolve("classes")
                + File.pathSeparator
                + home.resolve("lib").resolve("*");
    }

    private static URI awaitReady(Process process, Path directory) throws IOException {
        CompletableFuture<Void> tooLate = new CompletableFuture<Void>()
                .completeOnTimeout(null, START_LIMIT_SECONDS, TimeUnit.SECONDS)
                .thenRun(process::destroyForcibly);
        BufferedReader output = process.inputReader();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(READY)) {
                tooLate.cancel(false);
                return URI.create(line.substring(READY.length()));
            }
        }
        throw new IllegalStateException("Trino ended before it was ready, or was not ready in " + START_LIMIT_SECONDS
                + " seconds; its log is " + directory.resolve("server.log"));
    }

    private void deleteDirectory() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
