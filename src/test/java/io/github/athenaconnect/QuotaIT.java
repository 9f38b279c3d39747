package io.github.athenaconnect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.athenaconnect.localstack.LocalStack;
import io.github.athenaconnect.localstack.athena.AthenaServer;
import io.github.athenaconnect.localstack.connect.ConnectRest;
import io.github.athenaconnect.localstack.connect.ConnectorStatus;
import io.github.athenaconnect.localstack.environment.LocalEnvironment;
import io.github.athenaconnect.localstack.environment.LocalEnvironmentResolver;
import io.github.athenaconnect.localstack.kafka.TopicReader;
import io.github.athenaconnect.localstack.kafka.TopicRecord;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.IsolationLevel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Many queries that are due at once, in two connectors of four tasks each on one real worker, against a throttling Athena over
 * HTTP. QuotaAcrossTasksTest has the same in simulated time; this one is run by hand, with {@code -Dquota.queries=200}.
 */
@ExtendWith(LocalEnvironmentResolver.class)
@EnabledIfSystemProperty(named = "quota.queries", matches = "[1-9][0-9]*")
class QuotaIT {
    private static final int QUERIES = Integer.getInteger("quota.queries", 200);
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private final String topic = "quota-" + UUID.randomUUID();

    private Deployment connector(LocalStack aws, int number) {
        Deployment deployment = Deployment.of(topic + "-" + number, aws)
                .untried()
                .with("tasks.max", "4")
                .with("topic.creation.default.replication.factor", "1")
                .with("topic.creation.default.partitions", "1");
        for (int query = number; query < QUERIES; query += 2) {
            deployment = deployment
                    .query("q" + query, "SELECT " + query + " AS number")
                    .with("query.q" + query + ".topic", topic);
        }
        return deployment;
    }

    @AfterEach
    void deleteConnectors(LocalEnvironment environment) {
        environment.rest().connectors().stream()
                .filter(name -> name.startsWith(topic))
                .forEach(environment.rest()::delete);
    }

    /** Nobody reads what a failed task does not deliver, so it is not waited for. */
    private static boolean areAllRead(List<TopicRecord> rows, List<Deployment> connectors, ConnectRest rest) {
        connectors.forEach(connector -> assertThat(rest.status(connector.name()).tasks())
                .noneMatch(task -> task.state() == ConnectorStatus.State.FAILED));
        return rows.size() >= QUERIES;
    }

    @Test
    void everyRunIsDeliveredAndStartedOnceAndHardlyACallIsRefused(LocalEnvironment environment) throws Exception {
        ConnectRest rest = environment.rest();
        try (LocalStack aws =
                LocalStack.start(System.getProperty(LocalStack.ENGINE_PROPERTY, "duckdb"), Duration.ofSeconds(2))) {
            AthenaServer athena = aws.athena();
            athena.faults()
                    .limitCalls("StartQueryExecution", 20, 20)
                    .limitCalls("GetQueryExecution", 100, 100)
                    .limitCalls("GetQueryResults", 100, 100)
                    .limitActiveQueries(25);
            List<Deployment> connectors = IntStream.range(0, 2)
                    .mapToObj(number -> connector(aws, number))
                    .toList();
            long begin = System.nanoTime();
            connectors.forEach(connector -> connector.deploy(rest));

            try (TopicReader reader =
                    new TopicReader(environment.broker().bootstrapServers(), topic, IsolationLevel.READ_COMMITTED)) {
                assertThat(reader.readUntil(rows -> areAllRead(rows, connectors, rest), PATIENCE).stream()
                                .map(row -> row.struct().get("number")))
                        .doesNotHaveDuplicates();
            }
            Duration took = Duration.ofNanos(System.nanoTime() - begin);
            long starts = athena.calls("StartQueryExecution");
            long refused = starts
                    - athena.started().size()
                    + Stream.of("GetQueryExecution", "GetQueryResults")
                            .mapToLong(operation -> athena.faults().refusedCalls(operation))
                            .sum();
            long calls = starts + athena.calls("GetQueryExecution") + athena.calls("GetQueryResults");
            System.out.printf(
                    "%d queries in %s: %d calls, %d starts, %d calls refused, of which %d throttled starts%n",
                    QUERIES, took, calls, starts, refused, athena.faults().refusedCalls("StartQueryExecution"));
            assertThat(athena.started().size()).isEqualTo(QUERIES);
            assertThat((double) refused / calls).isLessThan(0.1);
        }
    }
}
