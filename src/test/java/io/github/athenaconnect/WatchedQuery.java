package io.github.athenaconnect;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.reader.CsvReader;
import io.github.athenaconnect.localstack.LocalStack;
import io.github.athenaconnect.localstack.athena.execution.Execution;
import io.github.athenaconnect.localstack.s3.ObjectName;
import io.github.athenaconnect.query.Attempt;
import io.github.athenaconnect.query.Query;
import io.github.athenaconnect.query.StartedRun;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;

/** One scenario under way: what Athena ran for it beside what is in its topic. For one thread. */
final class WatchedQuery implements AutoCloseable {
    /** What a query is doing, as far as it can be told from outside. */
    enum Moment {
        EXECUTING,
        DELIVERING,
        BETWEEN_RUNS
    }

    private final Scenario scenario;
    private final LocalStack aws;
    private final Deployment deployment;
    private final DeliveredRows delivered;
    private final Map<String, List<String>> results = new HashMap<>();

    WatchedQuery(Scenario scenario, LocalStack aws, String bootstrapServers) {
        this.scenario = scenario;
        this.aws = aws;
        this.deployment = scenario.deployment(aws);
        this.delivered = new DeliveredRows(bootstrapServers, deployment.topic(scenario.name()));
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
        return new RunResult(execution.id(), attempt(execution, now.submitted()), now.submitted(), rows);
    }

    private Attempt attempt(Execution execution, Instant started) {
        Query query = new Query(deployment.name(), scenario.name(), scenario.sql());
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

    /** How many rows readers see now. */
    int rows() {
        return delivered.readToEnd().values().stream().mapToInt(List::size).sum();
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
        String last = latest.rows().get(latest.rows().size() - 1);
        boolean whole = delivered.readToEnd().values().stream()
                .anyMatch(rows -> !rows.isEmpty() && rows.get(rows.size() - 1).equals(last));
        return whole ? Moment.BETWEEN_RUNS : Moment.DELIVERING;
    }

    /** Whether a run that began after {@code since} has been delivered to its last row; for a query that runs once, its run. */
    boolean hasDelivered(Instant since) {
        Comparison now = compare();
        List<RunResult> results = results();
        for (int result = 0; result <= now.last(); result++) {
            boolean whole = result < now.last() || now.lastIsWhole();
            boolean late = scenario.isOnce() || results.get(result).started().isAfter(since);
            if (whole && late && !now.leftBehind().contains(results.get(result))) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        delivered.close();
    }
}
