package io.github.athenaconnect;

import static io.github.athenaconnect.fake.FakeAthena.fails;
import static io.github.athenaconnect.fake.FakeAthena.refusal;
import static io.github.athenaconnect.fake.FakeAthena.runsForEver;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.athenaconnect.fake.CutStream;
import io.github.athenaconnect.fake.FakeAthena;
import io.github.athenaconnect.fake.FakeS3;
import io.github.athenaconnect.fake.SettableClock;
import io.github.athenaconnect.fake.StalledStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class AthenaSourceTaskTest {
    private static final String SQL = "SELECT * FROM orders";
    private static final List<String> COLUMNS = List.of("id bigint", "total decimal(10,2)", "note varchar");

    private static final Map<String, String> CONFIGURATION = Map.ofEntries(
            Map.entry("name", "shop-orders"),
            Map.entry("connector.class", AthenaSourceConnector.class.getName()),
            Map.entry("aws.region", "eu-west-1"),
            Map.entry("athena.database", "shop"),
            Map.entry("athena.output.location", FakeAthena.BUCKET),
            Map.entry("athena.poll.min.ms", "10"),
            Map.entry("queries", "orders"),
            Map.entry("query.orders.sql", SQL),
            Map.entry("query.orders.topic", "shop.orders"),
            Map.entry("query.orders.key.columns", "id"),
            Map.entry("batch.max.rows", "3"));

    private final SettableClock clock = SettableClock.ticking("2026-03-01T10:07:00Z");
    private final FakeS3 s3 = new FakeS3();
    private final FakeAthena athena = new FakeAthena(clock, s3).answers(SQL, COLUMNS, rows(10));
    private InProcessWorker worker;

    @AfterEach
    void stop() {
        if (worker != null) {
            worker.close();
        }
    }

    private InProcessWorker worker(String... more) {
        Map<String, String> properties = new HashMap<>(CONFIGURATION);
        for (int at = 0; at < more.length; at += 2) {
            properties.put(more[at], more[at + 1]);
        }
        worker = new InProcessWorker(properties, athena, s3, clock);
        return worker;
    }

    private static String rows(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(id -> "\"" + id + "\",\"" + id + ".50\"," + (id % 2 == 0 ? "" : "\"note " + id + "\"") + "\n")
                .collect(Collectors.joining());
    }

    private static List<Long> ids(List<SourceRecord> records) {
        return records.stream()
                .map(record -> ((Struct) record.value()).getInt64("id"))
                .toList();
    }

    private static List<Long> ids(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(Long::valueOf).toList();
    }

    private void pollUntilFailure(InProcessWorker polled) {
        for (int polls = 0; polls < 30; polls++) {
            polled.poll();
        }
    }

    @Nested
    class Delivering {
        @Test
        void everyRowBecomesATypedRecordWithItsKeyAndTopic() {
            List<SourceRecord> records = worker().start().pollRows(10);

            assertThat(ids(records)).isEqualTo(ids(1, 10));
            SourceRecord second = records.get(1);
            assertThat(second.topic()).isEqualTo("shop.orders");
            assertThat(second.key()).isEqualTo(2L);
            assertThat(second.keySchema().type()).isEqualTo(Schema.Type.INT64);
            assertThat(((Struct) second.value()).get("note")).isNull();
            assertThat(((Struct) second.value()).schema().name()).isEqualTo("shop.orders");
            assertThat(second.sourcePartition()).isEqualTo(Map.of("query", "orders"));
        }

        @Test
        void aPollWithNothingToGiveEndsWithinASecondAndGivesNull() throws InterruptedException {
            athena.nextGoes(runsForEver());
            worker().start();

            assertThat(worker.poll()).isEmpty();
        }

        @Test
        void severalQueriesOfATaskAreDeliveredEachInItsOrder() {
            athena.answers("SELECT id FROM refunds", List.of("id bigint"), "\"7\"\n\"8\"\n");
            worker(
                            "queries",
                            "orders,refunds",
                            "query.refunds.sql",
                            "SELECT id FROM refunds",
                            "query.refunds.topic",
                            "r")
                    .start();

            Map<String, List<Long>> byTopic = worker.pollRows(12).stream()
                    .collect(Collectors.groupingBy(
                            SourceRecord::topic,
                            Collectors.mapping(
                                    record -> ((Struct) record.value()).getInt64("id"), Collectors.toList())));

            assertThat(byTopic).isEqualTo(Map.of("shop.orders", ids(1, 10), "r", ids(7, 8)));
        }

        @Test
        void aRowThatCannotBeARecordBecomesADeadLetterInItsPlaceAndInExactlyOneRunOfTheTask() {
            athena.answers(SQL, COLUMNS, "\"1\",\"1.50\",\n\"2\",\"much\",\n\"3\",\"3.50\",\n\"4\",\"more\",\n");
            worker("query.orders.errors.row", "dead_letter", "query.orders.errors.dead.letter.topic", "shop.dead");

            List<SourceRecord> records = worker.start().pollRows(4);
            worker.commit().crash().start();

            assertThat(worker.poll()).isEmpty();
            assertThat(records.stream().map(SourceRecord::topic))
                    .containsExactly("shop.orders", "shop.dead", "shop.orders", "shop.dead");
            assertThat(((Struct) records.get(1).value()).getMap("values"))
                    .containsEntry("id", "2")
                    .containsEntry("total", "much")
                    .containsEntry("note", null);
            assertThat(athena.started()).hasSize(1);
        }

        @Test
        void anEmptyResultIsARunWithoutRecords() {
            athena.answers(SQL, COLUMNS, "");
            worker().start();

            assertThat(worker.poll()).isEmpty();
            assertThat(athena.started()).hasSize(1);
        }

        @Test
        void aScheduledQueryRunsAgainWhenItIsDueAndOnlyOnceHoweverLateItIs() {
            worker("query.orders.schedule", "15m").start();
            worker.pollRows(10);
            clock.move(Duration.ofDays(3));
            worker.crash().start();
            worker.pollRows(10);

            assertThat(worker.poll()).isEmpty();
            assertThat(athena.started()).hasSize(2);
        }

        @Test
        void aRunThatNobodyTakesIsNotFollowedByAnother() {
            worker("query.orders.schedule", "1s", "batch.max.rows", "100").start();
            await().until(() -> athena.started().size() == 1);
            clock.move(Duration.ofHours(1));

            await().during(Duration.ofMillis(500)).until(() -> athena.started().size() == 1);
            assertThat(ids(worker.pollRows(10))).isEqualTo(ids(1, 10));
            await().until(() -> athena.started().size() == 2);
        }
    }

    @Nested
    class Pausing {
        @Test
        void anEmptyRunThatNobodyPollsForIsNotFollowedByAnother() {
            athena.answers(SQL, COLUMNS, "");
            worker("query.orders.schedule", "1s").start();
            await().until(() -> athena.started().size() == 1);
            clock.move(Duration.ofHours(1));

            await().during(Duration.ofMillis(500)).until(() -> athena.started().size() == 1);
            await().until(() -> worker.poll().isEmpty() && athena.started().size() == 2);
        }
    }

    @Nested
    class Resuming {
        @Test
        void goesOnAtTheNextRowOfTheSameExecution() {
            worker().start().pollRows(7);
            worker.commit(4).crash().start();

            assertThat(ids(worker.pollRows(6))).isEqualTo(ids(5, 10));
            assertThat(athena.started()).hasSize(1);
        }

        @Test
        void readsOnFromTheByteInsteadOfTheBeginning() {
            worker().start().pollRows(7);
            worker.commit(4).crash().start().pollRows(6);

            assertThat(s3.requests().get(1).range()).startsWith("bytes=").isNotEqualTo("bytes=0-");
            assertThat(s3.requests().get(1).ifMatch()).isNotNull();
        }

        @Test
        void findsTheSameExecutionAgainWhenNothingWasCommitted() {
            worker().start().pollRows(5);
            worker.crash().start();

            assertThat(ids(worker.pollRows(10))).isEqualTo(ids(1, 10));
            assertThat(athena.started()).hasSize(1);
        }

        @Test
        void attachesAgainToAnExecutionThatIsStillRunning() {
            athena.nextGoes(runsForEver());
            worker().start().poll();
            worker.crash().start().poll();

            assertThat(athena.started()).hasSize(1);
            assertThat(athena.stopped()).isEmpty();
        }

        @Test
        void neverRunsAQueryAgainThatWasToRunOnce() {
            worker().start().pollRows(10);
            worker.commit().crash().start();

            assertThat(worker.poll()).isEmpty();
            assertThat(athena.started()).hasSize(1);
        }

        @Test
        void completesARunWhoseLastRowWasDroppedOnTheWay() {
            worker("query.orders.schedule", "15m")
                    .filtering(record -> !record.key().equals(10L))
                    .start();
            worker.pollRows(9);
            worker.commit().crash().start();

            assertThat(worker.poll()).isEmpty();
            clock.move(Duration.ofMinutes(15));
            worker.crash().start();
            assertThat(ids(worker.pollRows(9))).isEqualTo(ids(1, 9));
            assertThat(athena.started()).hasSize(2);
        }

        @Test
        void refusesToGoOnInAResultThatWasReplaced() {
            worker("query.orders.on.result.missing", "fail").start().pollRows(7);
            worker.commit(4).crash();
            s3.put(athena.location(0), "\"id\",\"total\",\"note\"\n" + rows(12));
            worker.start();

            assertThatThrownBy(() -> pollUntilFailure(worker))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContainingAll("Query 'orders'", "execution-0", "results/execution-0.csv");
        }

        @Test
        void runsAgainWhenTheResultHasGoneBeforeARowOfItWasDelivered() {
            worker().start().pollRows(3);
            worker.crash();
            s3.remove(athena.location(0));
            clock.move(Duration.ofMinutes(1));
            worker.start();

            assertThat(ids(worker.pollRows(10))).isEqualTo(ids(1, 10));
            assertThat(athena.started()).hasSize(2);
        }

        @Test
        void runsTheStatementWhenTheResultThatAthenaWouldGiveAgainHasGone() {
            athena.describing(execution -> athena.started().size() > 1
                    ? execution
                    : execution
                            .resultConfiguration(result -> result.outputLocation(FakeAthena.BUCKET + "deleted.csv"))
                            .statistics(statistics ->
                                    statistics.resultReuseInformation(reuse -> reuse.reusedPreviousResult(true))));
            worker("query.orders.result.reuse.max.age", "7d").start();

            assertThat(ids(worker.pollRows(10))).isEqualTo(ids(1, 10));
            assertThat(athena.started())
                    .extracting(request -> request.resultReuseConfiguration() != null)
                    .containsExactly(true, false);
        }

        @Test
        void stopsWhenTheResultHasGoneThatAnOffsetPointsAt() {
            worker("query.orders.on.result.missing", "fail").start().pollRows(3);
            worker.commit(2).crash();
            s3.remove(athena.location(0));
            clock.move(Duration.ofMinutes(1));
            worker.start();

            assertThatThrownBy(() -> pollUntilFailure(worker))
                    .hasMessageContainingAll("Query 'orders'", "execution-0", "is not there");
            assertThat(athena.started()).hasSize(1);
        }

        @Test
        void refusesAnOffsetItCannotReadInsteadOfPayingAgain() {
            worker().alter("orders", Map.of("version", 99));

            assertThatThrownBy(() -> worker.start())
                    .hasMessageContainingAll("Query 'orders'", "version 99", "reset the offset");
        }
    }

    @Nested
    class Failing {
        @Test
        void aFailedQuerySaysWhatAthenaSaidWithItsNameAndExecution() {
            athena.nextGoes(fails("TABLE_NOT_FOUND: line 1:15: Table 'shop.orders' does not exist", 1110, false));
            worker().start();

            assertThatThrownBy(() -> pollUntilFailure(worker))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContainingAll(
                            "Query 'orders'", "execution-0", "Table 'shop.orders' does not exist", "restart the task");
        }

        @Test
        void aRestartAfterTheCauseWasMendedRunsTheQueryAgain() {
            athena.nextGoes(fails("TABLE_NOT_FOUND: Table 'shop.orders' does not exist", 1110, false));
            worker().start();
            assertThatThrownBy(() -> pollUntilFailure(worker)).isInstanceOf(ConnectException.class);
            clock.move(Duration.ofMinutes(1));
            worker.crash().start();

            assertThat(ids(worker.pollRows(10))).isEqualTo(ids(1, 10));
            assertThat(athena.started()).hasSize(2);
        }

        @Test
        void aRestartDoesNotPayAgainForWhatFailedByItsOwnSize() {
            athena.nextGoes(fails("Query exhausted resources at this scale factor", 1, true));
            worker().start();
            assertThatThrownBy(() -> pollUntilFailure(worker)).hasMessageContaining("exhausted resources");
            clock.move(Duration.ofMinutes(1));
            worker.crash().start();

            assertThatThrownBy(() -> pollUntilFailure(worker)).hasMessageContainingAll("change it", "comment");
            assertThat(athena.started()).hasSize(1);
        }

        @Test
        void aPassingFailureIsTriedAgainWithANewExecution() {
            athena.nextGoes(fails("internal error", 100, true));
            worker("query.orders.retry.backoff.ms", "1").start();
            await().until(() -> {
                clock.move(Duration.ofSeconds(1));
                return athena.started().size() == 2;
            });

            assertThat(ids(worker.pollRows(10))).isEqualTo(ids(1, 10));
            assertThat(athena.started().get(0).clientRequestToken())
                    .isNotEqualTo(athena.started().get(1).clientRequestToken());
        }

        @Test
        void aThrottledCallIsTriedAgainWithoutANewExecution() {
            athena.failNext(refusal("ThrottlingException", 400, "Rate exceeded"));
            worker("query.orders.retry.backoff.ms", "1").start();
            clock.move(Duration.ofSeconds(1));

            assertThat(ids(worker.pollRows(10))).isEqualTo(ids(1, 10));
            assertThat(athena.started()).hasSize(1);
        }

        @Test
        void aRefusedCallStopsTheTaskAndNamesTheNextStep() {
            athena.failNext(
                    refusal("AccessDeniedException", 400, "not authorized to perform: athena:StartQueryExecution"));
            worker().start();

            assertThatThrownBy(() -> pollUntilFailure(worker))
                    .hasMessageContainingAll("Query 'orders'", "athena:StartQueryExecution", "Grant");
        }

        @Test
        void anExecutionThatRunsTooLongIsCancelledAndNotPaidAgain() {
            athena.nextGoes(runsForEver());
            worker("query.orders.timeout", "10m").start();
            await().until(() -> {
                clock.move(Duration.ofMinutes(1));
                return !athena.stopped().isEmpty();
            });

            assertThatThrownBy(() -> pollUntilFailure(worker))
                    .hasMessageContainingAll("Query 'orders'", "execution-0", "query.orders.timeout");
            assertThat(athena.started()).hasSize(1);
        }

        @Test
        void rowsBeforeAValueThatDoesNotFitAreDeliveredAndTheRestFollowsOnceItFits() {
            String sql = "SELECT id, at FROM visits";
            athena.answers(
                    sql,
                    List.of("id bigint", "at timestamp"),
                    "\"1\",\"2026-01-01 00:00:00.000\"\n\"2\",\"2026-01-01 00:00:00.000001\"\n\"3\",\n");
            worker("query.orders.sql", sql).start();

            assertThat(ids(worker.pollRows(1))).isEqualTo(ids(1, 1));
            assertThatThrownBy(() -> pollUntilFailure(worker))
                    .hasMessageContainingAll("Query 'orders'", "execution-0", "row 2", "\"at\"", "timestamp.mode");

            Map<String, ?> offset = worker.commit().offset("orders");
            worker.crash();
            worker("query.orders.sql", sql, "query.orders.timestamp.mode", "micros")
                    .alter("orders", offset)
                    .start();
            assertThat(ids(worker.pollRows(2))).isEqualTo(ids(2, 3));
            assertThat(athena.started()).hasSize(1);
        }

        @Test
        void aKeyColumnThatIsNullNamesTheRow() {
            athena.answers(SQL, COLUMNS, "\"1\",\"1.50\",\n,\"2.50\",\n");
            worker().start();

            assertThat(ids(worker.pollRows(1))).isEqualTo(ids(1, 1));
            assertThatThrownBy(() -> pollUntilFailure(worker))
                    .hasMessageContainingAll(
                            "Query 'orders'", "execution-0: row 2: every key column (id) is NULL", "COALESCE")
                    .hasMessageNotContaining("after row");
        }

        @Test
        void aKeyColumnThatTheResultLacksNamesThoseItHas() {
            worker("query.orders.key.columns", "order_id").start();

            assertThatThrownBy(() -> pollUntilFailure(worker))
                    .hasMessageContainingAll("Query 'orders'", "'order_id'", "id, total, note", "key.columns");
        }

        @Test
        void aKeyColumnThatIsNamedTwiceInDifferentCasingIsRefused() {
            worker("query.orders.key.columns", "id,ID").start();

            assertThatThrownBy(() -> pollUntilFailure(worker))
                    .hasMessageContainingAll("Query 'orders'", "execution-0", "id, ID", "key.columns");
        }

        @Test
        void aBrokenConnectionIsOpenedAgainBehindTheLastRow() {
            for (int fault = 0; fault < 3; fault++) {
                s3.failNext(body -> new CutStream(body, 60));
            }
            worker("query.orders.retry.backoff.ms", "1").start();
            clock.move(Duration.ofSeconds(1));

            assertThat(ids(worker.pollRows(10))).isEqualTo(ids(1, 10));
            assertThat(athena.started()).hasSize(1);
        }
    }

    @Nested
    class Stopping {
        @Test
        @Timeout(120)
        void endsAtOnceWhileS3Stalls() {
            s3.delivering(StalledStream::new);
            worker().start().poll();
            try (MachineTime time = MachineTime.begin()) {
                worker.close();
                assertThat(time.elapsed()).isLessThan(Duration.ofSeconds(2));
            }
            await().until(() -> Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().startsWith("shop-orders-pump")));
        }

        @Test
        void leavesTheExecutionRunningToBeFoundAgain() {
            athena.nextGoes(runsForEver());
            worker().start().poll();

            worker.close();

            assertThat(athena.stopped()).isEmpty();
        }
    }
}
