package io.github.athenaconnect;

import io.github.athenaconnect.localstack.LocalStack;
import io.github.athenaconnect.query.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * A query that is watched while its workers are disturbed, with a connector of its own. What its topic must hold is told by
 * the local stack: the results of the executions that Athena ran, in the order of their runs.
 *
 * @param name of connector and query
 * @param sql with a column that differs in every row of every execution, so that a row tells where it comes from
 * @param schedule between two runs; zero for a query that runs once
 * @param visibility how much of a run readers may see
 * @param settings of the connector
 */
record Scenario(String name, String sql, Duration schedule, Visibility visibility, Map<String, String> settings) {
    /** How much of a run readers of committed records may see while it is being delivered. */
    enum Visibility {
        /** Its first rows. */
        IN_PART,
        /** All of it or nothing. */
        WHOLE
    }

    private static final Duration LATEST_START = Duration.ofMinutes(3);

    /** All of them run at once on the same workers. To watch another mode, add a line. */
    static final List<Scenario> ALL = List.of(
            new Scenario("poll", rows(1000), every(2), Visibility.IN_PART, Map.of("batch.max.rows", "100")),
            new Scenario(
                    "interval",
                    rows(1000),
                    every(2),
                    Visibility.IN_PART,
                    Map.of(
                            "transaction.boundary", "interval",
                            "transaction.boundary.interval.ms", "150",
                            "batch.max.rows", "50",
                            "topic.creation.default.partitions", "3")),
            new Scenario(
                    "connector", rows(1500), every(1), Visibility.WHOLE, Map.of("transaction.boundary", "connector")),
            new Scenario(
                    "ceiling",
                    rows(1200),
                    every(3),
                    Visibility.IN_PART,
                    Map.of("transaction.boundary", "connector", "transaction.max.rows", "150")),
            new Scenario("once", rows(10_000), Duration.ZERO, Visibility.IN_PART, Map.of("batch.max.rows", "50")));

    private static Duration every(int seconds) {
        return Duration.ofSeconds(seconds);
    }

    private static String rows(int count) {
        return "SELECT CAST(uuid() AS varchar) AS mark, n AS number FROM range(" + count + ") AS numbers(n)";
    }

    /** The connector. Its rows are kept small, as their number is what counts. */
    Deployment deployment(LocalStack aws) {
        Deployment deployment = Deployment.of(name, aws)
                .untried()
                .query(name, sql + " " + marker())
                .with("query." + name + ".schedule", isOnce() ? "once" : schedule.toString())
                .with("athena.poll.max.ms", "200")
                .with("value.converter", "org.apache.kafka.connect.json.JsonConverter")
                .with("value.converter.schemas.enable", "false")
                .with("topic.creation.default.replication.factor", "1")
                .with("topic.creation.default.partitions", "1");
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            deployment = deployment.with(setting.getKey(), setting.getValue());
        }
        return deployment;
    }

    boolean isOnce() {
        return schedule.isZero();
    }

    /** Stands in every statement of this query, whatever is filled in for its placeholders. */
    String marker() {
        return "/* " + name + " */";
    }

    /** The runs that an execution can have been started for. */
    Stream<Run> runsUntil(Instant started) {
        return isOnce() ? Stream.of(Run.at(Instant.EPOCH)) : dueUntil(started).map(Run::at);
    }

    private Stream<Instant> dueUntil(Instant started) {
        long period = schedule.toSeconds();
        long latest = Math.floorDiv(started.getEpochSecond(), period);
        return LongStream.rangeClosed(0, LATEST_START.toSeconds() / period)
                .mapToObj(back -> Instant.ofEpochSecond((latest - back) * period));
    }
}
