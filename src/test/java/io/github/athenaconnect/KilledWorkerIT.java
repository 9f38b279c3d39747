package io.github.athenaconnect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.athenaconnect.localstack.connect.WorkerProcess;
import io.github.athenaconnect.localstack.connect.WorkerProperties;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A worker process that is killed at random moments, again and again, with exactly-once support on. {@code -Dkills=1000}
 * kills more often than the build does, {@code -Dkills.seed=7} kills at other moments.
 */
@Timeout(1800)
class KilledWorkerIT {
    private static final int KILLS = Integer.getInteger("kills", 10);
    private static final long SEED = Chance.seed("kills.seed");

    /** Goes on from stage to stage, so that each has other moments. */
    private static final Random RANDOM = new Random(SEED);

    /** More kills are spread over several stages, so that what is compared stays small. */
    private static final int KILLS_OF_A_STAGE = 20;

    /** Time for one or two runs of every query. */
    private static final int LONGEST_LIFE_MILLIS = 3000;

    static List<Integer> stages() {
        return IntStream.iterate(KILLS, left -> left > 0, left -> left - KILLS_OF_A_STAGE)
                .mapToObj(left -> Math.min(left, KILLS_OF_A_STAGE))
                .toList();
    }

    @ParameterizedTest(name = "{0} kills")
    @MethodSource("stages")
    void killsNeitherLoseNorDoubleARowAndNothingIsPaidTwice(int kills) throws Exception {
        Instant begin = Instant.now();
        List<Instant> killed = new ArrayList<>();
        Map<WatchedQuery.Moment, Integer> moments = new EnumMap<>(WatchedQuery.Moment.class);
        try (Stage stage = Stage.open(0, Scenario::all)) {
            WorkerProperties properties = stage.worker(stage.broker().bootstrapServers(), "killed");
            for (int kill = 0; kill < kills; kill++) {
                try (WorkerProcess worker = WorkerProcess.start(properties, stage.image())) {
                    if (kill == 0) {
                        stage.deploy(worker.rest(), KilledWorkerIT::withOffsetsOfItsOwn);
                    }
                    if (RANDOM.nextInt(4) > 0) {
                        stage.awaitWork();
                    }
                    TimeUnit.MILLISECONDS.sleep(RANDOM.nextInt(LONGEST_LIFE_MILLIS));
                    worker.kill();
                    killed.add(Instant.now());
                    stage.queries().forEach(query -> moments.merge(query.moment(), 1, Integer::sum));
                }
            }
            try (WorkerProcess worker = WorkerProcess.start(properties, stage.image())) {
                stage.settle(worker.rest(), worker::report);
            }

            stage.requireExactlyOnce("-Dkills.seed=" + SEED);
            requireThatOnlyKillsLeaveRunsBehind(stage, killed);
            System.out.printf(
                    "KilledWorkerIT: %d kills (-Dkills.seed=%d; queries were then %s), %s, in %d s%n",
                    kills,
                    SEED,
                    moments,
                    stage.summary(),
                    Duration.between(begin, Instant.now()).toSeconds());
        }
    }

    /**
     * A transaction that a killed worker leaves open is aborted by the next start of the same task. In a topic that connectors
     * share, the worker would wait for that before it starts any task: until the transaction times out.
     */
    private static Deployment withOffsetsOfItsOwn(Deployment deployment) {
        return deployment.with("offsets.storage.topic", deployment.name() + ".offsets");
    }

    /** A run that nobody delivers is money wasted: that is excused only where a kill came before the next was due. */
    private static void requireThatOnlyKillsLeaveRunsBehind(Stage stage, List<Instant> killed) {
        for (WatchedQuery query : stage.queries()) {
            List<RunResult> results = query.results();
            Comparison comparison = query.compare();
            for (RunResult left : comparison.leftBehind()) {
                Instant next = results.stream()
                        .filter(result -> result.started().isAfter(left.started()))
                        .filter(result -> !comparison.leftBehind().contains(result))
                        .map(RunResult::started)
                        .min(Instant::compareTo)
                        .orElseThrow();
                assertThat(killed)
                        .as(
                                "query %s: kills between the start of %s and %s",
                                query.scenario().name(), left, next)
                        .anyMatch(kill -> kill.isAfter(left.started()) && kill.isBefore(next));
            }
        }
    }
}
