package io.github.athenaconnect.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.athenaconnect.AthenaSourceConnector;
import io.github.athenaconnect.localstack.environment.LocalEnvironment;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.tools.ConnectPluginPath;
import org.junit.jupiter.api.Test;

/** Kafka's own tool for plugin paths, {@code connect-plugin-path.sh}, on the archive as it is unpacked. */
class PluginPathIT {
    @Test
    void findsTheConnectorLoadableAndCompatible() {
        List<List<String>> lines = connectPluginPath("list")
                .lines()
                .map(line ->
                        Arrays.stream(line.split("\t", -1)).map(String::strip).toList())
                .toList();

        assertThat(lines)
                .contains(
                        List.of(
                                AthenaSourceConnector.class.getName(),
                                "AthenaSourceConnector",
                                "AthenaSource",
                                BuiltFiles.version(),
                                "source",
                                "true",
                                "true",
                                LocalEnvironment.pluginPath()
                                        .resolve(Archive.packed().top())
                                        .toString()),
                        List.of("Total plugins:", "1"),
                        List.of("Loadable plugins:", "1"),
                        List.of("Compatible plugins:", "1"));
    }

    @Test
    void hasNoManifestToAdd() {
        assertThat(connectPluginPath("sync-manifests", "--dry-run")).contains("No changes required.");
    }

    private static String connectPluginPath(String... command) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8)) {
            String[] arguments = Stream.concat(
                            Arrays.stream(command),
                            Stream.of(
                                    "--plugin-path",
                                    LocalEnvironment.pluginPath().toString()))
                    .toArray(String[]::new);
            assertThat(ConnectPluginPath.mainNoExit(arguments, out, out))
                    .as(said.toString(StandardCharsets.UTF_8))
                    .isZero();
        }
        return said.toString(StandardCharsets.UTF_8);
    }
}
