package io.github.athenaconnect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the values of a row decide of its record: topic, timestamp, and whether it deletes. */
@Timeout(120)
class RowsDecideTest {
    private static final List<String> COLUMNS =
            List.of("id bigint", "tenant varchar", "at timestamp", "deleted boolean");
    private static final String ROWS = """
            "1","acme","2024-02-29 12:34:56.789","false"
            "2","other","1970-01-01 00:00:00.000","true"
            "3","acme",,
            "4","other","2024-03-01 00:00:00.000","true"
            """;

    private OrdersTask task;

    private InProcessWorker worker(String rows, String... more) {
        task = new OrdersTask(more);
        task.athena.answers(OrdersTask.SQL, COLUMNS, rows);
        return task.worker;
    }

    @AfterEach
    void stop() {
        task.close();
    }

    private static void failsAfter(int rows, InProcessWorker worker, String... parts) {
        worker.start();
        assertThat(rows == 0 ? List.of() : worker.pollRows(rows)).hasSize(rows);
        assertThatThrownBy(() -> {
                    for (int polls = 0; polls < 30; polls++) {
                        worker.poll();
                    }
                })
                .isInstanceOf(ConnectException.class)
                .hasMessageContainingAll(parts);
    }

    @Test
    void eachRowGoesToTheTopicItNames() {
        InProcessWorker worker = worker(ROWS, "query.orders.topic", "${database}.${query}.${column:tenant}");

        assertThat(worker.start().pollRows(4))
                .extracting(SourceRecord::topic)
                .containsExactly("shop.orders.acme", "shop.orders.other", "shop.orders.acme", "shop.orders.other");
    }

    @Test
    void eachRecordHasTheTimestampOfItsRow() {
        InProcessWorker worker =
                worker(ROWS, "query.orders.timestamp.column", "at", "query.orders.timestamp.mode", "micros");

        assertThat(worker.start().pollRows(4))
                .extracting(record -> Optional.ofNullable(record.timestamp()).map(Instant::ofEpochMilli))
                .containsExactly(
                        Optional.of(Instant.parse("2024-02-29T12:34:56.789Z")),
                        Optional.of(Instant.EPOCH),
                        Optional.empty(),
                        Optional.of(Instant.parse("2024-03-01T00:00:00Z")));
    }

    @Test
    void aRowThatIsTrueInTheDeleteColumnIsATombstoneOfItsKey() {
        InProcessWorker worker =
                worker(ROWS, "query.orders.delete.column", "deleted", "query.orders.headers", "provenance");

        List<SourceRecord> records = worker.start().pollRows(4);

        assertThat(records).extracting(SourceRecord::key).containsExactly(1L, 2L, 3L, 4L);
        assertThat(records).extracting(record -> record.value() == null).containsExactly(false, true, false, true);
        assertThat(records)
                .extracting(
                        record -> record.headers().lastWithName("athena.row").value())
                .containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void aTombstoneCarriesTheOffsetAsAnyRowDoes() {
        InProcessWorker worker =
                worker(ROWS, "query.orders.delete.column", "deleted").start();
        worker.pollRows(4);
        worker.commit(2).crash().start();

        assertThat(worker.pollRows(2)).extracting(SourceRecord::key).containsExactly(3L, 4L);
        worker.commit().crash().start();

        assertThat(worker.offset("orders")).containsEntry("done", true);
        assertThat(worker.poll()).isEmpty();
        assertThat(task.athena.started()).hasSize(1);
    }

    @Test
    void aTombstoneMovesTheWatermark() {
        String first = "SELECT * FROM t WHERE at > TIMESTAMP '2024-01-01 00:00:00'";
        InProcessWorker worker = worker(
                ROWS,
                "query.orders.sql",
                "SELECT * FROM t WHERE at > ${watermark}",
                "query.orders.mode",
                "incremental",
                "query.orders.watermark.columns",
                "at",
                "query.orders.watermark.initial",
                "2024-01-01 00:00:00",
                "query.orders.delete.column",
                "deleted");
        task.athena.answers(first, COLUMNS, ROWS);
        worker.start().pollRows(4);
        worker.commit();

        assertThat(worker.offset("orders").get("maximum")).asString().contains("2024-03-01 00:00:00");
    }

    @Test
    void aRowWithoutATopicStopsTheTaskAndSaysWhichAndWhy() {
        failsAfter(
                1,
                worker("\"1\",\"acme\",,\n\"2\",,,\n", "query.orders.topic", "${column:tenant}"),
                "Query 'orders'",
                "row 2: column \"tenant\" is NULL",
                "COALESCE(NULLIF(CAST(tenant AS varchar), ''), 'unknown')",
                "To go on without such rows, set query.orders.errors.row to skip or dead_letter.",
                "to ask it for this one, reset the offset of this query.");
    }

    @Test
    void aRowThatWouldGoToTheRunLogStopsTheTask() {
        failsAfter(
                0,
                worker(
                        "\"1\",\"runs\",,\n",
                        "query.orders.topic",
                        "${column:tenant}",
                        "run.log.topic",
                        "runs",
                        "query.orders.on.failure",
                        "fail"),
                "row 1: column \"tenant\"",
                "\"runs\"",
                "something else than rows");
    }

    @Test
    void aRowThatWouldGoToTheDeadLettersOfAnotherQueryStopsTheTask() {
        failsAfter(
                0,
                worker(
                        "\"1\",\"rejects\",,\n",
                        "query.orders.topic",
                        "${column:tenant}",
                        "queries",
                        "orders,other",
                        "query.other.sql",
                        OrdersTask.SQL,
                        "query.other.topic",
                        "others",
                        "query.other.errors.row",
                        "dead_letter",
                        "query.other.errors.dead.letter.topic",
                        "rejects"),
                "row 1: column \"tenant\"",
                "\"rejects\"",
                "something else than rows");
    }

    @Test
    void aTimestampBefore1970StopsTheTask() {
        failsAfter(
                0,
                worker("\"1\",,\"1969-12-31 23:59:59.999\",\n", "query.orders.timestamp.column", "at"),
                "row 1: column \"at\" is 1969-12-31T23:59:59.999Z",
                "before 1970");
    }

    @Test
    void aColumnThatWillNotDoStopsTheTaskBeforeAnyRow() {
        failsAfter(
                0,
                worker(ROWS, "query.orders.delete.column", "tenant"),
                "Query 'orders'",
                "delete.column names 'tenant'",
                "(tenant = 'D') AS deleted");
    }

    @Test
    void theValueKeepsTheColumnsThatWereUsed() {
        InProcessWorker worker = worker(
                ROWS,
                "query.orders.topic",
                "${column:tenant}",
                "query.orders.timestamp.column",
                "at",
                "query.orders.delete.column",
                "deleted");

        Struct first = (Struct) worker.start().pollRows(4).get(0).value();

        assertThat(first.schema().fields()).hasSize(4);
        assertThat(first.get("tenant")).isEqualTo("acme");
    }
}
