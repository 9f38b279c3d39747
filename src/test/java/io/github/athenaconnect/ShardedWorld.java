package io.github.athenaconnect;

import io.github.athenaconnect.fake.FakeAthena;
import io.github.athenaconnect.fake.FakeS3;
import io.github.athenaconnect.fake.SettableClock;
import io.github.athenaconnect.fault.FaultInjection;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Struct;

/**
 * One sharded query among Athena, S3, Kafka and a clock, and the tasks that read it: all of them live at once, in turns, and
 * each may be killed by itself. For one thread.
 */
final class ShardedWorld implements DisturbedWorld {
    /** What a failed task says when shards cannot have read, or could not read, one execution. */
    static final String DISAGREEMENT = "(?s).*(of different executions|have read another execution of this run).*";

    private static final String QUERY = "orders";

    private final Map<String, String> connector = new HashMap<>(Map.of(
            "name", "shop",
            "aws.region", "eu-west-1",
            "athena.database", "shop",
            "athena.output.location", FakeAthena.BUCKET,
            "queries", QUERY,
            "query.orders.topic", QUERY,
            "query.orders.result.format", "unload",
            "batch.max.rows", "2",
            "transaction.max.rows", "2",
            "buffer.max.bytes", "8192"));
    private final SettableClock clock = SettableClock.standing("2026-03-01T10:00:07Z");
    private final FakeS3 s3 = new FakeS3();
    private final FakeAthena athena = new FakeAthena(clock, s3);
    private final SimulatedKafka kafka = new SimulatedKafka();
    private final SimulatedCluster cluster;
    private final SweptTable table;
    private Instant end;

    /** A query that delivers all intervals of a table, or all of it at once. */
    ShardedWorld(Boundary boundary, List<Integer> rowsOfRuns, boolean once) {
        this.cluster = new SimulatedCluster(boundary, clock, athena, s3, kafka);
        this.table = new SweptTable(rowsOfRuns, Duration.ZERO);
        this.end = table.end();
        if (once) {
            connector.put("query.orders.sql", "SELECT id FROM t");
            new UnloadedRows(
                    athena, s3, sql -> table.rows().map(SweptTable.Row::id).toList());
        } else {
            connector.putAll(SweptMode.INTERVAL.configuration());
            connector.putAll(Map.of("query.orders.schedule", "2m", "run.log.topic", SweptPromise.RUN_LOG));
            new UnloadedRows(
                    athena,
                    s3,
                    sql -> SweptMode.INTERVAL
                            .rows(table, sql, clock.instant(), id -> false)
                            .lines()
                            .map(line -> line.substring(1, line.indexOf('"', 1)))
                            .toList());
        }
    }

    ShardedWorld with(String key, String value) {
        connector.put(key, value);
        return this;
    }

    /** Has something go wrong in all lives from now on. */
    @Override
    public void meet(FaultInjection fault) {
        cluster.meet(fault);
    }

    /** Starts as many tasks as there may be, none of which will crash. */
    ShardedWorld start(int tasksMax) {
        return start(tasksMax, -1, CrashPoints.NEVER);
    }

    /** The same, but one of them will, at its step {@code fatal}. */
    ShardedWorld start(int tasksMax, int victim, long fatal) {
        cluster.start(connector, tasksMax, victim, fatal);
        return this;
    }

    /** Starts one task again, of as many as there were. */
    ShardedWorld restart(int task) {
        cluster.restart(connector, task);
        return this;
    }

    /** Lets all tasks go on until one of them crashes; false if nothing is left to do and none has. */
    boolean untilACrash() {
        return cluster.untilACrash(end);
    }

    /** Lets all tasks that live do what there is to do, and stops them in order. */
    ShardedWorld untilTheEnd() {
        while (cluster.round() || cluster.waitForWork(end)) {
            // Goes on.
        }
        cluster.stop();
        return this;
    }

    /** The same, up to a run and no further. */
    ShardedWorld untilRun(int number) {
        end = table.end(number);
        return untilTheEnd();
    }

    /** Lets all tasks go on until one of them has started an execution. */
    ShardedWorld untilStarted() {
        while (athena.started().isEmpty()) {
            boolean unused = cluster.round() || cluster.waitForWork(end);
        }
        return this;
    }

    /** Stops one task in order. */
    ShardedWorld stop(int task) {
        cluster.stop(task);
        return this;
    }

    /** Removes the list of the files of an execution. */
    void loseResult(int execution) {
        s3.remove(FakeAthena.BUCKET + "execution-" + execution + "-manifest.csv");
    }

    /** Alters offsets as the REST interface does. */
    ShardedWorld alter(Map<Map<String, ?>, Map<String, ?>> altered) {
        if (!new AthenaSourceConnector().alterOffsets(connector, altered)) {
            throw new AssertionError("Not altered");
        }
        kafka.store(altered);
        return this;
    }

    /** How many steps a task has taken. */
    long steps(int task) {
        return cluster.steps(task);
    }

    /** The tasks that have failed, by what they said. */
    List<String> failures() {
        return cluster.failures().stream()
                .map(failure -> String.valueOf(failure.getMessage()))
                .toList();
    }

    ShardedWorld forgetFailures() {
        cluster.failures().clear();
        return this;
    }

    List<String> delivered() {
        return kafka.delivered(QUERY).stream()
                .map(record -> ((Struct) record.value()).getString("id"))
                .toList();
    }

    Stream<Struct> runLog() {
        return kafka.delivered(SweptPromise.RUN_LOG).stream().map(record -> (Struct) record.value());
    }

    int runs() {
        return table.rowsOfRuns().size();
    }

    List<String> truth() {
        return table.rows().map(SweptTable.Row::id).toList();
    }

    @Override
    public FakeS3 s3() {
        return s3;
    }

    @Override
    public FakeAthena athena() {
        return athena;
    }

    SimulatedKafka kafka() {
        return kafka;
    }

    @Override
    public SettableClock clock() {
        return clock;
    }
}
