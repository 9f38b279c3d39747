package io.github.athenaconnect;

import static io.github.athenaconnect.fake.FakeAthena.fails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.athenaconnect.fake.CutStream;
import io.github.athenaconnect.fake.FakeAthena;
import io.github.athenaconnect.fake.FakeS3;
import io.github.athenaconnect.fake.SettableClock;
import io.github.athenaconnect.fake.StalledCalls;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.s3.S3Client;

/** One task with many queries, stalled calls, broken connections and crashes at any moment. */
@Timeout(120)
class TaskUnderStressTest {
    private static final Duration INTERVAL = Duration.ofMinutes(15);

    private final SettableClock clock = SettableClock.ticking("2026-03-01T10:07:00Z");
    private final FakeS3 s3 = new FakeS3();
    private final FakeAthena athena = new FakeAthena(clock, s3);
    private InProcessWorker worker;

    @AfterEach
    void stop() {
        if (worker != null) {
            worker.close();
        }
    }

    /** A worker for queries named by their position, each with as many rows as it is told. */
    private InProcessWorker worker(List<Integer> rows, AthenaClient athenaClient, S3Client s3Client, String... more) {
        Map<String, String> properties = new HashMap<>(Map.of(
                "name", "stress",
                "connector.class", AthenaSourceConnector.class.getName(),
                "aws.region", "eu-west-1",
                "athena.database", "shop",
                "athena.output.location", FakeAthena.BUCKET,
                "athena.poll.min.ms", "10",
                "query.default.schedule", "15m",
                "query.default.retry.backoff.ms", "1",
                "queries", names(rows).collect(Collectors.joining(","))));
        names(rows).forEach(name -> {
            int count = rows.get(Integer.parseInt(name.substring(1)));
            properties.put("query." + name + ".sql", "SELECT id FROM " + name);
            properties.put("query." + name + ".topic", name);
            athena.answers("SELECT id FROM " + name, List.of("id bigint"), csv(count));
        });
        for (int at = 0; at < more.length; at += 2) {
            properties.put(more[at], more[at + 1]);
        }
        worker = new InProcessWorker(properties, athenaClient, s3Client, clock);
        return worker;
    }

    private static Stream<String> names(List<Integer> rows) {
        return IntStream.range(0, rows.size()).mapToObj(index -> "q" + index);
    }

    private static String csv(int rows) {
        return IntStream.range(0, rows).mapToObj(id -> "\"" + id + "\"\n").collect(Collectors.joining());
    }

    private void pollUntilFailure(int polls) {
        for (int poll = 0; poll < polls; poll++) {
            worker.poll();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"startQueryExecution", "getQueryExecution", "getQueryResults", "getObject"})
    void stopsInTimeWhileACallHangsThatNothingWakes(String operation) throws InterruptedException {
        StalledCalls stalled = new StalledCalls(operation);
        worker(List.of(3, 3), stalled.of(AthenaClient.class, athena), stalled.of(S3Client.class, s3))
                .start();
        stalled.awaitCall();
        try (MachineTime time = MachineTime.begin()) {
            worker.close();

            assertThat(time.elapsed()).isLessThan(Duration.ofMillis(1900));
        }
        stalled.release();
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("stress-pump")));
        assertThat(s3.openBodies()).isZero();
    }

    @Test
    void noQueryIsPaidForOnceAnotherHasFailed() {
        worker(List.of(1, 0), athena, s3, "query.q1.schedule", "1s");
        athena.answers("SELECT id FROM q0", List.of("id bigint"), "\"x\"\n");
        worker.start();
        assertThatThrownBy(() -> pollUntilFailure(30)).hasMessageContaining("Query 'q0'");
        // A start may be under way at the moment of the failure: after it there is none.
        AtomicInteger started = new AtomicInteger();

        await().during(Duration.ofMillis(2500)).until(() -> {
            int now = athena.started().size();
            return started.getAndSet(now) == now;
        });
    }

    @Test
    void aPollAfterAFailureFailsTheSameWay() {
        athena.nextGoes(fails("Table does not exist", 1110, false));
        worker(List.of(1), athena, s3).start();

        assertThatThrownBy(() -> pollUntilFailure(30)).hasMessageContaining("Table does not exist");
        assertThatThrownBy(() -> pollUntilFailure(1)).hasMessageContaining("Table does not exist");
    }

    @Test
    void aStartThatFailsHalfWayClosesWhatItHadOpened() {
        worker(List.of(1), athena, s3).start().pollRows(1);
        Map<String, Object> offset = new HashMap<>(worker.commit().offset("q0"));
        offset.put("scheduled", "+1000000000-12-31T23:59:59.999999999Z");
        worker.crash().alter("q0", offset);
        int closed = s3.timesClosed();

        assertThatThrownBy(() -> worker.start()).isInstanceOf(RuntimeException.class);
        assertThat(s3.timesClosed()).isEqualTo(closed + 1);
    }

    @Test
    void twoHundredQueriesOfOneTaskAreAllDelivered() {
        List<Integer> rows =
                IntStream.range(0, 200).mapToObj(index -> index % 7).toList();
        worker(rows, athena, s3, "batch.max.rows", "3").start();
        int expected = rows.stream().mapToInt(Integer::intValue).sum();

        Map<String, List<Long>> byTopic = byTopic(worker.pollRows(expected));

        byTopic.forEach(
                (topic, ids) -> assertThat(ids).isEqualTo(truth(rows.get(Integer.parseInt(topic.substring(1))))));
        // The last ones may have no rows.
        await().until(() -> athena.started().size() >= 200);
        assertThat(athena.started()).hasSize(200);
    }

    @Test
    void howManyResultsAreOpenAtOnceDoesNotGrowWithTheQueries() {
        AtomicInteger mostOpen = new AtomicInteger();
        s3.delivering(body -> {
            mostOpen.accumulateAndGet(s3.openBodies() + 1, Math::max);
            return body;
        });
        worker(Collections.nCopies(150, 8), athena, s3, "batch.max.rows", "1").start();

        Map<String, List<Long>> byTopic = byTopic(worker.pollRows(150 * 8));

        assertThat(byTopic).hasSize(150).values().containsOnly(truth(8));
        assertThat(athena.started()).hasSize(150);
        assertThat(mostOpen.get()).isBetween(2, 64);
    }

    private static Map<String, List<Long>> byTopic(List<SourceRecord> records) {
        return records.stream()
                .collect(Collectors.groupingBy(
                        SourceRecord::topic,
                        TreeMap::new,
                        Collectors.mapping(record -> ((Struct) record.value()).getInt64("id"), Collectors.toList())));
    }

    private static List<Long> truth(int rows) {
        return IntStream.range(0, rows).mapToObj(Long::valueOf).toList();
    }

    /** Records and offsets are committed together, as in a transaction, or not at all. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void crashesAndFaultsAtAnyMomentNeitherLoseNorDoubleNorReorderNorPayTwice(long seed) {
        Random random = new Random(seed);
        List<Integer> rows = List.of(random.nextInt(40), 1 + random.nextInt(40), 1, 0, 1 + random.nextInt(200));
        int perRun = rows.stream().mapToInt(Integer::intValue).sum();
        Random faults = new Random(-seed);
        s3.delivering(body -> faults.nextInt(4) == 0 ? new CutStream(body, faults.nextInt(400)) : body);
        worker(rows, athena, s3, "batch.max.rows", String.valueOf(1 + random.nextInt(20)))
                .start();
        for (int run = 0; run < 2; run++) {
            List<SourceRecord> committed = new ArrayList<>();
            List<SourceRecord> open = new ArrayList<>();
            while (committed.size() < perRun) {
                List<SourceRecord> came = worker.poll();
                open.addAll(came);
                if (came.isEmpty() || random.nextInt(3) == 0) {
                    int count = came.isEmpty() ? open.size() : random.nextInt(open.size() + 1);
                    worker.commit(count);
                    committed.addAll(open.subList(0, count));
                    open.subList(0, count).clear();
                }
                if (random.nextInt(6) == 0) {
                    open.clear();
                    worker.crash().start();
                }
            }
            assertThat(open)
                    .as("seed %d, run %d: nothing beyond the truth", seed, run)
                    .isEmpty();
            byTopic(committed)
                    .forEach((topic, ids) -> assertThat(ids)
                            .as("seed %d, topic %s", seed, topic)
                            .isEqualTo(truth(rows.get(Integer.parseInt(topic.substring(1))))));
            worker.crash();
            clock.move(INTERVAL);
            worker.start();
        }
        assertThat(athena.started().size()).as("seed %d", seed).isLessThanOrEqualTo(3 * rows.size());
        assertThat(athena.started().stream().map(request -> request.clientRequestToken()))
                .doesNotHaveDuplicates();
    }
}
