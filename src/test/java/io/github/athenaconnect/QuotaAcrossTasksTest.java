package io.github.athenaconnect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.athenaconnect.aws.AwsClients;
import io.github.athenaconnect.config.TaskSettings;
import io.github.athenaconnect.fake.FakeAthena;
import io.github.athenaconnect.fake.FakeS3;
import io.github.athenaconnect.fake.SettableClock;
import io.github.athenaconnect.fake.SteppedExecutor;
import io.github.athenaconnect.fake.ThrottlingAthena;
import io.github.athenaconnect.flow.PumpThreads;
import io.github.athenaconnect.quota.AccountQuotas;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;

/**
 * 200 queries in eight tasks of one worker, all of them due at the same instant, in an account whose quotas are too small for
 * that; with the limiter and, for comparison, without: then each query backs off by itself. In simulated time: a call takes
 * none, so that all that are made at once are made at one instant.
 */
class QuotaAcrossTasksTest {
    private static final int QUERIES = 200;
    private static final int TASKS = 8;
    private static final Instant DUE = Instant.parse("2026-03-01T03:00:00Z");
    private static final Instant NEXT_DUE = DUE.plus(Duration.ofHours(1));

    /** One worker, its tasks and the account. For one thread. */
    private static final class Night {
        private final SettableClock clock = SettableClock.standing(DUE.toString());
        private final FakeS3 s3 = new FakeS3();
        private final FakeAthena athena =
                new FakeAthena(clock, s3).answersOthers(List.of("id bigint"), sql -> "\"1\"\n");
        private final ThrottlingAthena account = new ThrottlingAthena(athena, clock);
        private final List<Member> tasks = new ArrayList<>();
        private final List<SourceRecord> delivered = new ArrayList<>();
        private Duration took = Duration.ZERO;

        private record Member(AthenaSourceTask task, SteppedExecutor steps) {
            Instant due() {
                return steps.nextDue().orElse(Instant.MAX);
            }
        }

        /** Lets it pass. */
        Night pass(Pacing pacing) throws InterruptedException {
            AthenaSourceConnector connector = new AthenaSourceConnector();
            connector.start(configuration());
            connector.taskConfigs(TASKS).forEach(config -> start(config, pacing));
            while (delivered.size() < QUERIES && step()) {
                // Goes on until the next run is due.
            }
            took = Duration.between(DUE, clock.instant());
            tasks.forEach(member -> member.task().stop());
            return this;
        }

        private static Map<String, String> configuration() {
            List<String> names =
                    IntStream.range(0, QUERIES).mapToObj(number -> "q" + number).toList();
            Map<String, String> properties = new HashMap<>(Map.of(
                    "name", "shop",
                    "aws.region", "eu-west-1",
                    "athena.database", "shop",
                    "athena.output.location", FakeAthena.BUCKET,
                    "query.default.schedule", "1h",
                    "queries", String.join(",", names)));
            names.forEach(name -> {
                properties.put("query." + name + ".topic", name);
                properties.put("query." + name + ".sql", "SELECT id FROM " + name);
            });
            return properties;
        }

        private void start(Map<String, String> config, Pacing pacing) {
            SteppedExecutor steps = new SteppedExecutor(clock);
            Drive drive =
                    new Drive((name, most) -> new PumpThreads(steps, steps, steps, Thread::new), Duration.ZERO, clock);
            AthenaSourceTask task = new AthenaSourceTask(new Wiring(
                    aws -> new AwsClients(account, s3, AnonymousCredentialsProvider.create()),
                    clock,
                    drive,
                    TaskSettings::parse,
                    pacing));
            task.initialize(new TaskContext(config, new SimulatedKafka(), null));
            task.start(config);
            tasks.add(new Member(task, steps));
        }

        /** What is due first, of whichever task; false if nothing is before the next runs. */
        private boolean step() throws InterruptedException {
            Member first = tasks.stream().min(Comparator.comparing(Member::due)).orElseThrow();
            if (!first.due().isBefore(NEXT_DUE)) {
                return false;
            }
            clock.moveTo(first.due());
            boolean unused = first.steps().step();
            Optional.ofNullable(first.task().poll()).ifPresent(delivered::addAll);
            return true;
        }

        void check() {
            assertThat(delivered.stream().map(SourceRecord::topic)).doesNotHaveDuplicates();
            assertThat(delivered.size()).isEqualTo(QUERIES);
            assertThat(athena.started().size()).isEqualTo(QUERIES);
        }

        double refusedShare() {
            return (double) account.refused() / account.calls();
        }

        @Override
        public String toString() {
            return "took " + took + ", " + account.told();
        }
    }

    private static Pacing shared(SettableClock clock) {
        return Pacing.among(new AccountQuotas(), clock);
    }

    private static Pacing none() {
        return aws -> athena -> athena;
    }

    private static Night withFewQueriesAtOnce() {
        Night night = new Night();
        night.athena.runsFor(Duration.ofSeconds(5));
        night.account
                .limitCalls("StartQueryExecution", 20, 20)
                .limitCalls("GetQueryExecution", 100, 100)
                .limitCalls("GetQueryResults", 100, 100)
                .limitActiveQueries(25);
        return night;
    }

    /** Executions that run long are looked at all the time, which leaves no room for anything if it is not held back. */
    @Test
    void startsAreNotHeldUpByLooks() throws InterruptedException {
        Night night = new Night();
        night.athena.runsFor(Duration.ofMinutes(2));
        night.account
                .limitCalls("StartQueryExecution", 20, 20)
                .limitCalls("GetQueryExecution", 20, 20)
                .limitCalls("GetQueryResults", 100, 100);
        night.pass(shared(night.clock)).check();

        assertThat(night.refusedShare()).as("%s", night).isLessThan(0.1);
        assertThat(night.athena.scans().stream().map(FakeAthena.Scan::submitted))
                .as("200 starts at 20 a second")
                .allSatisfy(start -> assertThat(start).isBefore(DUE.plusSeconds(30)));
        assertThat(night.took).isLessThan(Duration.ofMinutes(4));
    }

    @Test
    void everyRunIsDeliveredAndStartedOnceAndHardlyACallIsRefused() throws InterruptedException {
        Night with = withFewQueriesAtOnce();
        with.pass(shared(with.clock)).check();
        Night without = withFewQueriesAtOnce().pass(none());

        without.check();
        assertThat(with.refusedShare()).as("%s", with).isLessThan(0.05);
        assertThat(without.refusedShare()).isGreaterThan(4 * with.refusedShare());
        assertThat(with.took)
                .as("%s, and without: %s", with, without)
                .isLessThan(without.took)
                .isLessThan(Duration.ofSeconds(70));
    }
}
