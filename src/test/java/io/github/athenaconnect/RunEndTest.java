package io.github.athenaconnect;

import static io.github.athenaconnect.OrdersTask.ids;
import static io.github.athenaconnect.fake.FakeAthena.fails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How the end of a run is told and remembered. */
@Timeout(120)
class RunEndTest {
    private OrdersTask task;
    private InProcessWorker worker;

    private OrdersTask task(String... more) {
        task = new OrdersTask(more);
        worker = task.worker;
        return task;
    }

    @AfterEach
    void stop() {
        task.close();
    }

    private static List<Struct> logged(List<SourceRecord> records) {
        return records.stream()
                .filter(record -> record.topic().equals("runs"))
                .map(record -> (Struct) record.value())
                .toList();
    }

    private void pollUntilFailure() {
        for (int polls = 0; polls < 30; polls++) {
            worker.poll();
        }
    }

    @Nested
    class WithARunLog {
        @Test
        void aRecordFollowsTheRowsAndCarriesTheEndOfTheRun() {
            task("run.log.topic", "runs");
            List<SourceRecord> records = worker.start().pollRows(6);

            assertThat(ids(records)).containsExactly(1L, 2L, 3L, 4L, 5L);
            assertThat(records.subList(0, 5))
                    .allSatisfy(row ->
                            assertThat((Object) row.sourceOffset().get("done")).isEqualTo(false));
            assertThat((Object) records.get(5).sourceOffset().get("done")).isEqualTo(true);
            Struct run = logged(records).get(0);
            assertThat(run.get("state")).isEqualTo("DELIVERED");
            assertThat(run.get("rows")).isEqualTo(5L);
            assertThat(run.get("bytes_scanned")).isEqualTo(1L);
            assertThat(run.getArray("execution_ids")).isEqualTo(List.of("execution-0"));
            assertThat(run.get("submitted")).isNotNull();
        }

        @Test
        void anEmptyRunIsRememberedOverARestart() {
            task("run.log.topic", "runs").rows(0);
            List<SourceRecord> records = worker.start().pollRows(1);
            worker.commit().crash().start();

            assertThat(logged(records).get(0).get("rows")).isEqualTo(0L);
            assertThat(worker.poll()).isEmpty();
            assertThat(worker.poll()).isEmpty();
            assertThat(task.athena.started()).hasSize(1);
        }

        @Test
        void aRunWhoseLastRowWasDroppedIsRememberedOverARestart() {
            task("run.log.topic", "runs");
            worker.filtering(record -> !Long.valueOf(5).equals(record.key()))
                    .start()
                    .pollRows(5);
            worker.commit().crash().start();

            assertThat(worker.offset("orders")).containsEntry("done", true);
            assertThat(worker.poll()).isEmpty();
        }

        @Test
        void aSkippedRunIsLoggedAndRemembered() {
            task("run.log.topic", "runs", "query.orders.on.failure", "skip");
            task.athena.nextGoes(fails("TABLE_NOT_FOUND: no such table", 1110, false));
            List<SourceRecord> records = worker.start().pollRows(1);
            worker.commit().crash().start();

            Struct run = logged(records).get(0);
            assertThat(run.get("state")).isEqualTo("SKIPPED");
            assertThat((String) run.get("error")).contains("Query 'orders'", "no such table");
            assertThat(worker.poll()).isEmpty();
            task.clock.move(Duration.ofMinutes(15));
            assertThat(ids(worker.crash().start().pollRows(6))).hasSize(5);
            assertThat(task.athena.started()).hasSize(2);
        }

        @Test
        void aRunThatFailsIsLoggedAndStandsWhereItStood() {
            task("run.log.topic", "runs");
            worker.start().pollRows(6);
            worker.commit();
            Map<String, Object> before = worker.offset("orders");
            task.athena.nextGoes(fails("TABLE_NOT_FOUND: no such table", 1110, false));
            task.clock.move(Duration.ofMinutes(15));
            worker.crash().start();
            List<SourceRecord> records = worker.pollRows(1);

            assertThatThrownBy(RunEndTest.this::pollUntilFailure)
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("no such table");
            worker.commit();
            assertThat(logged(records).get(0).get("state")).isEqualTo("FAILED");
            assertThat(worker.offset("orders")).isEqualTo(before);
        }

        @Test
        void aRunThatFailsInMidResultStandsBehindItsLastRow() {
            task("run.log.topic", "runs");
            task.athena.answers(OrdersTask.SQL, List.of("id bigint"), "\"1\"\n\"2\"\n\"many\"\n");
            List<SourceRecord> records = worker.start().pollRows(3);
            assertThatThrownBy(RunEndTest.this::pollUntilFailure).hasMessageContaining("many");
            worker.commit();

            assertThat(ids(records)).containsExactly(1L, 2L);
            assertThat(logged(records).get(0).get("state")).isEqualTo("FAILED");
            assertThat(worker.offset("orders")).containsEntry("row", 2L).containsEntry("done", false);
        }

        @Test
        void aFirstRunThatFailsLeavesNothingStored() {
            task("run.log.topic", "runs");
            task.athena.nextGoes(fails("TABLE_NOT_FOUND: no such table", 1110, false));
            List<SourceRecord> records = worker.start().pollRows(1);

            assertThat(logged(records).get(0).get("state")).isEqualTo("FAILED");
            assertThat(records.get(0).sourceOffset()).isNull();
        }
    }

    @Nested
    class WithTransactionsOfTheConnector {
        @Test
        void anEmptyRunIsRememberedByARecordThatIsAborted() {
            task().rows(0);
            worker.definingTransactions().start();
            await().atMost(Duration.ofMinutes(1)).until(() -> {
                assertThat(worker.poll()).isEmpty();
                worker.commit();
                return worker.offset("orders") != null;
            });
            worker.crash().start();

            assertThat(worker.offset("orders")).containsEntry("done", true);
            assertThat(worker.poll()).isEmpty();
            assertThat(worker.poll()).isEmpty();
            assertThat(task.athena.started()).hasSize(1);
        }

        @Test
        void aRunIsOneBatchAndALongerOneIsSeveral() {
            task("transaction.max.rows", "3");
            worker.definingTransactions().start();

            assertThat(worker.pollRows(1)).hasSize(3);
            assertThat(worker.pollRows(1)).hasSize(2);
            task.close();
            task("transaction.max.rows", "5");
            worker.definingTransactions().start();
            assertThat(worker.pollRows(1)).hasSize(5);
        }
    }
}
