package io.github.athenaconnect;

import io.github.athenaconnect.localstack.LocalStack;
import io.github.athenaconnect.localstack.connect.ConnectRest;
import io.github.athenaconnect.localstack.connect.ConnectRestException;
import io.github.athenaconnect.localstack.connect.ConnectorStatus;
import io.github.athenaconnect.localstack.connect.WorkerImage;
import io.github.athenaconnect.localstack.connect.WorkerProcess;
import io.github.athenaconnect.localstack.connect.WorkerProperties;
import io.github.athenaconnect.localstack.engine.EngineFailure;
import io.github.athenaconnect.localstack.environment.LocalEnvironment;
import io.github.athenaconnect.localstack.kafka.KafkaBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * What outlives the workers that a test disturbs: broker, Athena and S3, whose executions take their time, and all
 * {@linkplain Scenario scenarios} with what they delivered. For one thread.
 */
final class Stage implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    /** In each of QUEUED and RUNNING: long enough to be struck there as often as elsewhere. */
    private static final Duration EXECUTION_DELAY = Duration.ofMillis(300);

    private final KafkaBroker broker;
    private final LocalStack aws;
    private final List<WatchedQuery> queries;
    private final WorkerImage image;

    private Stage(KafkaBroker broker, LocalStack aws, List<Scenario> scenarios) {
        this.broker = broker;
        this.aws = aws;
        this.queries = scenarios.stream()
                .map(scenario -> new WatchedQuery(scenario, aws, broker.bootstrapServers()))
                .toList();
        this.image = WorkerImage.recorded(settings(broker.bootstrapServers(), "recorded"), this::warmUp);
    }

    /**
     * Sets everything up but workers.
     *
     * @param links by how many the broker can be reached
     * @param scenarios that are watched, made for the moment at which this begins
     */
    static Stage open(int links, Function<Instant, List<Scenario>> scenarios) throws IOException, EngineFailure {
        KafkaBroker broker = KafkaBroker.startWithLinks(links);
        try {
            LocalStack aws = LocalStack.start("duckdb", EXECUTION_DELAY);
            try {
                return new Stage(broker, aws, scenarios.apply(Instant.now()));
            } catch (RuntimeException e) {
                aws.close();
                throw e;
            }
        } catch (IOException | EngineFailure | RuntimeException e) {
            broker.close();
            throw e;
        }
    }

    KafkaBroker broker() {
        return broker;
    }

    LocalStack aws() {
        return aws;
    }

    List<WatchedQuery> queries() {
        return queries;
    }

    /** What fast workers start from. */
    WorkerImage image() {
        return image;
    }

    /** A worker with exactly-once support that notices soon who is gone, and does not wait long for what is not coming. */
    WorkerProperties worker(String bootstrapServers, String group) {
        return WorkerImage.withoutIsolation(settings(bootstrapServers, group));
    }

    private static WorkerProperties settings(String bootstrapServers, String group) {
        return WorkerProperties.distributed(bootstrapServers, LocalEnvironment.pluginPath(), group)
                .exactlyOnce()
                .with("worker.unsync.backoff.ms", "500")
                // Of the leader, which writes the configuration: whoever comes after it can read nothing behind what it
                // left open.
                .with("transaction.timeout.ms", "10000")
                // Of the tasks: one that takes longer, as on a machine that stands still, fails for good.
                .with("producer.transaction.timeout.ms", "60000")
                .with("task.shutdown.graceful.timeout.ms", "2000")
                .with("connector.client.config.override.policy", "All");
    }

    /** Has a worker do all that others will do, so that its classes are known. */
    private void warmUp(WorkerProcess worker) {
        Deployment once = Deployment.of("warm-up", aws).untried().query("once", "SELECT 1 AS one");
        once.deploy(worker.rest());
        once.records(broker.bootstrapServers(), "once", 1);
    }

    /** Creates all connectors, each with {@code changes} to its configuration. */
    void deploy(ConnectRest rest, UnaryOperator<Deployment> changes) {
        queries.forEach(query -> changes.apply(query.deployment()).deploy(rest));
    }

    /** Waits until a task asks Athena for something. */
    void awaitWork() {
        long before = calls();
        Awaitility.await("a task at work")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> calls() > before);
    }

    private long calls() {
        return aws.athena().calls("StartQueryExecution") + aws.athena().calls("GetQueryExecution");
    }

    /**
     * Waits until each query that runs again and again has delivered a whole run that began after {@code since}.
     *
     * @param rest by which tasks are restarted that Kafka has failed
     * @param diagnosis what to say beside, if that does not come
     */
    void awaitRuns(Instant since, ConnectRest rest, Supplier<String> diagnosis) {
        queries.stream()
                .filter(query -> !query.scenario().isOnce())
                .forEach(query -> await(query, since, rest, diagnosis));
    }

    /** Waits for whole runs of all queries, then ends all tasks, so that what was delivered changes no more. */
    void settle(ConnectRest rest, Supplier<String> diagnosis) {
        Instant since = Instant.now();
        queries.forEach(query -> await(query, since, rest, diagnosis));
        queries.forEach(query -> stop(query.deployment().name(), rest));
    }

    private static void await(WatchedQuery query, Instant since, ConnectRest rest, Supplier<String> diagnosis) {
        try {
            Awaitility.await(query.scenario().name())
                    .atMost(PATIENCE)
                    .pollInterval(LOOK_AGAIN)
                    .until(() -> {
                        boolean delivered = query.hasDelivered(since);
                        if (!delivered) {
                            restartIfKafkaFailedIt(query.deployment().name(), rest);
                        }
                        return delivered;
                    });
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(
                    "Query " + query.scenario().name() + " delivered no whole run that began after " + since
                            + " within " + PATIENCE + ". Now: " + query.compare() + "\n" + diagnosis.get(),
                    e);
        }
    }

    /**
     * Whoever runs workers restarts a task that Kafka or Connect has failed, as one that had to wait for either for too long,
     * which takes no more than a machine that stands still. What the connector itself says names its query: that stays failed.
     */
    private static void restartIfKafkaFailedIt(String connector, ConnectRest rest) {
        try {
            boolean failed = Stream.concat(
                            Stream.of(rest.status(connector).connector()), rest.status(connector).tasks().stream())
                    .filter(part -> part.state() == ConnectorStatus.State.FAILED)
                    .anyMatch(part -> !part.trace().contains("Query '"));
            if (failed) {
                rest.restart(connector);
            }
        } catch (ConnectRestException | UncheckedIOException e) {
            // A group that is just changing does nothing it is told: at the next look it is told again.
        }
    }

    /** A group that has just changed may refuse or miss what it is told, so it is told again. */
    private static void stop(String connector, ConnectRest rest) {
        Awaitility.await("end of " + connector)
                .atMost(PATIENCE)
                .pollInterval(LOOK_AGAIN)
                .ignoreExceptions()
                .until(() -> {
                    rest.stop(connector);
                    return rest.status(connector).stopped();
                });
    }

    /** All that exactly once promises, of every query, after its tasks have ended. */
    void requireExactlyOnce(String description) {
        queries.forEach(query -> ExactlyOnce.require(query, description));
    }

    /** Runs that were paid for and not delivered, because a later one was due when a worker was there again. */
    List<RunResult> leftBehind() {
        return queries.stream()
                .flatMap(query -> query.compare().leftBehind().stream())
                .toList();
    }

    /** Executions beside the first of a run, each from a watermark of its own. */
    private long askedAgain() {
        return queries.stream()
                .map(WatchedQuery::results)
                .mapToLong(results -> results.size()
                        - results.stream()
                                .map(result -> result.attempt().run())
                                .distinct()
                                .count())
                .sum();
    }

    /** In numbers. */
    String summary() {
        int rows = queries.stream().mapToInt(query -> query.rows().size()).sum();
        int executions =
                queries.stream().mapToInt(query -> query.results().size()).sum();
        String names = queries.stream().map(query -> query.scenario().name()).collect(Collectors.joining(", "));
        return queries.size() + " queries (" + names + "), " + executions + " executions, of which "
                + leftBehind().size() + " left behind for a later run and " + askedAgain()
                + " of a run that was asked for from another watermark too, " + rows + " rows delivered";
    }

    @Override
    public void close() throws IOException {
        image.close();
        queries.forEach(WatchedQuery::close);
        broker.close();
        aws.close();
    }
}
