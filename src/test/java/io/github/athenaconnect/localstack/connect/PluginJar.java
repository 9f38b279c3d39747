package io.github.athenaconnect.localstack.connect;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** Packs classes of this class path as a plugin, so that a worker loads them in isolation as it does anybody's. */
public final class PluginJar {
    private static final String MANIFEST = "META-INF/services/org.apache.kafka.connect.source.SourceConnector";

    private PluginJar() {}

    /** Writes a plugin of a source connector and its other classes into a directory of its own under {@code pluginPath}. */
    static void write(Path pluginPath, Class<?> connector, Class<?>... others) {
        try {
            add(Files.createDirectories(pluginPath.resolve(connector.getSimpleName())), connector, others);
        } catch (IOException e) {
            throw new UncheckedIOException("No plugin of " + connector.getName() + " could be made", e);
        }
    }

    /** Writes a connector and its other classes into the {@code directory} of a plugin, which it then is part of. */
    public static void add(Path directory, Class<?> connector, Class<?>... others) {
        try {
            try (JarOutputStream jar =
                    new JarOutputStream(Files.newOutputStream(directory.resolve(connector.getSimpleName() + ".jar")))) {
                jar.putNextEntry(new JarEntry(MANIFEST));
                jar.write(connector.getName().getBytes(StandardCharsets.UTF_8));
                put(jar, connector);
                for (Class<?> other : others) {
                    put(jar, other);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("No plugin of " + connector.getName() + " could be made", e);
        }
    }

    private static void put(JarOutputStream jar, Class<?> type) throws IOException {
        String entry = type.getName().replace('.', '/') + ".class";
        jar.putNextEntry(new JarEntry(entry));
        try (InputStream bytes = type.getResourceAsStream("/" + entry)) {
            bytes.transferTo(jar);
        }
    }
}
