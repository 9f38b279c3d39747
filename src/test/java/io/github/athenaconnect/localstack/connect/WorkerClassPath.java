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
 * without what only broker, local stack and tests need.
 */
final class WorkerClassPath {
    /**
     * Directories of a Maven repository. A worker looks into every jar for services, of which it is asked for dozens: with
     * half of the jars it starts a second sooner. One that is missing here costs time; one too many would show at once.
     */
    private static final List<String> NOT_FOR_WORKERS = List.of(
            "/com/dynatrace/",
            "/com/fasterxml/woodstox/",
            "/com/github/fge/",
            "/com/github/openstack4j/",
            "/com/google/",
            "/com/squareup/",
            "/com/tngtech/",
            "/com/typesafe/",
            "/de/siegmar/",
            "/io/grpc/",
            "/io/opentelemetry/",
            "/io/prometheus/",
            "/net/bytebuddy/",
            "/org/apache/kafka/kafka-coordinator",
            "/org/apache/kafka/kafka-group",
            "/org/apache/kafka/kafka-metadata/",
            "/org/apache/kafka/kafka-raft/",
            "/org/apache/kafka/kafka-server/",
            "/org/apache/kafka/kafka-share",
            "/org/apache/kafka/kafka-storage",
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
            "/org/scala-lang/",
            "/tools/jackson/");

    private WorkerClassPath() {}

    /** Jars, and at most the directories of this build's tests, in the order of this JVM. */
    static List<Path> besides(Path pluginPath) {
        Set<Path> shipped =
                pluginJars(pluginPath).stream().map(Path::getFileName).collect(Collectors.toSet());
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(entry -> !shipped.contains(entry.getFileName()))
                .filter(entry -> NOT_FOR_WORKERS.stream()
                        .noneMatch(part -> entry.toString()
                                .replace(File.separatorChar, '/')
                                .contains(part)))
                // The classes the plugin's own jar is made of.
                .filter(entry -> !entry.endsWith("target/classes"))
                .toList();
    }

    /** As the JVM takes it. */
    static String text(List<Path> entries) {
        return entries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    /** All files under {@code pluginPath}, in the order of their names. */
    static List<Path> pluginJars(Path pluginPath) {
        try (Stream<Path> files = Files.walk(pluginPath)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The plugin path " + pluginPath + " cannot be read", e);
        }
    }
}
