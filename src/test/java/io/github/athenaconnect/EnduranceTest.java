package io.github.athenaconnect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.athenaconnect.aws.AwsClients;
import io.github.athenaconnect.fake.FakeAthena;
import io.github.athenaconnect.fake.FakeS3;
import io.github.athenaconnect.fake.SettableClock;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Very many runs of fifty queries of every mode and reader in the two tasks of one worker, on simulated time: what the
 * process holds, and what it asks of AWS for a run, is the same at the end as at the start.
 */
@ExtendWith(SilentLog.class)
class EnduranceTest {
    private static final int RUNS = Integer.getInteger("endurance.runs", 200);
    private static final int QUERIES = 50;
    private static final int TASKS = 2;
    private static final Duration PERIOD = Duration.ofMinutes(2);
    private static final Instant FIRST_DUE = Instant.parse("2026-03-01T10:00:00Z");

    /** Sixty bytes for each run of a query in the short version, one in the long one. */
    private static final long MOST_MORE_HEAP = 512 << 10;

    private static final int MOST_MORE_THREADS = 2;
    private static final int MOST_MORE_FILES = 4;

    /** Numbers in them become longer. */
    private static final int MOST_MORE_BYTES_OF_AN_OFFSET = 16;

    private static final Set<String> NO_CALLS = Set.of("close", "serviceName", "toString", "hashCode", "equals");
    private static final int ROWS = 3;

    private final SettableClock clock =
            SettableClock.standing(FIRST_DUE.plusSeconds(7).toString());
    private final FakeS3 s3 = new FakeS3().forgettingRequests();
    private final FakeAthena athena = new FakeAthena(clock, s3).rememberingOnly(5 * QUERIES);
    private final SimulatedKafka kafka = new SimulatedKafka().counting();
    private final Map<String, Long> calls = new TreeMap<>();
    private final List<SimulatedWorker> workers = new ArrayList<>();

    /** What is measured at one moment: of the process, and of the calls made for a run since the moment before. */
    private record Measure(int runs, ProcessState process, long bytesOfOffsets, Map<String, Double> callsForARun) {
        @Override
        public String toString() {
            return runs + " runs: " + process + ", offsets of " + bytesOfOffsets / QUERIES + " bytes, calls for a run "
                    + callsForARun;
        }
    }

    private static Map<String, String> connector() {
        Map<String, String> connector = new HashMap<>(Map.of(
                "name", "endurance",
                "aws.region", "eu-west-1",
                "athena.database", "shop",
                "athena.output.location", FakeAthena.BUCKET,
                "run.log.topic", "runs",
                "query.default.schedule", "2m",
                "queries",
                        IntStream.range(0, QUERIES)
                                .mapToObj(number -> "q" + number)
                                .collect(Collectors.joining(","))));
        for (int number = 0; number < QUERIES; number++) {
            int kind = number % 10;
            String prefix = "query.q" + number + ".";
            connector.put(prefix + "topic", "q" + number);
            connector.put(prefix + "sql", "SELECT id, at FROM q" + number);
            if (kind < 3) {
                connector.put(prefix + "mode", "incremental");
                connector.put(prefix + "watermark.columns", "at");
                connector.put(prefix + "watermark.initial", "2026-01-01 00:00:00");
                connector.put(prefix + "sql", "SELECT id, at FROM q" + number + " WHERE at > ${watermark}");
            } else if (kind < 6) {
                connector.put(prefix + "mode", "interval");
                connector.put(
                        prefix + "sql",
                        "SELECT id, at FROM q" + number + " WHERE at >= ${interval.start} AND at < ${interval.end}");
            } else if (kind == 6) {
                connector.put(prefix + "result.format", "api");
            } else if (kind == 7) {
                connector.put(prefix + "result.format", "unload");
            }
        }
        return connector;
    }

    private void start(Boundary boundary) throws InterruptedException {
        new UnloadedRows(athena, s3, sql -> List.of("a", "b", "c"));
        athena.answersOthers(
                sql -> !sql.startsWith("UNLOAD"),
                List.of("id varchar", "at timestamp"),
                sql -> sql.hashCode() % 4 == 0 ? "" : row().repeat(ROWS));
        AthenaSourceConnector connector = new AthenaSourceConnector();
        connector.start(connector());
        for (Map<String, String> task : connector.taskConfigs(TASKS)) {
            AwsClients clients = new AwsClients(
                    counted(AthenaClient.class, athena),
                    counted(S3Client.class, s3),
                    AnonymousCredentialsProvider.create());
            SimulatedWorker worker = new SimulatedWorker(
                    task,
                    boundary,
                    record -> true,
                    drive -> new Wiring(settings -> clients, clock, drive, ReadOnce::settings),
                    kafka,
                    clock,
                    new CrashPoints(CrashPoints.NEVER),
                    0);
            worker.start();
            workers.add(worker);
        }
    }

    private String row() {
        return "\"row\",\"" + SweptMode.athenas(clock.instant().truncatedTo(ChronoUnit.SECONDS)) + "\"\n";
    }

    private <T> T counted(Class<T> type, T client) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (!NO_CALLS.contains(method.getName())) {
                        calls.merge(method.getName(), 1L, Long::sum);
                    }
                    try {
                        return method.invoke(client, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                }));
    }

    /** Lets all queries go on until that many runs of each are over. */
    private void until(int runs) throws InterruptedException {
        Instant end = FIRST_DUE.plus(PERIOD.multipliedBy(runs - 1)).plus(PERIOD.dividedBy(2));
        boolean busy = true;
        while (busy) {
            busy = false;
            for (SimulatedWorker worker : workers) {
                busy |= worker.round();
            }
            busy = busy || waitForWork(end);
        }
    }

    private boolean waitForWork(Instant end) {
        Optional<Instant> next = workers.stream()
                .flatMap(worker -> worker.nextDue().stream())
                .filter(due -> due.isBefore(end))
                .min(Comparator.naturalOrder());
        next.ifPresent(clock::moveTo);
        return next.isPresent();
    }

    private Measure measure(int runs, int runsBefore) {
        double count = (double) (runs - runsBefore) * QUERIES;
        Map<String, Double> each = new TreeMap<>();
        calls.forEach((operation, times) -> each.put(operation, times / count));
        calls.clear();
        return new Measure(runs, ProcessState.now(), kafka.bytesOfOffsets(), each);
    }

    @Test
    void whatIsHeldAndAskedForIsTheSameAtTheEndAsAtTheStart() throws InterruptedException {
        int early = Math.max(RUNS / 10, 20);
        start(Boundary.AT_LEAST_ONCE);
        until(early);
        Measure begin = measure(early, 0);
        long started = System.nanoTime();
        until(RUNS);
        Duration took = Duration.ofNanos(System.nanoTime() - started);
        Measure end = measure(RUNS, early);
        System.out.println(begin + "\n" + end + "\n" + took.toNanos() / 1000 / (RUNS - early) / QUERIES + " µs a run");

        assertThat(athena.begun()).isEqualTo(RUNS * QUERIES);
        assertThat(end.process().heap()).isLessThan(begin.process().heap() + MOST_MORE_HEAP);
        assertThat(end.process().threads()).isLessThanOrEqualTo(begin.process().threads() + MOST_MORE_THREADS);
        assertThat(end.process().files()).isLessThanOrEqualTo(begin.process().files() + MOST_MORE_FILES);
        assertThat(end.bytesOfOffsets()).isLessThan(begin.bytesOfOffsets() + MOST_MORE_BYTES_OF_AN_OFFSET * QUERIES);
        assertThat(end.callsForARun()).hasSameSizeAs(begin.callsForARun());
        begin.callsForARun()
                .forEach((operation, times) -> assertThat(end.callsForARun().get(operation))
                        .as(operation)
                        .isLessThanOrEqualTo(times * 1.01));
        for (SimulatedWorker worker : workers) {
            worker.stop();
        }
    }
}
