package io.github.athenaconnect;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import io.github.athenaconnect.localstack.LocalStack;
import io.github.athenaconnect.localstack.athena.execution.Execution;
import io.github.athenaconnect.localstack.s3.ObjectName;
import io.github.athenaconnect.query.Attempt;
import io.github.athenaconnect.query.Query;
import io.github.athenaconnect.query.StartedRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;

/** One scenario under way: what Athena ran for it beside what is in its topic. For one thread. */
final class WatchedQuery implements AutoCloseable {
    /** What a query is doing, as far as it can be told from outside. */
    enum Moment {
        EXECUTING,
        DELIVERING,
        BETWEEN_RUNS
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Scenario scenario;
    private final LocalStack aws;
    private final Deployment deployment;
    private final CommittedTopic<String> delivered;
    private final Optional<CommittedTopic<LoggedRun>> log;
    private final Map<String, List<String>> results = new HashMap<>();
    private final Map<String, Attempt> attempts = new HashMap<>();

    WatchedQuery(Scenario scenario, LocalStack aws, String bootstrapServers) {
        this.scenario = scenario;
        this.aws = aws;
        this.deployment = scenario.deployment(aws);
        this.delivered = new CommittedTopic<>(bootstrapServers, deployment.topic(scenario.name()), WatchedQuery::row);
        this.log = scenario.runLog().map(topic -> new CommittedTopic<>(bootstrapServers, topic, LoggedRun::of));
    }

    /** For JSON without schemas: values with a space between them. */
    private static String row(ConsumerRecord<byte[], byte[]> message) {
        try {
            return StreamSupport.stream(JSON.readTree(message.value()).spliterator(), false)
                    .map(JsonNode::asText)
                    .collect(Collectors.joining(" "));
        } catch (IOException e) {
            throw new UncheckedIOException("Topic " + message.topic() + " has a record that is no JSON", e);
        }
    }

    Scenario scenario() {
        return scenario;
    }

    Deployment deployment() {
        return deployment;
    }

    /** All executions that Athena ever started for this query, in the order of their runs. */
    List<RunResult> results() {
        return executions().stream()
                .map(this::result)
                .sorted(Comparator.comparing(
                                (RunResult result) -> result.attempt().run().scheduled())
                        .thenComparing(RunResult::started))
                .toList();
    }

    private List<Execution> executions() {
        return aws.athena().started().stream()
                .filter(execution -> execution.request().queryString().contains(scenario.marker()))
                .toList();
    }

    private RunResult result(Execution execution) {
        Execution.Snapshot now = execution.snapshot();
        List<String> rows = now.state() == QueryExecutionState.SUCCEEDED
                ? results.computeIfAbsent(
                        execution.id(), id -> rows(execution.place().object()))
                : List.of();
        return new RunResult(
                execution.id(),
                attempts.computeIfAbsent(execution.id(), id -> attempt(execution, now.submitted())),
                execution.request().queryString(),
                now.submitted(),
                rows);
    }

    private Attempt attempt(Execution execution, Instant started) {
        Query query = new Query(deployment.name(), scenario.name(), scenario.statement());
        return StartedRun.of(query, execution.request(), scenario.runsUntil(started))
                .orElseThrow(() -> new AssertionError("Query " + scenario.name() + ": execution " + execution.id()
                        + " was started at " + started + " with a token of no run that was due: "
                        + execution.request()));
    }

    private List<String> rows(ObjectName object) {
        byte[] csv = aws.s3Client()
                .getObjectAsBytes(get -> get.bucket(object.bucket()).key(object.key()))
                .asByteArray();
        return CsvReader.builder().ofCsvRecord(new String(csv, UTF_8)).stream()
                .skip(1)
                .map(row -> String.join(" ", row.getFields()))
                .toList();
    }

    /** Compares what is in the topic now with what Athena ran until now. */
    Comparison compare() {
        return Comparison.of(results(), delivered.readToEnd());
    }

    /** All rows that readers see now, in any order. */
    List<String> rows() {
        return delivered.readToEnd().values().stream().flatMap(List::stream).toList();
    }

    /** The run log as readers see it now; empty if this query has none. */
    List<LoggedRun> log() {
        return log.stream()
                .flatMap(topic -> topic.readToEnd().values().stream())
                .flatMap(List::stream)
                .toList();
    }

    Moment moment() {
        List<Execution> executions = executions();
        if (executions.isEmpty()) {
            return Moment.BETWEEN_RUNS;
        }
        RunResult latest = result(executions.get(executions.size() - 1));
        if (latest.rows().isEmpty()) {
            return Moment.EXECUTING;
        }
        delivered.readToEnd();
        return isDelivered(latest) ? Moment.BETWEEN_RUNS : Moment.DELIVERING;
    }

    /** Whether a run that began after {@code since} has been delivered to its last row; for a query that runs once, its run. */
    boolean hasDelivered(Instant since) {
        delivered.readToEnd();
        return executions().stream()
                .filter(execution ->
                        scenario.isOnce() || execution.snapshot().submitted().isAfter(since))
                .map(this::result)
                .anyMatch(this::isDelivered);
    }

    private boolean isDelivered(RunResult result) {
        return !result.rows().isEmpty() && delivered.seen().containsAll(result.rows());
    }

    @Override
    public void close() {
        delivered.close();
        log.ifPresent(CommittedTopic::close);
    }
}
