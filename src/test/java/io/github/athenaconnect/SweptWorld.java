package io.github.athenaconnect;

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
import org.apache.kafka.connect.data.Struct;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.s3.S3Client;

/** Athena, S3, Kafka and a clock, and the lives of a worker among them. For one thread. */
final class SweptWorld {
    private static final String RUN_LOG = "runs";

    /** From every second crash to the restart, long enough for what had ended before to count as earlier. */
    private static final Duration RESTART = Duration.ofSeconds(5);

    private final SweptMode mode;
    private final SweptScenario scenario;
    private final Boundary boundary;
    private final boolean log;
    private final Map<String, String> task;
    private final SettableClock clock =
            SettableClock.standing(SweptTable.FIRST_DUE.plusSeconds(7).toString());
    private final FakeS3 s3 = new FakeS3();
    private final FakeAthena athena = new FakeAthena(clock, s3);
    private final SimulatedKafka kafka = new SimulatedKafka();
    private final List<String> crashes = new ArrayList<>();
    private int lives;

    SweptWorld(SweptMode mode, Boundary boundary, boolean log, SweptScenario scenario) {
        this(mode, boundary, log, scenario, task(mode, log, scenario));
    }

    private SweptWorld(
            SweptMode mode, Boundary boundary, boolean log, SweptScenario scenario, Map<String, String> task) {
        this.mode = mode;
        this.boundary = boundary;
        this.log = log;
        this.scenario = scenario;
        this.task = task;
        athena.answersOthers(SweptMode.COLUMNS, sql -> mode.rows(scenario.table(), sql, clock.instant()));
        scenario.athena().accept(athena);
    }

    /** The same from the beginning. */
    SweptWorld anew() {
        return new SweptWorld(mode, boundary, log, scenario, task);
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
            properties.put("run.log.topic", RUN_LOG);
        }
        properties.putAll(mode.configuration());
        properties.putAll(scenario.configuration());
        AthenaSourceConnector connector = new AthenaSourceConnector();
        connector.start(properties);
        return connector.taskConfigs(1).get(0);
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
                task,
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

    FakeAthena athena() {
        return athena;
    }

    SimulatedKafka kafka() {
        return kafka;
    }

    SettableClock clock() {
        return clock;
    }

    /** The steps before which the worker was killed. */
    List<String> crashes() {
        return crashes;
    }

    /** Compares what is delivered with the truth, and counts executions. */
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
            assertThat(ids).as(topic + ", " + when).isEqualTo(scenario.truth(mode));
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
        List<String> truth = scenario.truth(mode);
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
