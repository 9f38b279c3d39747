package io.github.athenaconnect.localstack.connect;

import io.github.athenaconnect.localstack.kafka.WorkingDirectory;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
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
    /** Starts soon and takes little; slow in the long run. */
    private static final List<String> SMALL =
            and(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"), telling());

    private final Optional<WorkingDirectory> directory;
    private final List<String> options;

    private WorkerImage(Optional<WorkingDirectory> directory, List<String> options) {
        this.directory = directory;
        this.options = List.copyOf(options);
    }

    /** The log of a process is read only when something went wrong: it should tell who joined and what was begun. */
    private static String[] telling() {
        return Stream.of(
                        "io.github.athenaconnect",
                        "org.apache.kafka.clients.producer.internals.TransactionManager",
                        "org.apache.kafka.connect.runtime.AbstractWorkerSourceTask",
                        "org.apache.kafka.connect.runtime.distributed.DistributedHerder",
                        "org.apache.kafka.connect.runtime.distributed.WorkerCoordinator")
                .map(logger -> "-Dorg.slf4j.simpleLogger.log." + logger + "=info")
                .toArray(String[]::new);
    }

    /** One without an archive, for whoever starts a worker or two. */
    static WorkerImage plain(Path pluginPath) {
        return withJvm(pluginPath, SMALL);
    }

    /** One without an archive, whose JVM has these options, such as its size. */
    public static WorkerImage withJvm(Path pluginPath, List<String> jvm) {
        return new WorkerImage(
                Optional.empty(), and(jvm, "-cp", WorkerClassPath.text(WorkerClassPath.besides(pluginPath))));
    }

    /**
     * One without an archive, whose class path begins with {@code jars}: those that a worker's owner has put there.
     *
     * <p>Of tests and their libraries it has only what runs a worker: a connector or converter that has no manifest would count
     * as the worker's, and be a reason not to start.
     */
    public static WorkerImage withJars(Path pluginPath, List<Path> jars) {
        WorkingDirectory directory = WorkingDirectory.create("worker-image");
        Stream<Path> worker = WorkerClassPath.besides(pluginPath).stream()
                .filter(entry -> !entry.toString().contains("apicurio"))
                .map(entry ->
                        Files.isDirectory(entry) ? jar(entry, directory.path(), WorkerImage::runsWorkers) : entry);
        List<Path> path = Stream.concat(jars.stream(), worker).toList();
        return new WorkerImage(Optional.of(directory), and(SMALL, "-cp", WorkerClassPath.text(path)));
    }

    private static boolean runsWorkers(Path file) {
        return Stream.of(WorkerMain.class, ConnectCommand.class, WorkerProperties.class)
                .anyMatch(type -> file.endsWith(type.getSimpleName() + ".class"));
    }

    /**
     * Starts a worker, has it do {@code work}, stops it, and keeps the classes it had loaded, which takes some seconds.
     *
     * <p>The plugins are on the class path, as the JVM archives no classes of other loaders: a worker has to be started with
     * {@link #withoutIsolation} properties from such an image.
     */
    public static WorkerImage recorded(WorkerProperties properties, Consumer<WorkerProcess> work) {
        WorkingDirectory directory = WorkingDirectory.create("worker-image");
        try {
            List<String> path = and(SMALL, "-cp", WorkerClassPath.text(jars(properties.pluginPath(), directory)));
            String archive = directory.path().resolve("worker.jsa").toString();
            Optional<WorkingDirectory> owned = Optional.of(directory);
            WorkerImage recording = new WorkerImage(owned, and(path, "-XX:ArchiveClassesAtExit=" + archive));
            try (WorkerProcess worker = WorkerProcess.start(withoutIsolation(properties), recording)) {
                work.accept(worker);
            }
            return new WorkerImage(owned, and(path, "-XX:SharedArchiveFile=" + archive));
        } catch (RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    /** The same worker, which finds its plugins on its class path. */
    public static WorkerProperties withoutIsolation(WorkerProperties properties) {
        return properties.without("plugin.path");
    }

    /** The JVM archives classes of jars only. */
    private static List<Path> jars(Path pluginPath, WorkingDirectory directory) {
        Stream<Path> worker = WorkerClassPath.besides(pluginPath).stream()
                .map(entry -> Files.isDirectory(entry) ? jar(entry, directory.path(), file -> true) : entry);
        return Stream.concat(worker, WorkerClassPath.jars(pluginPath).stream()).toList();
    }

    private static List<String> and(List<String> options, String... others) {
        return Stream.concat(options.stream(), Stream.of(others)).toList();
    }

    private static Path jar(Path classes, Path directory, Predicate<Path> wanted) {
        Path jar = directory.resolve(classes.getFileName() + ".jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(file);
                Stream<Path> files = Files.walk(classes)) {
            for (Path each : files.filter(Files::isRegularFile).filter(wanted).toList()) {
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
