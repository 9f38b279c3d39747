package io.github.athenaconnect.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The metrics of one task, in a worker since Kafka 4.1 and in MBeans of ours: nobody who reads them notices a difference. */
class MetricRegistryTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private static final MetricGroup QUERY =
            MetricGroup.ofQuery("orders", OptionalInt.empty(), new QueryMeter(NOW), new Sight(Optional.empty()));

    enum Way {
        OF_THE_WORKER,
        OF_OUR_OWN;

        Registered of(String connector) {
            return switch (this) {
                case OF_THE_WORKER -> new PluginMetricRegistryOf(connector);
                case OF_OUR_OWN ->
                    new Own(new JmxMetricRegistry(ManagementFactory.getPlatformMBeanServer(), connector, 3));
            };
        }
    }

    interface Registered extends AutoCloseable {
        MetricRegistry registry();

        /** That of another task of the same name in the same worker. */
        MetricRegistry another();

        @Override
        void close();
    }

    private record Own(MetricRegistry registry) implements Registered {
        @Override
        public MetricRegistry another() {
            return registry;
        }

        @Override
        public void close() {}
    }

    private static final class PluginMetricRegistryOf implements Registered {
        private final WorkersMetrics worker = new WorkersMetrics();
        private final PluginMetrics first;
        private final PluginMetrics second;

        PluginMetricRegistryOf(String connector) {
            first = worker.ofTask(connector, 3);
            second = worker.ofTask(connector, 3);
        }

        @Override
        public MetricRegistry registry() {
            return new PluginMetricRegistry(first);
        }

        @Override
        public MetricRegistry another() {
            return new PluginMetricRegistry(second);
        }

        @Override
        public void close() {
            worker.close();
        }
    }

    /** A query that waits and reads nothing. */
    private record Sight(Optional<Instant> nextRun) implements QueryView {
        @Override
        public QueryState state() {
            return QueryState.READING;
        }

        @Override
        public Instant now() {
            return NOW;
        }

        @Override
        public long lag() {
            return 2;
        }

        @Override
        public ReadProgress reading() {
            return new ReadProgress(5, 50, OptionalLong.of(500));
        }

        @Override
        public Duration sinceSuccess() {
            return Duration.ofMillis(1500);
        }

        @Override
        public Optional<Budget> budget() {
            return Optional.of(new Budget(1000, 10));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "shop-orders",
                "with blank",
                "100%",
                "comma,equals=colon:",
                "star*question?",
                "quote\"back\\slash",
                "größe",
                "line\nbreak"
            })
    void namesAndAttributesAreTheSameWhateverTheConnectorIsCalled(String connector) {
        assertThat(shown(Way.OF_OUR_OWN, connector)).isEqualTo(shown(Way.OF_THE_WORKER, connector));
    }

    private static Map<String, Set<String>> shown(Way way, String connector) {
        MetricGroup shard =
                MetricGroup.ofQuery("refunds", OptionalInt.of(2), new QueryMeter(NOW), new Sight(Optional.empty()));
        MetricGroup task = MetricGroup.ofTask(new Idle());
        try (Registered registered = way.of(connector)) {
            Stream.of(QUERY, shard, task).forEach(registered.registry()::add);
            Map<String, Set<String>> shown = Beans.of(connector).stream()
                    .collect(Collectors.toMap(
                            Function.identity(), name -> Beans.attributes(name).keySet()));
            Stream.of(QUERY, shard, task).forEach(registered.registry()::remove);
            assertThat(shown).hasSize(3);
            return shown;
        }
    }

    private record Idle() implements TaskView {
        @Override
        public int queries() {
            return 0;
        }

        @Override
        public long bufferedRecords() {
            return 0;
        }

        @Override
        public long bufferedBytes() {
            return 0;
        }

        @Override
        public int openResults() {
            return 0;
        }

        @Override
        public int busyThreads() {
            return 0;
        }
    }

    @ParameterizedTest
    @EnumSource
    void theNameTellsConnectorTaskQueryAndShard(Way way) {
        try (Registered registered = way.of("naming")) {
            MetricGroup shard =
                    MetricGroup.ofQuery("orders", OptionalInt.of(2), new QueryMeter(NOW), new Sight(Optional.empty()));
            registered.registry().add(shard);

            assertThat(Beans.of("naming"))
                    .containsExactly("kafka.connect:type=plugins,connector=naming,task=3,query=orders,shard=2");

            registered.registry().remove(shard);
            assertThat(Beans.of("naming")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void valuesAreThoseOfTheMomentTheyAreAskedFor(Way way) {
        QueryMeter meter = new QueryMeter(NOW);
        MetricGroup group =
                MetricGroup.ofQuery("orders", OptionalInt.empty(), meter, new Sight(Optional.of(NOW.plusSeconds(90))));
        try (Registered registered = way.of("values")) {
            registered.registry().add(group);
            meter.add(QueryCount.ROWS, 7);
            meter.succeeded(NOW);

            assertThat(Beans.attributes("kafka.connect:type=plugins,connector=values,task=3,query=orders"))
                    .containsEntry("rows-total", 7L)
                    .containsEntry("runs-delivered-total", 1L)
                    .containsEntry("bytes-scanned-total", 0L)
                    .containsEntry("state", 5)
                    .containsEntry("state-name", "reading")
                    .containsEntry("read-rows", 5L)
                    .containsEntry("read-total-bytes", 500.0)
                    .containsEntry("last-success-seconds-ago", 1.5)
                    .containsEntry("run-lag", 2L)
                    .containsEntry("next-run-timestamp-seconds", 1772359290.0)
                    .containsEntry("next-run-in-seconds", 90.0)
                    .containsEntry("scan-budget-bytes", 1000.0)
                    .containsEntry("scan-budget-left-bytes", 10.0);
            registered.registry().remove(group);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aNameThatIsTakenIsNotTakenAway(Way way) {
        QueryMeter second = new QueryMeter(NOW);
        second.add(QueryCount.ROWS, 99);
        try (Registered registered = way.of("taken")) {
            assertThat(registered.registry().add(QUERY)).isTrue();

            assertThat(registered
                            .another()
                            .add(MetricGroup.ofQuery(
                                    "orders", OptionalInt.empty(), second, new Sight(Optional.empty()))))
                    .isFalse();
            assertThat(Beans.attributes("kafka.connect:type=plugins,connector=taken,task=3,query=orders"))
                    .containsEntry("rows-total", 0L);
            registered.registry().remove(QUERY);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatHasGoneMayBeRemovedAgain(Way way) {
        try (Registered registered = way.of("gone")) {
            registered.registry().add(QUERY);
            registered.registry().remove(QUERY);

            assertThatCode(() -> registered.registry().remove(QUERY)).doesNotThrowAnyException();
        }
    }

    @Test
    void aGroupOfWhichOneNameIsTakenIsNotShownInPart() {
        try (WorkersMetrics worker = new WorkersMetrics()) {
            PluginMetrics other = worker.ofTask("part", 0);
            other.addMetric(
                    other.metricName("scan-budget-left-bytes", "", new LinkedHashMap<>(Map.of("query", "orders"))),
                    (Gauge<Long>) (config, now) -> 1L);

            assertThat(new PluginMetricRegistry(worker.ofTask("part", 0)).add(QUERY))
                    .isFalse();
            assertThat(Beans.attributes("kafka.connect:type=plugins,connector=part,task=0,query=orders"))
                    .containsOnlyKeys("scan-budget-left-bytes");
        }
    }
}
