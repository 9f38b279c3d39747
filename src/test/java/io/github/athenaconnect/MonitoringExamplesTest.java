package io.github.athenaconnect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.github.athenaconnect.metrics.Exported;
import io.github.athenaconnect.metrics.Metric;
import io.github.athenaconnect.metrics.MetricForm;
import io.github.athenaconnect.metrics.PromQl;
import io.github.athenaconnect.metrics.QueryCount;
import io.github.athenaconnect.metrics.QueryGauge;
import io.github.athenaconnect.metrics.TaskGauge;
import io.github.athenaconnect.metrics.WorkersMetrics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is under {@code config/monitoring} fits the metrics that a task really shows. */
class MonitoringExamplesTest {
    /** Of the worker, which {@code MetricsIT} finds on a real one. */
    private static final String OF_THE_WORKER = "kafka_connect_worker_connector_tasks";

    /** What else may be in an expression. */
    private static final Set<String> LANGUAGE =
            Set.of("sum", "max", "min", "by", "rate", "increase", "changes", "and", "offset");

    private static final Set<String> LABELS = Set.of("connector", "task", "query", "shard", "state");

    private static final String PLAIN = "monitored";
    private static final String UNUSUAL = "größe, a=b";

    private static List<Exported> exported;

    @BeforeAll
    static void exportTasks() {
        try (WorkersMetrics worker = new WorkersMetrics();
                OrdersTask plain = new OrdersTask("name", PLAIN);
                OrdersTask unusual = new OrdersTask("name", UNUSUAL)) {
            plain.worker.showing(worker.ofTask(PLAIN, 0)).start().pollRows(5);
            unusual.worker.start().pollRows(5);
            exported = Stream.of(PLAIN, UNUSUAL)
                    .flatMap(name -> Exported.of(name).stream())
                    .toList();
        }
    }

    private static Set<String> names() {
        return exported.stream().map(Exported::name).collect(Collectors.toSet());
    }

    private static JsonNode parsed(String file) {
        ObjectMapper mapper = file.endsWith(".json") ? new ObjectMapper() : new ObjectMapper(new YAMLFactory());
        try {
            return mapper.readTree(Path.of("config", "monitoring", file).toFile());
        } catch (IOException e) {
            throw new IllegalStateException(file, e);
        }
    }

    private static Stream<JsonNode> each(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static Stream<JsonNode> alerts() {
        return each(parsed("alerts.yml").get("groups")).flatMap(group -> each(group.get("rules")));
    }

    private static Stream<JsonNode> panels() {
        return each(parsed("grafana-dashboard.json").get("panels"));
    }

    private static Stream<PromQl> expressions() {
        return Stream.concat(
                        alerts().map(alert -> alert.get("expr")),
                        panels().flatMap(panel -> each(panel.get("targets"))).map(target -> target.get("expr")))
                .map(JsonNode::asText)
                .map(PromQl::new);
    }

    @Test
    void everyMetricIsExportedUnderItsName() {
        Stream<String> expected = Stream.concat(
                named(
                        "kafka_connect_athena_query_",
                        Stream.concat(Arrays.stream(QueryCount.values()), Arrays.stream(QueryGauge.values()))),
                named("kafka_connect_athena_task_", Arrays.stream(TaskGauge.values())));

        assertThat(names()).containsExactlyInAnyOrderElementsOf(expected.toList());
    }

    private static Stream<String> named(String prefix, Stream<? extends Metric> metrics) {
        return metrics.map(Metric::form)
                .filter(form -> form.kind() != MetricForm.Kind.TEXT)
                .map(form -> prefix + form.name().replace('-', '_'));
    }

    @Test
    void labelsTellConnectorTaskAndQueryAlsoWhereANameIsUnusual() {
        assertThat(exported)
                .filteredOn(point -> point.name().equals("kafka_connect_athena_query_rows_total"))
                .extracting(Exported::labels, Exported::value)
                .containsExactlyInAnyOrder(
                        tuple(Map.of("connector", PLAIN, "task", "0", "query", "orders"), 5.0),
                        tuple(Map.of("connector", UNUSUAL, "task", "0", "query", "orders"), 5.0));
    }

    @Test
    void expressionsUseOnlyMetricsThatAreThereAndLabelsThatTheyHave() {
        Set<String> known = new HashSet<>(names());
        known.add(OF_THE_WORKER);
        known.addAll(LANGUAGE);
        known.addAll(LABELS);

        assertThat(expressions()).isNotEmpty().allSatisfy(expression -> {
            assertThat(known).as(expression.expression()).containsAll(expression.words());
            assertThat(expression.isBalanced()).as(expression.expression()).isTrue();
        });
    }

    @Test
    void everyCounterOfTroubleHasAnAlertOrAPanel() {
        Set<String> used =
                expressions().flatMap(expression -> expression.words().stream()).collect(Collectors.toSet());

        assertThat(used)
                .containsAll(
                        names().stream().filter(name -> name.endsWith("_total")).toList());
    }

    @Test
    void alertsHaveNamesOfTheirOwnAndSayWhatToDo() {
        assertThat(alerts().map(alert -> alert.get("alert").asText()))
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(9);
        assertThat(alerts()).allSatisfy(alert -> {
            assertThat(alert.at("/labels/severity").asText()).isIn("warning", "critical");
            assertThat(alert.at("/annotations/summary").asText()).contains("$labels.connector");
            assertThat(alert.at("/annotations/description").asText()).endsWith(".");
        });
    }

    @Test
    void panelsHaveNumbersAndPlacesOfTheirOwn() {
        assertThat(panels().map(panel -> panel.get("id").asInt())).doesNotHaveDuplicates();
        assertThat(panels().map(panel -> panel.get("gridPos").get("x") + ","
                        + panel.get("gridPos").get("y")))
                .doesNotHaveDuplicates();
        assertThat(panels()).allSatisfy(panel -> {
            assertThat(panel.get("gridPos").get("x").asInt()
                            + panel.get("gridPos").get("w").asInt())
                    .isLessThanOrEqualTo(24);
            assertThat(panel.get("targets")).isNotEmpty();
        });
    }
}
