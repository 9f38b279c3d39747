package io.github.athenaconnect.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.athenaconnect.localstack.connect.ConnectRest;
import io.github.athenaconnect.localstack.connect.ConnectWorker;
import io.github.athenaconnect.localstack.connect.ConnectorOffset;
import io.github.athenaconnect.localstack.connect.WorkerProperties;
import io.github.athenaconnect.localstack.environment.LocalEnvironment;
import io.github.athenaconnect.localstack.environment.LocalEnvironmentResolver;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A worker of its own is started with the two property files that are shipped for it, this machine in the place of AWS. */
@ExtendWith(LocalEnvironmentResolver.class)
@Timeout(600)
class StandaloneExampleIT {
    @TempDir
    private Path directory;

    @Test
    void theWorkersFileAndTheConnectorsFileDeliver(LocalEnvironment environment) throws IOException {
        WorkerProperties worker = WorkerProperties.standalone(
                        environment.broker().bootstrapServers(),
                        LocalEnvironment.pluginPath(),
                        directory.resolve("offsets"))
                .with(withoutPlaces(ExampleFiles.properties("connect-standalone.properties")));
        Path connector = write(LocalExample.of(ExampleFiles.properties("athena-source.properties"), environment.aws())
                .config());

        try (ConnectWorker standalone = ConnectWorker.standalone(worker, connector)) {
            await().atMost(Duration.ofMinutes(2)).until(() -> endedRuns(standalone.rest()) == 4);
        }
        assertThat(directory.resolve("offsets")).isNotEmptyFile();
    }

    /** Those of its settings that are not a place on its user's machine. */
    private static Properties withoutPlaces(Map<String, String> file) {
        Properties settings = new Properties();
        settings.putAll(file);
        List.of("bootstrap.servers", "plugin.path", "offset.storage.file.filename")
                .forEach(settings::remove);
        settings.put("offset.flush.interval.ms", "1000");
        return settings;
    }

    private Path write(Map<String, String> config) throws IOException {
        Properties properties = new Properties();
        properties.putAll(config);
        Path file = directory.resolve("athena-source.properties");
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        }
        return file;
    }

    private static long endedRuns(ConnectRest rest) {
        return rest.offsets("shop").stream()
                .map(ConnectorOffset::offset)
                .filter(offset -> Boolean.TRUE.equals(offset.get("done")))
                .count();
    }
}
