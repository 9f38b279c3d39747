package io.github.athenaconnect.localstack.connect;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The class path of a worker process: this JVM's without what the plugins bring, so that only isolation can find it, and
 * without what only broker, local stack and tests need; or that of another Connect, which has nothing of this JVM's but the
 * classes of the tests.
 */
final class WorkerClassPath {
    /**
     * Directories of a Maven repository. A worker looks into every jar for services, of which it is asked for dozens: with
     * half of the jars it starts a second sooner. One that is missing here costs time; one too many would show at once.
     */
    private static final List<String> NOT_FOR_WORKERS = List.of(
            "/com/dynatrace/",
            "/com/fasterxml/woodstox/",
            "/com/github/docker-java/",
            "/com/github/fge/",
            "/com/github/openstack4j/",
            "/com/google/",
            "/com/squareup/",
            "/com/tngtech/",
            "/com/typesafe/",
            "/de/siegmar/",
            "/io/fabric8/",
            "/io/grpc/",
            "/io/opentelemetry/",
            "/io/prometheus/",
            "/io/strimzi/",
            "/net/bytebuddy/",
            "/net/java/dev/jna/",
            "/net/sourceforge/argparse4j/",
            "/org/apache/kafka/kafka-coordinator",
            "/org/apache/kafka/kafka-group",
            "/org/apache/kafka/kafka-metadata/",
            "/org/apache/kafka/kafka-raft/",
            "/org/apache/kafka/kafka-server/",
            "/org/apache/kafka/kafka-share",
            "/org/apache/kafka/kafka-storage",
            "/org/apache/kafka/kafka-tools",
            "/org/apache/kafka/kafka-transaction",
            "/org/apache/kafka/kafka_",
            "/org/apache/logging/",
            "/org/apache/sshd/",
            "/org/assertj/",
            "/org/awaitility/",
            "/org/duckdb/",
            "/org/gaul/",
            "/org/hamcrest/",
            "/org/junit/",
            "/org/rnorth/",
            "/org/scala-lang/",
            "/org/testcontainers/",
            "/tools/jackson/");

    private WorkerClassPath() {}

    /** Jars, and at most the directories of this build's tests, of the Connect that was chosen. */
    static List<Path> besides(Path pluginPath) {
        return WorkerRuntime.chosen()
                .libraries()
                .map(WorkerClassPath::withTests)
                .orElseGet(() -> ofThisJvm(pluginPath));
    }

    /** The tests come last: an older Connect must not find anything newer in their place. */
    private static List<Path> withTests(Path libraries) {
        Stream<Path> tests = entries().filter(entry -> entry.endsWith("target/test-classes"));
        return Stream.concat(jars(libraries).stream(), tests).toList();
    }

    private static List<Path> ofThisJvm(Path pluginPath) {
        Set<Path> shipped = jars(pluginPath).stream().map(Path::getFileName).collect(Collectors.toSet());
        return entries()
                .filter(entry -> !shipped.contains(entry.getFileName()))
                .filter(entry -> NOT_FOR_WORKERS.stream()
                        .noneMatch(part -> entry.toString()
                                .replace(File.separatorChar, '/')
                                .contains(part)))
                // The classes the plugin's own jar is made of.
                .filter(entry -> !entry.endsWith("target/classes"))
                .toList();
    }

    private static Stream<Path> entries() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of);
    }

    /** As the JVM takes it. */
    static String text(List<Path> entries) {
        return entries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    /** All jars under {@code directory}, in the order of their names. */
    static List<Path> jars(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The jars below " + directory + " cannot be listed", e);
        }
    }
}
