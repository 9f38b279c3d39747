package io.github.athenaconnect.localstack.connect;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The class path of a worker process: this JVM's without what the plugins bring, so that only isolation can find it. */
final class WorkerClassPath {
    private WorkerClassPath() {}

    static String besides(Path pluginPath) {
        Set<Path> shipped = jarsUnder(pluginPath);
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(entry -> !shipped.contains(entry.getFileName()))
                // The classes the plugin's own jar is made of.
                .filter(entry -> !entry.endsWith("target/classes"))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Set<Path> jarsUnder(Path pluginPath) {
        try (Stream<Path> files = Files.walk(pluginPath)) {
            return files.filter(Files::isRegularFile).map(Path::getFileName).collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException("The plugin path " + pluginPath + " cannot be read", e);
        }
    }
}
