package io.github.athenaconnect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.athenaconnect.config.ConnectorSettings;
import io.github.athenaconnect.config.QueryUnit;
import io.github.athenaconnect.config.TaskSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.runtime.AbstractHerder;
import org.apache.kafka.connect.runtime.rest.entities.ConfigInfos;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceConnector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The connector as a worker meets it. */
class AthenaSourceConnectorTest {
    private final AthenaSourceConnector connector = new AthenaSourceConnector();

    @ParameterizedTest
    @CsvSource({"1, 1, '1'", "1, 8, '1'", "3, 2, '2 1'", "7, 3, '3 2 2'", "4, 4, '1 1 1 1'", "5, 1, '5'"})
    void queriesAreSpreadEvenlyOverAtMostTasksMax(int queries, int tasksMax, String expected) {
        connector.start(withQueries(queries));

        assertThat(connector.taskConfigs(tasksMax).stream()
                        .map(task -> String.valueOf(queriesOf(task).size()))
                        .collect(Collectors.joining(" ")))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "5, 2", "12, 5"})
    void everyQueryIsInOneTask(int queries, int tasksMax) {
        connector.start(withQueries(queries));

        assertThat(connector.taskConfigs(tasksMax).stream().flatMap(task -> queriesOf(task).stream()))
                .containsExactlyInAnyOrderElementsOf(ConnectorSettings.parse(withQueries(queries)).units().stream()
                        .map(QueryUnit::name)
                        .toList());
    }

    /** A query of three shards between two that are not sharded. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | a,b#1/3,b#2/3,b#3/3,c",
                "2 | a,b#2/3,c b#1/3,b#3/3",
                "3 | a,b#3/3 b#1/3,c b#2/3",
                "9 | a b#1/3 b#2/3 b#3/3 c"
            })
    void shardsOfAQueryAreSpreadOverTasks(int tasksMax, String expected) {
        Map<String, String> properties = withQueries(1);
        properties.put("queries", "a,b,c");
        properties.put("query.b.shards", "3");
        properties.put("query.b.result.format", "unload");
        properties.put("athena.output.location", "s3://results/");
        connector.start(properties);

        List<Map<String, String>> tasks = connector.taskConfigs(tasksMax);
        assertThat(tasks.stream().map(task -> task.get("task.queries")).collect(Collectors.joining(" ")))
                .isEqualTo(expected);
        assertThat(tasks.stream().map(task -> String.join(",", queriesOf(task))).collect(Collectors.joining(" ")))
                .isEqualTo(expected);
    }

    @Test
    void restartedItSpreadsQueriesAsBefore() {
        connector.start(withQueries(5));
        List<Map<String, String>> before = connector.taskConfigs(2);
        connector.stop();
        connector.start(withQueries(5));

        assertThat(connector.taskConfigs(2)).isEqualTo(before);
    }

    @Test
    void aStoppedConnectorHasNoTasks() {
        connector.start(withQueries(2));
        connector.stop();

        assertThat(connector.taskConfigs(2)).isEmpty();
    }

    @Test
    void aWrongConfigurationDoesNotStart() {
        Map<String, String> properties = withQueries(1);
        properties.remove("aws.region");

        assertThatThrownBy(() -> connector.start(properties))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("aws.region");
    }

    @Test
    void theWorkerCountsErrorsOfKeysItDoesNotKnow() {
        Map<String, String> properties = withQueries(1);
        properties.put("query.q0.schedule", "often");
        properties.put("query.q0.topik", "t");
        properties.put("aws.secret.acces.key", "hushhush");

        ConfigInfos seen = AbstractHerder.generateResult(
                AthenaSourceConnector.class.getName(),
                connector.config().configKeys(),
                connector.validate(properties).configValues(),
                connector.config().groups());

        assertThat(seen.errorCount()).isEqualTo(3);
        assertThat(seen.toString()).doesNotContain("hushhush");
    }

    @Test
    void isExactlyOnce() {
        assertThat(connector.exactlyOnceSupport(withQueries(1))).isEqualTo(ExactlyOnceSupport.SUPPORTED);
    }

    @Test
    void doesNotPromiseExactlyOnceWhereOffsetsMayOutliveTheirRecords() {
        Map<String, String> diverted = new HashMap<>(withQueries(1));
        diverted.put("producer.override.bootstrap.servers", "kafka.example.com:9092");
        assertThat(connector.exactlyOnceSupport(diverted)).isEqualTo(ExactlyOnceSupport.UNSUPPORTED);

        diverted.put("offsets.storage.topic", "shop-offsets");
        assertThat(connector.exactlyOnceSupport(diverted)).isEqualTo(ExactlyOnceSupport.SUPPORTED);
    }

    @Test
    void warnsOfOffsetsThatMayOutliveTheirRecords() {
        Map<String, String> diverted = new HashMap<>(withQueries(1));
        diverted.put("producer.override.bootstrap.servers", "kafka.example.com:9092");
        try (CapturedLog log = CapturedLog.open()) {
            connector.start(diverted);
            assertThat(log.text()).contains("WARN AthenaSourceConnector", "Set offsets.storage.topic");
        }

        diverted.put("offsets.storage.topic", "shop-offsets");
        try (CapturedLog log = CapturedLog.open()) {
            connector.start(diverted);
            assertThat(log.text()).doesNotContain("WARN");
        }
    }

    @Test
    void itsVersionIsThatOfTheBuild() {
        assertThat(connector.version())
                .matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?")
                .isEqualTo(new AthenaSourceTask().version());
    }

    @Test
    void workersFindItByItsServiceFile() {
        assertThat(ServiceLoader.load(SourceConnector.class)).hasAtLeastOneElementOfType(AthenaSourceConnector.class);
    }

    private static List<String> queriesOf(Map<String, String> task) {
        return TaskSettings.parse(task).units().stream().map(QueryUnit::name).toList();
    }

    private static Map<String, String> withQueries(int count) {
        Map<String, String> properties = new HashMap<>(Map.of(
                "name", "shop",
                "aws.region", "eu-west-1",
                "athena.database", "shop",
                "query.default.sql", "SELECT 1",
                "query.default.topic", "t"));
        properties.put(
                "queries",
                IntStream.range(0, count).mapToObj(index -> "q" + index).collect(Collectors.joining(",")));
        return properties;
    }
}
