package io.github.athenaconnect.localstack.connect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * What workers and their REST interfaces have said, kept in a directory for whoever searches it when the tests are over: the one
 * that the system property {@code localstack.outputs} names. Without it nothing is kept. Safe from any thread.
 */
final class KeptOutput {
    /** Answered with the configuration of a connector as it was written, secrets included. */
    private static final Pattern REPEATS_CONFIGURATION =
            Pattern.compile("POST connectors|(GET|PUT) connectors/[^/]+/config");

    /** Answers are asked for again and again until they are others. */
    private static final Set<String> KEPT = ConcurrentHashMap.newKeySet();

    private KeptOutput() {}

    /** Keeps the log of a worker that has ended. */
    static void log(Path log) {
        directory().ifPresent(directory -> {
            try {
                Path kept = directory.resolve("worker-" + UUID.randomUUID() + ".log");
                Files.copy(log, kept, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw new UncheckedIOException("The log of a worker could not be kept in " + directory, e);
            }
        });
    }

    /** Keeps an answer; not one that was asked to repeat a configuration, and did. */
    static void answer(String request, int status, String body) {
        if (status < 400 && REPEATS_CONFIGURATION.matcher(request).matches()) {
            return;
        }
        String text = status + " to " + request + "\n" + body + "\n";
        directory().filter(directory -> KEPT.add(text)).ifPresent(directory -> append(directory, text));
    }

    private static synchronized void append(Path directory, String text) {
        Path file = directory.resolve("rest-" + ProcessHandle.current().pid() + ".txt");
        try {
            Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("An answer could not be kept in " + file, e);
        }
    }

    private static Optional<Path> directory() {
        return Optional.ofNullable(System.getProperty("localstack.outputs"))
                .filter(text -> !text.isBlank())
                .map(Path::of)
                .map(KeptOutput::made);
    }

    private static Path made(Path directory) {
        try {
            return Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("The directory " + directory + " could not be made", e);
        }
    }
}
