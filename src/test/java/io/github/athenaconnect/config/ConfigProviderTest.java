package io.github.athenaconnect.config;

import static io.github.athenaconnect.config.Configurations.smallestWith;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.athenaconnect.AthenaSourceConnector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigTransformer;
import org.apache.kafka.common.config.provider.EnvVarConfigProvider;
import org.apache.kafka.common.config.provider.FileConfigProvider;
import org.apache.kafka.connect.runtime.AbstractHerder;
import org.apache.kafka.connect.runtime.WorkerConfigTransformer;
import org.apache.kafka.connect.storage.ClusterConfigState;
import org.apache.kafka.connect.util.ConnectorTaskId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kafka's placeholders and ours in one statement, on the way that the worker sends it. */
class ConfigProviderTest {
    @Test
    void takesItsPlaceholdersAndLeavesOurs(@TempDir Path directory) throws IOException {
        Path secrets = Files.writeString(directory.resolve("secrets.properties"), "tenant=acme\ncutoff=2020\n");
        Map<String, String> written = smallestWith(
                "query.orders.sql",
                "SELECT * FROM orders WHERE tenant = '${file:" + secrets + ":tenant}' AND updated_at > ${watermark}"
                        + " AND year > ${file:" + secrets + ":cutoff} -- ${watermark}",
                "query.orders.mode",
                "incremental",
                "query.orders.watermark.columns",
                "updated_at",
                "query.orders.watermark.initial",
                "2024-01-01 00:00:00");

        try (FileConfigProvider files = new FileConfigProvider()) {
            files.configure(Map.of());
            Map<String, String> resolved = new ConfigTransformer(Map.of("file", files))
                    .transform(written)
                    .data();

            assertThat(ConnectorSettings.parse(resolved).queries().get(0).firstStatement(Instant.EPOCH))
                    .isEqualTo(
                            "SELECT * FROM orders WHERE tenant = 'acme' AND updated_at > TIMESTAMP '2024-01-01 00:00:00'"
                                    + " AND year > 2020 -- ${watermark}");
        }
    }

    /** The worker reads {@code ${column:x}} as a key of its provider {@code column}, which it does not have. */
    @Test
    void leavesTheColumnsOfATopicAlone(@TempDir Path directory) throws IOException {
        Path names = Files.writeString(directory.resolve("names.properties"), "stage=test\n");
        Map<String, String> written =
                smallestWith("query.orders.topic", "${file:" + names + ":stage}.${query}.${column:tenant}${env:NONE}");

        try (FileConfigProvider files = new FileConfigProvider();
                EnvVarConfigProvider environment = new EnvVarConfigProvider(Map.of("NONE", ""))) {
            files.configure(Map.of());
            environment.configure(Map.of());
            ConfigTransformer worker = new ConfigTransformer(Map.of("file", files, "env", environment));
            Map<String, String> connector = worker.transform(written).data();

            assertThat(topic(connector)).isEqualTo("test.orders.${column:tenant}");
        }
    }

    /** The worker stores the tasks' configurations with the references as they were written, and resolves them again. */
    @Test
    void leavesTheColumnsOfATopicAloneOnTheWayToTheTasks(@TempDir Path directory) throws IOException {
        Path names = Files.writeString(directory.resolve("names.properties"), "stage=test\n");
        String topic = "${file:" + names + ":stage}.${column:tenant}";
        try (FileConfigProvider files = new FileConfigProvider();
                WorkerConfigTransformer resolving = new WorkerConfigTransformer(null, Map.of("file", files))) {
            files.configure(Map.of());
            ClusterConfigState written = stored(resolving, smallestWith("query.orders.topic", topic), Map.of());
            AthenaSourceConnector connector = new AthenaSourceConnector();
            connector.start(written.connectorConfig("shop"));

            Map<String, String> task = AbstractHerder.reverseTransform("shop", written, connector.taskConfigs(1))
                    .get(0);
            Map<String, String> read = stored(resolving, Map.of(), task).taskConfig(new ConnectorTaskId("shop", 0));

            assertThat(task).containsEntry("query.orders.topic", topic);
            assertThat(TaskSettings.parse(read)
                            .connector()
                            .queries()
                            .get(0)
                            .records()
                            .topic())
                    .hasToString("test.${column:tenant}");
        }
    }

    private static ClusterConfigState stored(
            WorkerConfigTransformer resolving, Map<String, String> connector, Map<String, String> task) {
        return new ClusterConfigState(
                1,
                null,
                Map.of("shop", 1),
                Map.of("shop", connector),
                Map.of(),
                Map.of(new ConnectorTaskId("shop", 0), task),
                Map.of(),
                Map.of(),
                Map.of(),
                Set.of(),
                Set.of(),
                resolving);
    }

    @Test
    void takesTheColumnsThatItKnowsWhereItIsNamedLikeThem() throws IOException {
        try (EnvVarConfigProvider column = new EnvVarConfigProvider(Map.of("tenant", "acme"))) {
            column.configure(Map.of());
            ConfigTransformer worker = new ConfigTransformer(Map.of("column", column));

            assertThat(topic(worker.transform(smallestWith("query.orders.topic", "${column:tenant}.${column:day}"))
                            .data()))
                    .isEqualTo("acme.${column:day}");
        }
    }

    private static String topic(Map<String, String> resolved) {
        return ConnectorSettings.parse(resolved)
                .queries()
                .get(0)
                .records()
                .topic()
                .toString();
    }
}
