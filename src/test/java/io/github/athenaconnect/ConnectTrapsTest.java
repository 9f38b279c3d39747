package io.github.athenaconnect;

import static io.github.athenaconnect.fake.FakeAthena.refusal;
import static io.github.athenaconnect.fake.FakeAthena.runsForEver;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.github.athenaconnect.aws.AwsClients;
import io.github.athenaconnect.config.TaskSettings;
import io.github.athenaconnect.fake.FakeAthena;
import io.github.athenaconnect.fake.FakeS3;
import io.github.athenaconnect.fake.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.runtime.WorkerTransactionContext;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.TransactionContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;

/** What Connect's runtime does otherwise than its interface lets one think; the list is in {@code docs/connect-traps.md}. */
@Timeout(120)
class ConnectTrapsTest {
    private static final String SQL = "SELECT id FROM t";

    private final SettableClock clock = SettableClock.ticking("2026-03-01T10:07:00Z");
    private final FakeS3 s3 = new FakeS3();
    private final FakeAthena athena = new FakeAthena(clock, s3).answers(SQL, List.of("id bigint"), csv(7));
    private final SimulatedKafka kafka = new SimulatedKafka();
    private final Map<String, String> properties = new HashMap<>(Map.of(
            "name", "traps",
            "connector.class", AthenaSourceConnector.class.getName(),
            "aws.region", "eu-west-1",
            "athena.database", "shop",
            "athena.output.location", FakeAthena.BUCKET,
            "athena.poll.min.ms", "10",
            "query.default.sql", SQL,
            "query.default.retry.backoff.ms", "1",
            "query.default.topic", "t",
            "queries", "q"));
    private final AthenaSourceTask task = new AthenaSourceTask(new Wiring(settings -> clients(), clock));

    private AwsClients clients() {
        return new AwsClients(athena, s3, AnonymousCredentialsProvider.create());
    }

    @AfterEach
    void stop() {
        task.stop();
    }

    private static String csv(int rows) {
        return IntStream.range(0, rows).mapToObj(id -> "\"" + id + "\"\n").collect(Collectors.joining());
    }

    private Map<String, String> configured(int tasks, int task) {
        AthenaSourceConnector connector = new AthenaSourceConnector();
        connector.start(properties);
        return connector.taskConfigs(tasks).get(task);
    }

    private void start(OffsetStorageReader reader, @Nullable TransactionContext transactions) {
        Map<String, String> configuration = configured(1, 0);
        task.initialize(new TaskContext(configuration, reader, transactions));
        task.start(configuration);
    }

    private void start() {
        start(kafka, null);
    }

    /** The next batch that is not null. */
    private List<SourceRecord> batch() throws InterruptedException {
        for (int polls = 0; polls < 90; polls++) {
            List<SourceRecord> polled = task.poll();
            if (polled != null) {
                return polled;
            }
        }
        throw new AssertionError("Nothing in 90 polls");
    }

    @Test
    void aPollWithNothingToGiveEndsInAboutASecondWithNull() throws InterruptedException {
        athena.nextGoes(runsForEver());
        start();
        long begin = System.nanoTime();

        try (MachineTime time = MachineTime.begin()) {
            assertThat(task.poll()).isNull();
            assertThat(time.elapsed()).isLessThan(Duration.ofSeconds(4));
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(900));
    }

    @Test
    void aPollThatMeetsAnEmptyRunGivesNullAndNoEmptyList() throws InterruptedException {
        athena.answers(SQL, List.of("id bigint"), "");
        start();

        for (int polls = 0; polls < 3; polls++) {
            assertThat(task.poll()).isNull();
        }
        await().until(() -> athena.started().size() == 1);
        assertThat(task.poll()).isNull();
        assertThat(athena.started()).hasSize(1);
    }

    @Test
    void aStopFromAnotherThreadDuringAPollIsFineAndThePollEnds() throws Exception {
        athena.nextGoes(runsForEver());
        start();
        CountDownLatch polling = new CountDownLatch(1);
        CompletableFuture<@Nullable List<SourceRecord>> polled = CompletableFuture.supplyAsync(() -> {
            polling.countDown();
            try {
                return task.poll();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        polling.await();

        task.stop();

        assertThat(polled.get(1, TimeUnit.MINUTES)).isNull();
        assertThat(task.poll()).isNull();
    }

    @Test
    void afterItsStartATaskNeverAsksForOffsetsWhichWouldBlockOrBeClosed() throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);
        start(
                new OffsetStorageReader() {
                    @Override
                    public <T> Map<String, Object> offset(Map<String, T> partition) {
                        throw new IllegalStateException("one by one would block for each query");
                    }

                    @Override
                    public <T> Map<Map<String, T>, Map<String, Object>> offsets(Collection<Map<String, T>> partitions) {
                        if (closed.getCount() == 0) {
                            throw new ConnectException("Offset reader closed while attempting to read offsets");
                        }
                        return Map.of();
                    }
                },
                null);
        closed.countDown();

        assertThat(batch()).hasSize(7);
    }

    @Test
    void aFailureThatReachesTheWorkerIsNoneThatItWouldRetryAtOnceForEver() {
        properties.put("query.default.timeout", "1s");
        for (int failures = 0; failures < 5000; failures++) {
            athena.failNext(refusal("InternalServerException", 500, "internal error"));
        }
        start();

        ConnectException thrown = catchThrowableOfType(ConnectException.class, this::batch);

        assertThat(thrown)
                .hasMessageContaining("internal error")
                .isNotInstanceOf(RetriableException.class)
                .isNotInstanceOf(org.apache.kafka.common.errors.RetriableException.class);
    }

    @Test
    void toleratedErrorsAreThoseOfTransformationsAndConvertersAndNotOfAPoll() {
        athena.answers(SQL, List.of("id bigint"), "\"no number\"\n");
        properties.put("errors.tolerance", "all");
        start();

        assertThatThrownBy(this::batch)
                .isInstanceOf(ConnectException.class)
                .hasMessageContainingAll("Query 'q'", "row 1", "no number");
    }

    @Test
    void aBatchOfDefaultSizeHasThousandsOfRows() throws InterruptedException {
        athena.answers(SQL, List.of("id bigint"), csv(4500));
        start();

        assertThat(List.of(batch().size(), batch().size(), batch().size())).containsExactly(2000, 2000, 500);
    }

    @Test
    void noTransactionIsLeftOpenBetweenTwoPollsWhereAPauseCouldLetItTimeOut() throws InterruptedException {
        properties.put("transaction.max.rows", "3");
        WorkerTransactionContext transactions = new WorkerTransactionContext();
        start(kafka, transactions);
        List<Integer> sizes = new ArrayList<>();

        for (int batches = 0; batches < 3; batches++) {
            sizes.add(batch().size());
            assertThat(transactions.shouldCommitBatch()).isTrue();
        }

        assertThat(sizes).as("no more rows than transaction.max.rows").containsExactly(3, 3, 1);
    }

    @Test
    void anOffsetThatTheWorkerCannotReadLooksLikeNoneAndIsNotPaidAgain() throws InterruptedException {
        start();
        batch();
        task.stop();
        start(new SimulatedKafka(), null);

        assertThat(batch()).hasSize(7);
        assertThat(athena.started()).hasSize(1);
    }

    @Test
    void recordsAreAcknowledgedFromAnyThreadAtAnyTime() throws Exception {
        start();
        for (SourceRecord record : batch()) {
            CompletableFuture.runAsync(() -> acknowledge(record)).get(1, TimeUnit.MINUTES);
        }
        SourceRecord late = new SourceRecord(Map.of(), Map.of(), "t", null, null);
        task.stop();
        CompletableFuture.runAsync(() -> acknowledge(late)).get(1, TimeUnit.MINUTES);

        assertThat(task.poll()).isNull();
    }

    private void acknowledge(SourceRecord record) {
        task.commitRecord(record, null);
        task.commit();
    }

    @Test
    void fiveMinutesWithoutAWorkerMoveARunAndDoNotLoseIt() throws InterruptedException {
        properties.put("query.default.schedule", "15m");
        start();
        batch().forEach(record -> kafka.store(offset(record)));
        task.stop();
        clock.moveTo(Instant.parse("2026-03-01T10:20:00Z"));
        start();

        assertThat(batch().get(0).sourceOffset().get("scheduled")).isEqualTo("2026-03-01T10:15:00Z");
    }

    private static Map<Map<String, ?>, Map<String, ?>> offset(SourceRecord record) {
        return Map.of(record.sourcePartition(), record.sourceOffset());
    }

    @Test
    void queriesThatMoveToOtherTasksGoOnWhereTheyStood() throws InterruptedException {
        properties.put("queries", "q,r,s");
        properties.put("query.q.topic", "q");
        properties.put("query.r.topic", "r");
        properties.put("query.s.topic", "s");
        properties.put("batch.max.rows", "2");
        SettableClock standing = SettableClock.standing("2026-03-01T10:07:00Z");
        List<Integer> numbers = List.of(1, 3, 2);
        int life = 0;
        int crashes = 0;
        for (int tasks : numbers) {
            for (int number = 0; number < tasks; number++) {
                CrashPoints points = new CrashPoints(life == 0 ? 25 : CrashPoints.NEVER);
                SimulatedWorker worker = new SimulatedWorker(
                        configured(tasks, number),
                        Boundary.POLL,
                        record -> true,
                        drive -> new Wiring(settings -> clients(), standing, drive, TaskSettings::parse),
                        kafka,
                        standing,
                        points,
                        life++);
                try {
                    worker.live(Instant.parse("2026-03-01T11:00:00Z"));
                } catch (CrashPoints.Crash crash) {
                    crashes++;
                    assertThat(kafka.delivered("q")).as("in mid-delivery").hasSizeBetween(1, 6);
                }
            }
        }

        assertThat(crashes).isEqualTo(1);
        for (String topic : List.of("q", "r", "s")) {
            assertThat(kafka.delivered(topic).stream().map(row -> ((Struct) row.value()).getInt64("id")))
                    .containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L);
        }
        assertThat(athena.started()).hasSize(3);
    }
}
