package io.github.athenaconnect.localstack.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.Uuid;

/**
 * A real Kafka broker in a process of its own, its log on a small file system in memory. Once that is full the broker ends, as
 * brokers do; with {@link #enlarge()} it starts again on a larger one, with what it had.
 *
 * <p>Needs Linux that lets its users mount in a name space of their own. Its owner closes it. Safe from any thread.
 */
public final class BrokerOnSmallDisk implements AutoCloseable {
    /** What a mounted file system holds goes with the process that has mounted it: one shell lives through both brokers. */
    private static final String SCRIPT = """
            set -e
            mkdir -p disk
            mount -t tmpfs -o size="$0" tmpfs disk
            "$1" -Xmx256m kafka.tools.StorageTool format -t "$2" -c server.properties
            "$1" -Xmx256m kafka.Kafka server.properties || true
            touch full
            for second in $(seq 300); do if [ -e larger ]; then break; fi; sleep 1; done
            mount -o remount,size=1g disk
            exec "$1" -Xmx256m kafka.Kafka server.properties
            """;

    private final WorkingDirectory directory;
    private final Process process;
    private final String bootstrapServers;

    private BrokerOnSmallDisk(WorkingDirectory directory, Process process, String bootstrapServers) {
        this.directory = directory;
        this.process = process;
        this.bootstrapServers = bootstrapServers;
    }

    /** Whether this machine lets anybody mount a file system that nobody else sees. */
    public static boolean isPossible() {
        try {
            return new ProcessBuilder("unshare", "-rm", "mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", "/tmp")
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException absent) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Begins to start a broker; clients wait until it serves.
     *
     * @param size of its disk, as mount has it: {@code 32m}
     */
    public static BrokerOnSmallDisk start(String size) {
        WorkingDirectory directory = WorkingDirectory.create("small-disk");
        try {
            int port = LoopbackPort.free();
            configure(directory.path(), port);
            ProcessBuilder broker = new ProcessBuilder(
                            "unshare",
                            "-rm",
                            "sh",
                            "-c",
                            SCRIPT,
                            size,
                            java(),
                            Uuid.randomUuid().toString())
                    .directory(directory.path().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(directory.path().resolve("broker.log").toFile());
            broker.environment().put("CLASSPATH", System.getProperty("java.class.path"));
            return new BrokerOnSmallDisk(directory, broker.start(), "127.0.0.1:" + port);
        } catch (IOException e) {
            directory.close();
            throw new UncheckedIOException("The broker on a small disk did not start", e);
        }
    }

    private static void configure(Path directory, int port) throws IOException {
        Properties properties = new Properties();
        properties.putAll(BrokerProperties.of(port, LoopbackPort.free(), List.of(), directory.resolve("disk")));
        // Or each partition would take its room in advance.
        properties.put("log.index.size.max.bytes", "65536");
        try (Writer file = Files.newBufferedWriter(directory.resolve("server.properties"))) {
            properties.store(file, null);
        }
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Where clients find it, before and after. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Whether its disk was full, so that it has ended. */
    public boolean hasFilledItsDisk() {
        return Files.exists(directory.path().resolve("full"));
    }

    /** Lets it start again, with plenty of room. */
    public void enlarge() {
        try {
            Files.createFile(directory.path().resolve("larger"));
        } catch (IOException e) {
            throw new UncheckedIOException("The disk cannot be made larger", e);
        }
    }

    @Override
    public void close() {
        List<ProcessHandle> all = process.descendants().toList();
        process.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(each -> each.onExit()
                .orTimeout(Duration.ofSeconds(20).toSeconds(), TimeUnit.SECONDS)
                .join());
        directory.close();
    }
}
