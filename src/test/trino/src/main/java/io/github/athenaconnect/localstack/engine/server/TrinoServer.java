package io.github.athenaconnect.localstack.engine.server;

import io.trino.plugin.hive.HiveConnectorFactory;
import io.trino.server.testing.TestingTrinoServer;
import io.trino.spi.Plugin;
import io.trino.spi.connector.ConnectorFactory;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * One Trino node of version 411 with one Hive catalog, run as a process of its own by the local stack.
 *
 * <p>Its only argument is a directory that holds {@code catalog.properties}, the settings of the catalog
 * {@code awsdatacatalog}; the server keeps its own files there too. Once queries are accepted it prints one line,
 * {@code ready http://127.0.0.1:<port>}. It ends when its standard input ends, which is also what the death of its parent
 * looks like, so no server outlives the tests that started it.
 */
public final class TrinoServer {
    private static final String CATALOG = "awsdatacatalog";

    private TrinoServer() {}

    public static void main(String[] arguments) {
        int exitCode = 1;
        try {
            TestingTrinoServer server = start(Path.of(arguments[0]));
            System.out.println("ready http://127.0.0.1:" + server.getAddress().getPort());
            // Nobody reads any further line.
            System.setOut(System.err);
            waitForEndOfInput();
            exitCode = 0;
        } catch (Exception | LinkageError failure) {
            failure.printStackTrace();
        }
        // Trino's threads outlive a failed start, and closing in order takes seconds for files nobody will read.
        Runtime.getRuntime().halt(exitCode);
    }

    private static TestingTrinoServer start(Path directory) throws Exception {
        TestingTrinoServer server = TestingTrinoServer.builder()
                .setCoordinator(true)
                .setBaseDataDir(Optional.of(directory.resolve("server")))
                .setProperties(Map.of(
                        "node-scheduler.include-coordinator", "true",
                        // A prepared statement travels in a header, and Athena takes 262,144 bytes of SQL.
                        "http-server.max-request-header-size", "1MB"))
                .build();
        server.installPlugin(new HiveOnly());
        server.createCatalog(CATALOG, "hive", catalogSettings(directory));
        server.waitForNodeRefresh(Duration.ofSeconds(30));
        return server;
    }

    private static Map<String, String> catalogSettings(Path directory) throws IOException {
        Properties settings = new Properties();
        try (Reader reader = Files.newBufferedReader(directory.resolve("catalog.properties"))) {
            settings.load(reader);
        }
        Map<String, String> byName = new HashMap<>();
        settings.stringPropertyNames().forEach(name -> byName.put(name, settings.getProperty(name)));
        return byName;
    }

    private static void waitForEndOfInput() throws IOException {
        while (System.in.read() != -1) {
            // Whatever the parent writes means nothing; only the end counts.
        }
    }

    /** The Hive connector as a plugin, on the server's own class path instead of a plugin directory. */
    private static final class HiveOnly implements Plugin {
        @Override
        public Iterable<ConnectorFactory> getConnectorFactories() {
            return List.of(new HiveConnectorFactory());
        }
    }
}
