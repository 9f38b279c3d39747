package io.github.athenaconnect.localstack.connect;

import io.github.athenaconnect.localstack.kafka.WorkingDirectory;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * What worker processes of one plugin path start from. Safe from any thread.
 *
 * <p>A {@link #recorded} one has an archive of the classes that a worker loads, parsed and verified (the JDK's class data
 * sharing): with it a worker starts in a third of the time, which pays off for whoever kills many.
 */
public final class WorkerImage implements AutoCloseable {
    private final Optional<WorkingDirectory> directory;
    private final List<String> options;

    private WorkerImage(Optional<WorkingDirectory> directory, List<String> options) {
        this.directory = directory;
        this.options = List.copyOf(options);
    }

    /** One without an archive, for whoever starts a worker or two. */
    static WorkerImage plain(Path pluginPath) {
        return new WorkerImage(
                Optional.empty(), List.of("-cp", WorkerClassPath.text(WorkerClassPath.besides(pluginPath))));
    }

    /** Starts a worker and stops it again, which takes some seconds, and keeps the classes it had loaded. */
    public static WorkerImage recorded(WorkerProperties properties) {
        WorkingDirectory directory = WorkingDirectory.create("worker-image");
        try {
            // The JVM archives classes of jars only.
            List<String> path = List.of(
                    "-cp", WorkerClassPath.text(inJars(WorkerClassPath.besides(properties.pluginPath()), directory)));
            String archive = directory.path().resolve("worker.jsa").toString();
            Optional<WorkingDirectory> owned = Optional.of(directory);
            WorkerProcess.start(properties, new WorkerImage(owned, with(path, "-XX:ArchiveClassesAtExit=" + archive)))
                    .close();
            return new WorkerImage(owned, with(path, "-XX:SharedArchiveFile=" + archive));
        } catch (RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    private static List<String> with(List<String> options, String another) {
        return Stream.concat(options.stream(), Stream.of(another)).toList();
    }

    private static List<Path> inJars(List<Path> entries, WorkingDirectory directory) {
        return entries.stream()
                .map(entry -> Files.isDirectory(entry) ? jar(entry, directory.path()) : entry)
                .toList();
    }

    private static Path jar(Path classes, Path directory) {
        Path jar = directory.resolve(classes.getFileName() + ".jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(file);
                Stream<Path> files = Files.walk(classes)) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                entries.putNextEntry(new JarEntry(classes.relativize(each)
                        .toString()
                        .replace(each.getFileSystem().getSeparator(), "/")));
                Files.copy(each, entries);
            }
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException("The classes of " + classes + " could not be packed", e);
        }
    }

    /** Options of the JVM, class path included. */
    List<String> options() {
        return options;
    }

    /** Deletes the archive, which running workers do not survive. */
    @Override
    public void close() {
        directory.ifPresent(WorkingDirectory::close);
    }
}
