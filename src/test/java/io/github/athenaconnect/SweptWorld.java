package io.github.athenaconnect;

import io.github.athenaconnect.aws.AwsClients;
import io.github.athenaconnect.fake.FakeAthena;
import io.github.athenaconnect.fake.FakeS3;
import io.github.athenaconnect.fake.SettableClock;
import io.github.athenaconnect.fault.FaultInjection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.s3.S3Client;

/** Athena, S3, Kafka and a clock, and the lives of a worker among them. For one thread. */
final class SweptWorld implements DisturbedWorld {
    /** From every second crash to the restart, long enough for what had ended before to count as earlier. */
    private static final Duration RESTART = Duration.ofSeconds(5);

    /** What all runs together need at most. */
    private static final Duration FOR_THE_REST = Duration.ofSeconds(40);

    private final SweptMode mode;
    private final SweptScenario scenario;
    private final Boundary boundary;
    private final boolean log;
    private final SweptTable table;
    private final Map<String, String> task;
    private final SettableClock clock;
    private SettableClock workers;
    private final FakeS3 s3;
    private final FakeAthena athena;
    private final SimulatedKafka kafka;
    private final List<String> crashes = new ArrayList<>();
    private Optional<FaultInjection> fault = Optional.empty();
    private int lives;

    SweptWorld(SweptMode mode, Boundary boundary, boolean log, SweptScenario scenario) {
        this.mode = mode;
        this.boundary = boundary;
        this.log = log;
        this.scenario = scenario;
        this.task = task(mode, log, scenario);
        this.table = mode.table(scenario.rowsOfRuns());
        this.clock = SettableClock.standing(SweptTable.FIRST_DUE.plusSeconds(7).toString());
        this.workers = clock;
        this.s3 = new FakeS3();
        this.athena = new FakeAthena(clock, s3);
        this.kafka = new SimulatedKafka();
        answerFromTable();
        scenario.athena().accept(athena);
    }

    private SweptWorld(SweptWorld other) {
        this.mode = other.mode;
        this.boundary = other.boundary;
        this.log = other.log;
        this.scenario = other.scenario;
        this.task = other.task;
        this.table = other.table;
        this.clock = other.clock.copy();
        this.workers = clock;
        this.s3 = other.s3.copy();
        this.athena = other.athena.copy(clock, s3);
        this.kafka = other.kafka.copy();
        this.crashes.addAll(other.crashes);
        this.lives = other.lives;
        answerFromTable();
    }

    private void answerFromTable() {
        if ("unload".equals(scenario.configuration().get("query.default.result.format"))) {
            UnloadedRows unused = UnloadedRows.dated(
                    athena, s3, sql -> rows(sql).lines().map(SweptMode::row).toList());
        } else {
            athena.answersOthers(SweptMode.COLUMNS, this::rows);
        }
    }

    private String rows(String sql) {
        return mode.rows(table, sql, clock.instant(), scenario.rejected());
    }

    /** Has something go wrong in all lives from now on. */
    @Override
    public void meet(FaultInjection what) {
        fault = Optional.of(what);
    }

    /** The same, to go on by itself. */
    SweptWorld copy() {
        return new SweptWorld(this);
    }

    private static Map<String, String> task(SweptMode mode, boolean log, SweptScenario scenario) {
        Map<String, String> properties = new HashMap<>(Map.of(
                "name", "shop",
                "connector.class", AthenaSourceConnector.class.getName(),
                "aws.region", "eu-west-1",
                "athena.database", "shop",
                "athena.output.location", FakeAthena.BUCKET,
                "query.default.schedule", "2m",
                "buffer.max.bytes", "8192",
                "queries", String.join(",", scenario.queries())));
        scenario.queries().forEach(query -> properties.put("query." + query + ".topic", query));
        if (log) {
            properties.put("run.log.topic", SweptPromise.RUN_LOG);
        }
        properties.putAll(mode.configuration());
        properties.putAll(scenario.configuration());
        AthenaSourceConnector connector = new AthenaSourceConnector();
        connector.start(properties);
        return connector.taskConfigs(1).get(0);
    }

    /** A whole life, and what it would have left behind if it had been killed at each of its steps, in order. */
    List<SweptWorld> killedAtEachStep() throws InterruptedException {
        List<SweptWorld> left = new ArrayList<>();
        CrashPoints points = new CrashPoints(CrashPoints.NEVER);
        SimulatedWorker worker = worker(points);
        points.seenBy((step, number) -> left.add(copy().killed(worker, step, number)));
        worker.live(table.end());
        return left;
    }

    /** One life, which ends at a step or when all is done. */
    void live(long fatal) throws InterruptedException {
        SimulatedWorker worker = worker(new CrashPoints(fatal));
        try {
            worker.live(table.end());
        } catch (CrashPoints.Crash crash) {
            killed(worker, String.valueOf(crash.getMessage()), fatal);
        }
    }

    /** A whole life, in which the worker's clock is set once, before a step; false if it has no such step. */
    boolean liveWhileTheClockIsSet(long before, Duration by) throws InterruptedException {
        workers = SettableClock.beside(clock);
        CrashPoints points = new CrashPoints(CrashPoints.NEVER);
        points.seenBy((step, number) -> {
            if (number == before) {
                workers.move(by);
            }
        });
        worker(points).live(table.end());
        return points.passed() >= before;
    }

    /** The next life is on a worker whose clock is wrong. */
    SweptWorld onAWorkerThatIsWrong(Duration by) {
        workers = SettableClock.beside(clock);
        workers.move(by);
        return this;
    }

    private SimulatedWorker worker(CrashPoints points) {
        if (fault.isEmpty()) {
            s3.delivering(points::around);
        }
        AwsClients clients = new AwsClients(
                points.around(AthenaClient.class, faulty(AthenaClient.class, athena)),
                points.around(S3Client.class, faulty(S3Client.class, s3)),
                AnonymousCredentialsProvider.create());
        return new SimulatedWorker(
                configuration(),
                boundary,
                scenario::lets,
                drive -> new Wiring(settings -> clients, workers, drive, ReadOnce::settings),
                kafka,
                clock,
                points,
                lives++);
    }

    private <T> T faulty(Class<T> type, T client) {
        return fault.map(met -> met.around(type, client)).orElse(client);
    }

    private SweptWorld killed(SimulatedWorker worker, String step, long number) {
        crashes.add(step);
        if (number % 3 != 0) {
            worker.arrive(kafka);
        }
        if (number % 2 == 0 || scenario.mishap() == Mishap.LOST_RESULTS) {
            clock.move(RESTART);
        }
        happen(scenario.mishap());
        return this;
    }

    private void happen(Mishap mishap) {
        switch (mishap) {
            case NOTHING, CHANGED_STATEMENT, CHANGED_STATEMENT_THAT_RESTARTS -> {}
            case FORGOTTEN_TOKENS -> athena.forgetTokens();
            case LOST_RESULTS ->
                IntStream.range(0, athena.started().size()).forEach(execution -> s3.remove(athena.location(execution)));
            case OUTAGE -> {
                Instant latest = table.end().minus(FOR_THE_REST);
                Instant back = clock.instant().plus(SweptTable.PERIOD.multipliedBy(2));
                clock.moveTo(back.isBefore(latest) ? back : latest);
            }
        }
    }

    /** The configuration of the next life. */
    private Map<String, String> configuration() {
        if (crashes.isEmpty() || !scenario.mishap().changesStatement()) {
            return task;
        }
        Map<String, String> changed = new HashMap<>(task);
        changed.replaceAll((key, value) -> key.endsWith(".sql") ? value + " /* changed */" : value);
        return changed;
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

    /** The steps before which the worker was killed. */
    List<String> crashes() {
        return crashes;
    }

    /** Compares what is delivered with the truth, and counts executions. */
    void check(String when) {
        new SweptPromise(mode, boundary, log, scenario)
                .check(kafka, athena.started().size(), crashes.size(), when);
        if (scenario.needsRunLog()) {
            SweptPromise.checkBudget(athena.scans(), when);
        }
    }

    /** All that the next life can find: two worlds that have it in common have the same future. */
    String state() {
        return lives + "\n" + clock.instant() + "\n" + athena.memory() + "\n" + kafka.memory();
    }
}
