package io.github.athenaconnect;

import io.github.athenaconnect.localstack.LocalStack;
import io.github.athenaconnect.query.DataInterval;
import io.github.athenaconnect.query.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * A query that is watched while its workers are disturbed, with a connector of its own. What its topic must hold is told by
 * the local stack: the results of the executions that Athena ran, in the order of their runs. Of a query of a growing table
 * it is also told by the table.
 *
 * @param name of connector and query
 * @param rows which each run asks for
 * @param schedule between two runs; zero for a query that runs once
 * @param visibility how much of a run readers may see
 * @param settings of the connector
 */
record Scenario(String name, Rows rows, Duration schedule, Visibility visibility, Map<String, String> settings) {
    /**
     * Rows that a run asks for. Each has a column that differs in every row of every execution, so that a row tells where it
     * comes from, and one with its number.
     */
    sealed interface Rows {
        String sql();
    }

    /** Mode full: so many rows that no other run has. */
    record OfItsOwn(int count) implements Rows {
        @Override
        public String sql() {
            return "SELECT CAST(uuid() AS varchar) AS mark, n AS number FROM range(" + count + ") AS numbers(n)";
        }
    }

    /** Mode incremental. */
    record NewRows(GrowingTable table) implements Rows {
        @Override
        public String sql() {
            return GrowingTable.newRows();
        }
    }

    /** Mode interval. */
    record Intervals(GrowingTable table) implements Rows {
        @Override
        public String sql() {
            return GrowingTable.rowsOfInterval();
        }
    }

    /** How much of a run readers of committed records may see while it is being delivered. */
    enum Visibility {
        /** Its first rows. */
        IN_PART,
        /** All of it or nothing. */
        WHOLE
    }

    private static final String RUN_LOG = "run.log.topic";

    private static final Duration LATEST_START = Duration.ofMinutes(3);

    /** All of them, to be run at once on the same workers. To watch another kind of query, add a line. */
    static List<Scenario> all(Instant now) {
        return Stream.concat(
                        few(now).stream(),
                        Stream.of(
                                new Scenario(
                                        "poll",
                                        new OfItsOwn(1000),
                                        every(2),
                                        Visibility.IN_PART,
                                        Map.of("batch.max.rows", "100")),
                                new Scenario(
                                        "ceiling",
                                        new OfItsOwn(900),
                                        every(3),
                                        Visibility.IN_PART,
                                        Map.of("transaction.boundary", "connector", "transaction.max.rows", "150")),
                                new Scenario(
                                        "connector",
                                        new OfItsOwn(1000),
                                        every(2),
                                        Visibility.WHOLE,
                                        Map.of("transaction.boundary", "connector"))))
                .toList();
    }

    /** Of each mode and each boundary one at least, for machines that have several workers to bear. */
    static List<Scenario> few(Instant now) {
        GrowingTable table = new GrowingTable(Instant.ofEpochSecond(now.getEpochSecond() - 7));
        return List.of(
                new Scenario(
                        "timed",
                        new OfItsOwn(1000),
                        every(2),
                        Visibility.IN_PART,
                        Map.of(
                                "transaction.boundary", "interval",
                                "transaction.boundary.interval.ms", "150",
                                "batch.max.rows", "50",
                                "topic.creation.default.partitions", "3")),
                new Scenario(
                        "new-rows",
                        new NewRows(table),
                        every(2),
                        Visibility.IN_PART,
                        Map.of("batch.max.rows", "50", RUN_LOG, "new-rows.runs")),
                new Scenario(
                        "new-rows-whole",
                        new NewRows(table),
                        every(1),
                        Visibility.WHOLE,
                        Map.of("transaction.boundary", "connector")),
                new Scenario(
                        "intervals",
                        new Intervals(table),
                        every(2),
                        Visibility.IN_PART,
                        Map.of("batch.max.rows", "50", RUN_LOG, "intervals.runs")),
                new Scenario(
                        "once",
                        new OfItsOwn(10_000),
                        Duration.ZERO,
                        Visibility.IN_PART,
                        Map.of("batch.max.rows", "50")));
    }

    private static Duration every(int seconds) {
        return Duration.ofSeconds(seconds);
    }

    /** The connector. Its rows are kept small, as their number is what counts. */
    Deployment deployment(LocalStack aws) {
        Deployment deployment = Deployment.of(name, aws)
                .untried()
                .query(name, statement())
                .with("query." + name + ".schedule", isOnce() ? "once" : schedule.toString())
                .with("athena.poll.max.ms", "200")
                .with("key.converter", "org.apache.kafka.connect.json.JsonConverter")
                .with("key.converter.schemas.enable", "false")
                .with("value.converter", "org.apache.kafka.connect.json.JsonConverter")
                .with("value.converter.schemas.enable", "false")
                .with("topic.creation.default.replication.factor", "1")
                .with("topic.creation.default.partitions", "1");
        Map<String, String> more = new HashMap<>(settings);
        mode().forEach((key, value) -> more.put("query." + name + "." + key, value));
        for (Map.Entry<String, String> setting : more.entrySet()) {
            deployment = deployment.with(setting.getKey(), setting.getValue());
        }
        return deployment;
    }

    private Map<String, String> mode() {
        if (rows instanceof NewRows growing) {
            return Map.of(
                    "mode",
                    "incremental",
                    "watermark.columns",
                    "number",
                    "watermark.initial",
                    Long.toString(growing.table().first() - 1));
        }
        return rows instanceof Intervals growing
                ? Map.of(
                        "mode",
                        "interval",
                        "interval.start",
                        growing.table().begin().toString())
                : Map.of();
    }

    /** What is configured. */
    String statement() {
        return rows.sql() + " " + marker();
    }

    boolean isOnce() {
        return schedule.isZero();
    }

    /** The table whose rows must come once each. */
    Optional<GrowingTable> table() {
        if (rows instanceof NewRows growing) {
            return Optional.of(growing.table());
        }
        return rows instanceof Intervals growing ? Optional.of(growing.table()) : Optional.empty();
    }

    /** The topic of the run log. */
    Optional<String> runLog() {
        return Optional.ofNullable(settings.get(RUN_LOG));
    }

    /** Whether a run that was begun may be followed by another without having been delivered. */
    boolean mayLeaveRunsBehind() {
        return !(rows instanceof Intervals);
    }

    /** Stands in every statement of this query, whatever is filled in for its placeholders. */
    String marker() {
        return "/* " + name + " */";
    }

    /** The runs that an execution can have been started for. */
    Stream<Run> runsUntil(Instant started) {
        if (rows instanceof Intervals growing) {
            return intervals(growing.table().begin(), started);
        }
        return isOnce()
                ? Stream.of(Run.at(Instant.EPOCH))
                : dueUntil(started, started.minus(LATEST_START)).map(Run::at);
    }

    /** The first is shorter if the data begins between two due instants. */
    private Stream<Run> intervals(Instant begin, Instant started) {
        return dueUntil(started, begin).map(due -> {
            Instant start = due.minus(schedule);
            return new Run(due, Optional.of(new DataInterval(start.isBefore(begin) ? begin : start, due)));
        });
    }

    private Stream<Instant> dueUntil(Instant latest, Instant after) {
        long period = schedule.toSeconds();
        long last = Math.floorDiv(latest.getEpochSecond(), period);
        return LongStream.iterate(last, due -> due * period > after.getEpochSecond(), due -> due - 1)
                .mapToObj(due -> Instant.ofEpochSecond(due * period));
    }
}
