package io.github.athenaconnect.localstack.connect;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Which Connect a worker is, and in which JVM it runs. Immutable.
 *
 * <p>By default both are this process's own. Two system properties choose others for every worker that is started, so that
 * the same tests show what the connector does there: {@code worker.libraries} is a directory with the jars of another
 * version of Connect, as {@code src/test/connect/pom.xml} gathers them, and {@code worker.java.home} is another JDK.
 *
 * @param libraries the jars of Connect; empty for those of this class path
 * @param javaHome where the JVM is
 */
record WorkerRuntime(Optional<Path> libraries, Path javaHome) {
    private static final Path THIS_JAVA = Path.of(System.getProperty("java.home"));

    /** What the system properties say. */
    static WorkerRuntime chosen() {
        return new WorkerRuntime(
                directory("worker.libraries"), directory("worker.java.home").orElse(THIS_JAVA));
    }

    /** Surefire hands on what was left empty. */
    private static Optional<Path> directory(String property) {
        return Optional.ofNullable(System.getProperty(property))
                .filter(text -> !text.isBlank())
                .map(Path::of);
    }

    /** Whether a worker may run beside its test. */
    boolean isThisJvm() {
        return libraries.isEmpty() && javaHome.equals(THIS_JAVA);
    }

    Path java() {
        return javaHome.resolve("bin").resolve("java");
    }
}
