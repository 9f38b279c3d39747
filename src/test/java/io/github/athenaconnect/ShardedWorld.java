package io.github.athenaconnect;

import io.github.athenaconnect.aws.AwsClients;
import io.github.athenaconnect.fake.FakeAthena;
import io.github.athenaconnect.fake.FakeS3;
import io.github.athenaconnect.fake.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Struct;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * One sharded query among Athena, S3, Kafka and a clock, and the tasks that read it: all of them live at once, in turns, and
 * each may be killed by itself. For one thread.
 */
final class ShardedWorld {
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
    private final Boundary boundary;
    private final SettableClock clock = SettableClock.standing("2026-03-01T10:00:07Z");
    private final FakeS3 s3 = new FakeS3();
    private final FakeAthena athena = new FakeAthena(clock, s3);
    private final SimulatedKafka kafka = new SimulatedKafka();
    private final List<Member> members = new ArrayList<>();
    private final List<RuntimeException> failures = new ArrayList<>();
    private final SweptTable table;
    private Instant end;
    private int lives;

    /** A task of the present generation. */
    private static final class Member {
        private final int task;
        private final CrashPoints points;
        private final SimulatedWorker worker;
        private boolean over;

        Member(int task, CrashPoints points, SimulatedWorker worker) {
            this.task = task;
            this.points = points;
            this.worker = worker;
        }
    }

    /** A query that delivers all intervals of a table, or all of it at once. */
    ShardedWorld(Boundary boundary, List<Integer> rowsOfRuns, boolean once) {
        this.boundary = boundary;
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

    /** Starts as many tasks as there may be, none of which will crash. */
    ShardedWorld start(int tasksMax) {
        return start(tasksMax, -1, CrashPoints.NEVER);
    }

    /** The same, but one of them will, at its step {@code fatal}. */
    ShardedWorld start(int tasksMax, int victim, long fatal) {
        members.clear();
        List<Map<String, String>> configs = configs(tasksMax);
        for (int task = 0; task < configs.size(); task++) {
            join(task, configs.get(task), task == victim ? fatal : CrashPoints.NEVER);
        }
        return this;
    }

    private List<Map<String, String>> configs(int tasksMax) {
        AthenaSourceConnector started = new AthenaSourceConnector();
        started.start(connector);
        return started.taskConfigs(tasksMax);
    }

    /** Starts one task again, of as many as there were. */
    ShardedWorld restart(int task) {
        join(task, configs(members.size()).get(task), CrashPoints.NEVER);
        return this;
    }

    private void join(int task, Map<String, String> config, long fatal) {
        CrashPoints points = new CrashPoints(fatal);
        AwsClients clients = new AwsClients(
                points.around(AthenaClient.class, athena),
                points.around(S3Client.class, s3),
                AnonymousCredentialsProvider.create());
        SimulatedWorker worker = new SimulatedWorker(
                config,
                boundary,
                record -> true,
                drive -> new Wiring(settings -> clients, clock, drive),
                kafka,
                clock,
                points,
                lives++);
        Member member = new Member(task, points, worker);
        members.removeIf(other -> other.task == task);
        members.add(member);
        members.sort(Comparator.comparing(other -> other.task));
        guarded(member, () -> {
            worker.start();
            return true;
        });
    }

    private interface Turn {
        boolean take() throws InterruptedException;
    }

    /** Takes a turn of a task, unless it is over. */
    private boolean guarded(Member member, Turn turn) {
        if (member.over) {
            return false;
        }
        try {
            return turn.take();
        } catch (CrashPoints.Crash crash) {
            member.over = true;
            member.worker.arrive(kafka);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        } catch (RuntimeException failure) {
            member.over = true;
            failures.add(failure);
            end(member.worker::failed);
        }
        return true;
    }

    private interface End {
        void come() throws InterruptedException;
    }

    private static void end(End end) {
        try {
            end.come();
        } catch (CrashPoints.Crash crash) {
            // Killed while it stopped.
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Lets all tasks go on until one of them crashes; false if nothing is left to do and none has. */
    boolean untilACrash() {
        while (true) {
            boolean busy = false;
            for (Member member : List.copyOf(members)) {
                busy |= guarded(member, member.worker::round);
                if (member.points.dead()) {
                    return true;
                }
            }
            if (!busy && !waitForWork()) {
                return false;
            }
        }
    }

    /** Lets all tasks that live do what there is to do, and stops them in order. */
    ShardedWorld untilTheEnd() {
        while (rounds() || waitForWork()) {
            // Goes on.
        }
        members.stream().filter(member -> !member.over).forEach(member -> end(member.worker::stop));
        members.forEach(member -> member.over = true);
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
            boolean unused = rounds() || waitForWork();
        }
        return this;
    }

    /** Stops one task in order. */
    ShardedWorld stop(int task) {
        Member member = members.get(task);
        member.over = true;
        end(member.worker::stop);
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

    private boolean rounds() {
        boolean busy = false;
        for (Member member : members) {
            busy |= guarded(member, member.worker::round);
        }
        return busy;
    }

    private boolean waitForWork() {
        Optional<Instant> next = members.stream()
                .filter(member -> !member.over)
                .flatMap(member -> member.worker.nextDue().stream())
                .filter(due -> due.isBefore(end))
                .min(Comparator.naturalOrder());
        next.ifPresent(clock::moveTo);
        return next.isPresent();
    }

    /** How many steps a task has taken. */
    long steps(int task) {
        return members.get(task).points.passed();
    }

    /** The tasks that have failed, by what they said. */
    List<String> failures() {
        return failures.stream()
                .map(failure -> String.valueOf(failure.getMessage()))
                .toList();
    }

    ShardedWorld forgetFailures() {
        failures.clear();
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

    FakeAthena athena() {
        return athena;
    }

    SimulatedKafka kafka() {
        return kafka;
    }

    SettableClock clock() {
        return clock;
    }
}
