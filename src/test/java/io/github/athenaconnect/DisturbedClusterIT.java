package io.github.athenaconnect;

import io.github.athenaconnect.localstack.connect.WorkerProcess;
import io.github.athenaconnect.localstack.connect.WorkerProperties;
import io.github.athenaconnect.localstack.kafka.BrokerLink;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A cluster of three worker processes with exactly-once support, of which one after the other is killed, frozen, cut off
 * from the broker or lost in silence, and comes back. {@code -Drounds=100} disturbs more often than the build does,
 * {@code -Drounds.seed=7} takes other moments, kinds and victims.
 */
@Timeout(3600)
class DisturbedClusterIT {
    private static final int ROUNDS = Integer.getInteger("rounds", Disturbance.values().length);
    private static final long SEED = Chance.seed("rounds.seed");
    private static final int WORKERS = 3;
    private static final int LONGEST_QUIET_MILLIS = 2000;

    /** Of which three workers on a small machine do not drop out by themselves. */
    private static final Duration SESSION_TIMEOUT = Duration.ofSeconds(3);

    /** The others have taken over before the victim comes back as a zombie. */
    private static final Duration ABSENCE = SESSION_TIMEOUT.plusSeconds(4);

    private enum Disturbance {
        KILLED {
            @Override
            void befall(Member member) {
                member.restart();
            }
        },
        FROZEN {
            @Override
            void befall(Member member) throws InterruptedException {
                member.process.freeze(ABSENCE);
                TimeUnit.MILLISECONDS.sleep(ABSENCE.toMillis());
            }
        },
        CUT_OFF {
            @Override
            void befall(Member member) throws InterruptedException {
                member.link.cut();
                TimeUnit.MILLISECONDS.sleep(ABSENCE.toMillis());
                member.link.heal();
            }
        },
        UNHEARD {
            @Override
            void befall(Member member) throws InterruptedException {
                member.link.silence();
                TimeUnit.MILLISECONDS.sleep(ABSENCE.toMillis());
                member.link.heal();
            }
        };

        /** Returns when it is over. */
        abstract void befall(Member member) throws InterruptedException;
    }

    @Test
    void noWorkerThatGoesOrComesBackLosesOrDoublesARowOrPaysTwice() throws Exception {
        Instant begin = Instant.now();
        Random random = new Random(SEED);
        List<Disturbance> done = new ArrayList<>();
        try (Stage stage = Stage.open(WORKERS, Scenario::few);
                Cluster cluster = Cluster.start(stage)) {
            stage.deploy(cluster.any().process.rest(), UnaryOperator.identity());
            stage.awaitRuns(begin, cluster.any().process.rest(), cluster::report);
            for (Disturbance next : disturbances(random)) {
                stage.awaitWork();
                TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_QUIET_MILLIS));
                next.befall(cluster.members.get(random.nextInt(WORKERS)));
                stage.awaitRuns(Instant.now(), cluster.any().process.rest(), cluster::report);
                done.add(next);
            }
            stage.settle(cluster.any().process.rest(), cluster::report);

            stage.requireExactlyOnce("-Drounds.seed=" + SEED + " " + done);
            System.out.printf(
                    "DisturbedClusterIT: %d workers, %d rounds %s (-Drounds.seed=%d), %s, in %d s%n",
                    WORKERS,
                    done.size(),
                    done,
                    SEED,
                    stage.summary(),
                    Duration.between(begin, Instant.now()).toSeconds());
        }
    }

    /** Each kind equally often, or nearly so, in random order. */
    private static List<Disturbance> disturbances(Random random) {
        List<Disturbance> disturbances = new ArrayList<>();
        while (disturbances.size() < ROUNDS) {
            List<Disturbance> each = new ArrayList<>(Arrays.asList(Disturbance.values()));
            Collections.shuffle(each, random);
            disturbances.addAll(each);
        }
        return disturbances.subList(0, ROUNDS);
    }

    /** One of the cluster, in whose place a new process may come. */
    private static final class Member implements AutoCloseable {
        private final Stage stage;
        private final BrokerLink link;
        private final WorkerProperties properties;
        private WorkerProcess process;

        Member(Stage stage, BrokerLink link) {
            this.stage = stage;
            this.link = link;
            this.properties = impatient(stage.worker(link.bootstrapServers(), "disturbed"));
            this.process = WorkerProcess.start(properties, stage.image());
        }

        /** Kafka's clients would wait for half a minute and longer before they believe that nothing comes any more. */
        private static WorkerProperties impatient(WorkerProperties properties) {
            return properties
                    .with("session.timeout.ms", Long.toString(SESSION_TIMEOUT.toMillis()))
                    .with("heartbeat.interval.ms", "300")
                    .with("worker.sync.timeout.ms", "3000")
                    .with("producer.transaction.timeout.ms", "10000")
                    .with("request.timeout.ms", "4000")
                    .with("producer.request.timeout.ms", "4000")
                    .with("producer.max.block.ms", "8000")
                    .with("consumer.request.timeout.ms", "4000")
                    .with("admin.request.timeout.ms", "4000")
                    .with("admin.default.api.timeout.ms", "8000");
        }

        void restart() {
            process.kill();
            process.close();
            process = WorkerProcess.start(properties, stage.image());
        }

        @Override
        public void close() {
            process.kill();
            process.close();
        }
    }

    /** All members. */
    private record Cluster(List<Member> members) implements AutoCloseable {
        static Cluster start(Stage stage) {
            Cluster cluster = new Cluster(new ArrayList<>());
            try {
                stage.broker().links().forEach(link -> cluster.members.add(new Member(stage, link)));
                return cluster;
            } catch (RuntimeException e) {
                cluster.close();
                throw e;
            }
        }

        Member any() {
            return members.get(0);
        }

        String report() {
            return members.stream().map(member -> member.process.report()).collect(Collectors.joining("\n"));
        }

        @Override
        public void close() {
            members.forEach(Member::close);
        }
    }
}
