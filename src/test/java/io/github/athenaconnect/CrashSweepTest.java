package io.github.athenaconnect;

import static io.github.athenaconnect.fake.FakeAthena.fails;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.athenaconnect.SimulatedKafka.Delivered;
import io.github.athenaconnect.aws.AwsClients;
import io.github.athenaconnect.fake.FakeAthena;
import io.github.athenaconnect.fake.FakeS3;
import io.github.athenaconnect.fake.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The connector is crashed at every step of several runs, in every mode and with every boundary, started again with what
 * was stored, and crashed once more; what is delivered in the end is compared with the truth, and the executions counted.
 *
 * <p>A step is: before and after each call to Athena and S3, before each piece of a body, before and after each record,
 * each commit of a transaction or flush of offsets, after a start and after a poll.
 */
class CrashSweepTest {
    private static final String RUN_LOG = "runs";
    private static final Duration RESTART = Duration.ofSeconds(5);
    private static final List<Integer> WITH_AN_EMPTY_RUN = List.of(4, 0, 3);

    private static final Map<String, Integer> COVERED = new HashMap<>();

    static List<SweptScenario> scenarios() {
        List<SweptScenario> all = new ArrayList<>(Stream.of("1", "2", "3", "100")
                .map(rows -> SweptScenario.of("batches of " + rows, WITH_AN_EMPTY_RUN)
                        .with("batch.max.rows", rows)
                        .with("transaction.max.rows", rows))
                .toList());
        all.add(SweptScenario.of("every run empty", List.of(0, 0, 0)));
        all.add(SweptScenario.of("a last row that is dropped", List.of(4, 4, 3))
                .with("batch.max.rows", "2")
                .with("transaction.max.rows", "2")
                .dropping(id -> id.endsWith("row 4")));
        all.add(SweptScenario.of("a run of which every row is dropped", List.of(3, 3, 3))
                .with("batch.max.rows", "2")
                .dropping(id -> id.startsWith("run 1")));
        all.add(SweptScenario.of("several queries", List.of(2, 0, 2))
                .asking("orders", "refunds", "visits")
                .with("batch.max.rows", "1"));
        all.add(SweptScenario.of("executions that take their time", WITH_AN_EMPTY_RUN)
                .onAthena(athena -> athena.runsFor(Duration.ofSeconds(2))));
        all.add(SweptScenario.of("a first attempt that fails", List.of(3, 3))
                .onAthena(athena -> athena.nextGoes(fails("internal error", 100, true)))
                .costing(1));
        all.add(SweptScenario.of("a run that fails and is left behind", List.of(3, 3, 3))
                .onAthena(athena -> athena.nextGoes(fails("Query exhausted resources", 1, false)))
                .with("query.default.on.failure", "skip")
                .skipping(0));
        all.add(SweptScenario.of("tokens that are forgotten", WITH_AN_EMPTY_RUN)
                .with("batch.max.rows", "2")
                .with("transaction.max.rows", "2")
                .forgettingTokens());
        return all;
    }

    static Stream<Arguments> everything() {
        return SweptMode.ALL.stream()
                .flatMap(mode -> Stream.of(Boundary.values())
                        .flatMap(boundary -> Stream.of(false, true)
                                .flatMap(log -> scenarios().stream()
                                        .map(scenario -> Arguments.of(mode, boundary, log, scenario)))));
    }

    @ParameterizedTest(name = "{0}, {1}, run log {2}: {3}")
    @MethodSource("everything")
    void aCrashAtAnyStepLosesNothingAndPaysNothingTwice(
            SweptMode mode, Boundary boundary, boolean log, SweptScenario scenario) throws InterruptedException {
        Trial undisturbed = new Trial(mode, boundary, log, scenario);
        long steps = undisturbed.live(CrashPoints.NEVER);
        undisturbed.check("without a crash");

        for (long step = 1; step <= steps; step++) {
            for (long again : new long[] {CrashPoints.NEVER, 1 + step * 7 % 13}) {
                Trial trial = new Trial(mode, boundary, log, scenario);
                trial.live(step);
                if (again != CrashPoints.NEVER) {
                    trial.live(again);
                }
                trial.live(CrashPoints.NEVER);
                trial.check("crashed at step " + step + " of " + steps + ", and " + again + " steps after the restart: "
                        + trial.crashes);
            }
        }
        assertThat(steps).as("steps to crash at").isGreaterThan(10);
        COVERED.merge(mode + ", " + boundary + (log ? ", run log" : ""), (int) steps, Integer::sum);
    }

    @AfterAll
    static void tell() {
        assertThat(COVERED).isNotEmpty();
        COVERED.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(covered ->
                        System.out.println("Crash points of " + covered.getKey() + ": " + covered.getValue()));
    }

    /** One world, and the lives of the worker in it. */
    private static final class Trial {
        private final SweptScenario scenario;
        private final Boundary boundary;
        private final boolean log;
        private final Map<String, String> properties;
        private final SettableClock clock =
                SettableClock.standing(SweptTable.FIRST_DUE.plusSeconds(7).toString());
        private final FakeS3 s3 = new FakeS3();
        private final FakeAthena athena = new FakeAthena(clock, s3);
        private final SimulatedKafka kafka = new SimulatedKafka();
        private final List<String> crashes = new ArrayList<>();
        private int lives;

        Trial(SweptMode mode, Boundary boundary, boolean log, SweptScenario scenario) {
            this.scenario = scenario;
            this.boundary = boundary;
            this.log = log;
            properties = new HashMap<>(Map.of(
                    "name", "shop",
                    "connector.class", AthenaSourceConnector.class.getName(),
                    "aws.region", "eu-west-1",
                    "athena.database", "shop",
                    "athena.output.location", FakeAthena.BUCKET,
                    "query.default.schedule", "15m",
                    "queries", String.join(",", scenario.queries())));
            scenario.queries().forEach(query -> properties.put("query." + query + ".topic", query));
            if (log) {
                properties.put("run.log.topic", RUN_LOG);
            }
            properties.putAll(mode.configuration());
            properties.putAll(scenario.configuration());
            athena.answersFrom(mode.over(scenario.table()));
            scenario.athena().accept(athena);
        }

        /** One life, which ends at a step or when all is done; returns how many steps it had. */
        long live(long fatal) throws InterruptedException {
            CrashPoints points = new CrashPoints(fatal);
            s3.delivering(points::around);
            AwsClients clients = new AwsClients(
                    points.around(AthenaClient.class, athena),
                    points.around(S3Client.class, s3),
                    AnonymousCredentialsProvider.create());
            SimulatedWorker worker = new SimulatedWorker(
                    properties,
                    boundary,
                    scenario::lets,
                    drive -> new Wiring(settings -> clients, clock, drive),
                    kafka,
                    clock,
                    points,
                    lives++);
            try {
                worker.live(scenario.table().end());
            } catch (CrashPoints.Crash crash) {
                crashes.add(crash.getMessage());
                if (fatal % 3 != 0) {
                    worker.arrive();
                }
                if (fatal % 2 == 0) {
                    clock.move(RESTART);
                }
                if (scenario.forgetful()) {
                    athena.forgetTokens();
                }
            }
            return points.passed();
        }

        void check(String when) {
            for (String query : scenario.queries()) {
                checkRows(query, when);
            }
            if (scenario.forgetful()) {
                assertThat(athena.started()).as(when).hasSizeGreaterThanOrEqualTo(scenario.executions());
            } else {
                assertThat(athena.started()).as("executions, " + when).hasSize(scenario.executions());
            }
            if (log) {
                checkRunLog(when);
            }
        }

        private void checkRows(String topic, String when) {
            List<Delivered> delivered = kafka.delivered(topic);
            List<String> ids = delivered.stream()
                    .map(record -> ((Struct) record.value()).getString("id"))
                    .toList();
            if (boundary.exactlyOnce()) {
                assertThat(ids).as(topic + ", " + when).isEqualTo(scenario.truth());
            } else {
                assertThat(supersetInOrder(delivered, ids))
                        .as(topic + ", " + when + ": " + ids)
                        .isTrue();
            }
        }

        /**
         * Within a life each row is the one after the row before; a life begins with a row delivered before, or with the
         * first that is not; in the end all are there.
         */
        private boolean supersetInOrder(List<Delivered> delivered, List<String> ids) {
            List<String> truth = scenario.truth();
            int reached = 0;
            int next = 0;
            int life = -1;
            for (int at = 0; at < ids.size(); at++) {
                int row = truth.indexOf(ids.get(at));
                boolean begins = delivered.get(at).life() != life;
                if (row < 0 || row > reached || (!begins && row != next)) {
                    return false;
                }
                life = delivered.get(at).life();
                next = row + 1;
                reached = Math.max(reached, next);
            }
            return reached == truth.size();
        }

        private void checkRunLog(String when) {
            int runs = scenario.queries().size() * scenario.rowsOfRuns().size();
            if (boundary.exactlyOnce()) {
                assertThat(kafka.delivered(RUN_LOG)).as("run log, " + when).hasSize(runs);
            } else {
                assertThat(kafka.delivered(RUN_LOG)).as("run log, " + when).hasSizeGreaterThanOrEqualTo(runs);
            }
        }
    }
}
