package io.github.athenaconnect;

import static io.github.athenaconnect.OrdersTask.ids;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What runs next after somebody has written an offset: the recipes of docs/offsets.md. It is 10:07, and a run is due each 15 minutes. */
@Timeout(120)
class AlteredOffsetRunTest {
    private final OrdersTask task = new OrdersTask();
    private final InProcessWorker worker = task.worker;

    @AfterEach
    void stop() {
        task.close();
    }

    private static Map<String, Object> run(String scheduled, boolean done) {
        return Map.of("version", 1, "scheduled", scheduled, "done", done);
    }

    private static Map<String, Object> with(Map<String, Object> offset, String key, Object value) {
        Map<String, Object> more = new HashMap<>(offset);
        more.put(key, value);
        return more;
    }

    private List<String> scheduled(List<SourceRecord> records) {
        return records.stream()
                .map(record -> (String) record.sourceOffset().get("scheduled"))
                .distinct()
                .toList();
    }

    private List<Object> attempts(List<SourceRecord> records) {
        return records.stream()
                .map(record -> (Object) record.sourceOffset().get("attempt"))
                .distinct()
                .toList();
    }

    @Test
    void aRunThatIsNotDoneIsRunNextAndThenThoseThatFollow() {
        task.alter(run("2026-03-01T08:30:00Z", false));
        worker.start();

        List<SourceRecord> asked = worker.pollRows(5);
        assertThat(ids(asked)).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(scheduled(asked)).containsExactly("2026-03-01T08:30:00Z");
        assertThat(scheduled(worker.pollRows(5))).containsExactly("2026-03-01T10:00:00Z");
        assertThat(task.athena.started()).hasSize(2);
    }

    @Test
    void aRunThatIsDoneIsNotRunAndTheNextOneFollows() {
        task.alter(run("2026-03-01T10:00:00Z", true));
        worker.start();
        assertThat(worker.poll()).isEmpty();
        assertThat(task.athena.started()).isEmpty();
        task.clock.move(Duration.ofMinutes(15));
        worker.crash().start();

        assertThat(scheduled(worker.pollRows(5))).containsExactly("2026-03-01T10:15:00Z");
    }

    @Test
    void aRunThatIsDoneInTheFutureSkipsAllRunsUntilThen() {
        task.alter(run("2026-03-01T12:00:00Z", true));
        task.clock.move(Duration.ofHours(1));
        worker.start();
        assertThat(worker.poll()).isEmpty();
        assertThat(task.athena.started()).isEmpty();
        task.clock.move(Duration.ofMinutes(69));
        worker.crash().start();

        assertThat(scheduled(worker.pollRows(5))).containsExactly("2026-03-01T12:15:00Z");
    }

    @Test
    void aRunOfTheFutureWaitsUntilItIsDue() {
        task.alter(run("2026-03-01T12:00:00Z", false));
        worker.start();
        assertThat(worker.poll()).isEmpty();
        assertThat(task.athena.started()).isEmpty();
        task.clock.move(Duration.ofHours(2));
        worker.crash().start();

        assertThat(scheduled(worker.pollRows(5))).containsExactly("2026-03-01T12:00:00Z");
    }

    @Test
    void theSameRunAskedForAgainHasTheSameExecutionAndCostsNothing() {
        worker.start().pollRows(5);
        worker.commit().crash();
        task.alter(run("2026-03-01T10:00:00Z", false));
        worker.start();

        assertThat(ids(worker.pollRows(5))).hasSize(5);
        assertThat(task.athena.started()).hasSize(1);
    }

    @Test
    void theSameRunWithAHigherAttemptHasAnExecutionOfItsOwn() {
        worker.start().pollRows(5);
        worker.commit().crash();
        task.rows(7);
        task.alter(with(run("2026-03-01T10:00:00Z", false), "attempt", 1));
        worker.start();

        List<SourceRecord> again = worker.pollRows(7);
        assertThat(attempts(again)).containsExactly(1L);
        assertThat(scheduled(again)).containsExactly("2026-03-01T10:00:00Z");
        assertThat(task.athena.started()).hasSize(2);
        assertThat(task.athena.started().get(1).queryString()).isEqualTo(OrdersTask.SQL);
    }

    @Test
    void theOnlyRunOfAScheduleIsRunAgainByItsInstant() {
        try (OrdersTask once = new OrdersTask("query.orders.schedule", "once")) {
            once.worker.start().pollRows(5);
            once.worker.commit().crash();
            once.alter(with(run("1970-01-01T00:00:00Z", false), "attempt", 1));
            once.worker.start();

            assertThat(ids(once.worker.pollRows(5))).hasSize(5);
            assertThat(once.athena.started()).hasSize(2);
            assertThat(once.worker.poll()).isEmpty();
        }
    }

    @Test
    void theResultIsReadAgainFromAnyRowOn() {
        worker.start().pollRows(5);
        worker.commit().crash();
        Map<String, Object> shown = worker.offset("orders");
        task.alter(with(with(with(shown, "row", 2), "bytes", 0), "done", false));
        worker.start();

        assertThat(ids(worker.pollRows(3))).containsExactly(3L, 4L, 5L);
        assertThat(task.athena.started()).hasSize(1);
    }

    @Test
    void whatTheConnectorStoredIsTakenBackAsItIs() {
        worker.start().pollRows(5);
        worker.commit().crash();
        task.alter(worker.offset("orders"));
        worker.start();

        assertThat(worker.poll()).isEmpty();
    }
}
