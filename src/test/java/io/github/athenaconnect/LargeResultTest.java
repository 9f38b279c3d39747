package io.github.athenaconnect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.athenaconnect.fake.CutStream;
import io.github.athenaconnect.fake.FakeAthena;
import io.github.athenaconnect.fake.FakeS3;
import io.github.athenaconnect.fake.SettableClock;
import io.github.athenaconnect.fake.StalledStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;

/** A task whose results are so large that they are fetched ahead in parts. */
@Timeout(120)
class LargeResultTest {
    private static final String SQL = "SELECT id, note FROM large";
    private static final int ROWS = 10_000;

    private final SettableClock clock = SettableClock.ticking("2026-03-01T10:07:00Z");
    private final FakeS3 s3 = new FakeS3();
    private final FakeAthena athena =
            new FakeAthena(clock, s3).answers(SQL, List.of("id bigint", "note varchar"), csv());
    private final InProcessWorker worker = new InProcessWorker(
            Map.of(
                    "name", "large",
                    "connector.class", AthenaSourceConnector.class.getName(),
                    "aws.region", "eu-west-1",
                    "athena.database", "shop",
                    "athena.output.location", FakeAthena.BUCKET,
                    "athena.poll.min.ms", "10",
                    "queries", "all",
                    "query.all.sql", SQL,
                    "query.all.topic", "large",
                    "batch.max.rows", "500"),
            athena,
            s3,
            clock);

    /** Of about a kilobyte a row. */
    private static String csv() {
        String note = "n".repeat(1000);
        return IntStream.range(0, ROWS)
                .mapToObj(id -> "\"" + id + "\",\"" + note + "\"\n")
                .collect(Collectors.joining());
    }

    @AfterEach
    void stop() {
        worker.close();
    }

    private static List<Long> ids(List<SourceRecord> records) {
        return records.stream()
                .map(record -> ((Struct) record.value()).getInt64("id"))
                .toList();
    }

    private List<String> parts() {
        return s3.requests().stream()
                .filter(request -> request.range() != null)
                .map(GetObjectRequest::range)
                .filter(range -> !range.endsWith("-"))
                .toList();
    }

    static LongStream seeds() {
        return Chance.seeds(5);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void isDeliveredInOrderWhateverBreaksAndWheneverTheWorkerCrashes(long seed) {
        Random random = new Random(seed);
        s3.delivering(body -> random.nextInt(3) == 0 ? new CutStream(body, 1 + random.nextInt(1_000_000)) : body);
        List<SourceRecord> committed = new ArrayList<>();

        worker.start();
        while (committed.size() < ROWS) {
            committed.addAll(worker.pollRows(1));
            worker.commit();
            if (random.nextInt(8) == 0) {
                worker.crash().start();
            }
        }

        assertThat(ids(committed)).isEqualTo(LongStream.range(0, ROWS).boxed().toList());
        assertThat(parts()).isNotEmpty();
        await().until(() -> s3.openBodies() == 0);
    }

    @Test
    void isFetchedOverSeveralConnectionsWhichEndWithTheTaskAlsoWhenTheyStall() throws InterruptedException {
        CountDownLatch requested = new CountDownLatch(8);
        s3.delivering(body -> {
            if (s3.requests().size() == 1) {
                return body;
            }
            requested.countDown();
            return new StalledStream(body);
        });
        worker.start();
        requested.await();
        try (MachineTime time = MachineTime.begin()) {
            worker.close();
            assertThat(time.elapsed()).isLessThan(Duration.ofMillis(1900));
        }
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("large-pump")));
        assertThat(s3.openBodies()).isZero();
    }
}
