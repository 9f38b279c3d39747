package io.github.athenaconnect;

import static io.github.athenaconnect.OrdersTask.ids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.athenaconnect.fake.FakeAthena;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.athena.model.ResultConfiguration;

/** When results are deleted, and when they are not. */
@Timeout(120)
class ResultCleanupTest {
    /** Longer than the clean-up waits before it looks at what is stored. */
    private static final Duration A_WHILE = Duration.ofSeconds(3);

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private OrdersTask task;
    private InProcessWorker worker;

    private OrdersTask deleting(String... more) {
        String[] all = Stream.concat(Stream.of("query.orders.result.cleanup", "delete_after_commit"), Stream.of(more))
                .toArray(String[]::new);
        task = new OrdersTask(all);
        worker = task.worker;
        return task;
    }

    @AfterEach
    void stop() {
        task.close();
    }

    private boolean there(int execution) {
        return task.s3.has(task.athena.location(execution));
    }

    private boolean described(int execution) {
        return task.s3.has(task.athena.location(execution) + ".metadata");
    }

    private void awaitDeletion(int execution) {
        await().atMost(PATIENCE).until(() -> !there(execution) && !described(execution));
    }

    private void remains(int execution) {
        await().during(A_WHILE).atMost(PATIENCE).until(() -> there(execution) && described(execution));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aResultIsDeletedWithItsDescriptionOnceTheEndOfItsRunIsStored(boolean transactions) {
        deleting();
        (transactions ? worker.definingTransactions() : worker).start().pollRows(5);
        worker.commit(4);
        remains(0);
        worker.commit();

        awaitDeletion(0);
        assertThat(task.athena.started()).hasSize(1);
    }

    @Test
    void theLastResultOfAScheduleThatEndsIsDeletedToo() {
        deleting("query.orders.schedule", "once");
        worker.start().pollRows(5);
        worker.commit();

        awaitDeletion(0);
    }

    @Test
    void commitsThatDoNotStoreTheEndDeleteNothingHoweverManyThereAre() {
        deleting();
        worker.start().pollRows(5);
        for (int commits = 0; commits < 5; commits++) {
            worker.commitNothing();
        }

        remains(0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aCrashBetweenDeliveryAndCommitFindsTheResultAndDeliversTheSameRows(boolean transactions) {
        deleting();
        (transactions ? worker.definingTransactions() : worker).start().pollRows(5);
        worker.commitNothing().crash().start();

        assertThat(ids(worker.pollRows(5))).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(task.athena.started()).hasSize(1);
        worker.commit();
        awaitDeletion(0);
    }

    @Test
    void aCrashInMidResultGoesOnInIt() {
        deleting();
        worker.start().pollRows(5);
        worker.commit(2).crash().start();

        assertThat(ids(worker.pollRows(3))).containsExactly(3L, 4L, 5L);
        worker.commit();
        awaitDeletion(0);
    }

    @Test
    void aStartAfterAStoredEndDeletesWhatWasLeft() {
        deleting();
        worker.start().pollRows(5);
        worker.storeInSilence().crash();
        assertThat(there(0)).isTrue();
        worker.start();

        awaitDeletion(0);
    }

    @Test
    void aRunThatEndedUnseenIsClearedUpByTheNext() {
        deleting("query.orders.schedule", "1s").rows(0);
        worker.start();
        await().atMost(PATIENCE).until(() -> task.athena.started().size() == 1);
        task.rows(5);
        worker.pollRows(5);
        assertThat(there(0)).isTrue();
        worker.commit(1);

        awaitDeletion(0);
        assertThat(there(1)).isTrue();
    }

    @Test
    void aRunWhoseLastRowWasDroppedIsClearedUpByTheNext() {
        deleting("query.orders.schedule", "1s");
        worker.filtering(record -> !Long.valueOf(5).equals(record.key()))
                .start()
                .pollRows(4);
        worker.commit();
        remains(0);
        worker.pollRows(4);
        worker.commit();

        awaitDeletion(0);
        assertThat(there(1)).isTrue();
    }

    @Test
    void withARunLogTheEndIsStoredAndTheResultDeletedAlthoughTheLastRowWasDropped() {
        deleting("run.log.topic", "runs");
        worker.filtering(record -> !Long.valueOf(5).equals(record.key()))
                .start()
                .pollRows(5);
        worker.commit();

        awaitDeletion(0);
    }

    @Test
    void aResultThatIsReadInPagesIsDeletedToo() {
        deleting("query.orders.result.format", "api");
        worker.start().pollRows(5);
        remains(0);
        worker.commit();

        awaitDeletion(0);
        assertThat(task.s3.requests()).isEmpty();
    }

    @Test
    void aStartAfterTheStoredEndOfPagesLeavesTheirObjectAndDeletesThoseThatFollow() {
        deleting("query.orders.result.format", "api", "query.orders.schedule", "1s");
        worker.start().pollRows(5);
        worker.storeInSilence().crash().start();
        worker.pollRows(5);
        worker.commit();

        awaitDeletion(1);
        assertThat(there(0)).isTrue();
    }

    @Test
    void aResultThatWasReusedIsKeptWhateverIsRestarted() {
        String earlier = FakeAthena.BUCKET + "earlier.csv";
        deleting();
        task.s3.put(earlier, "\"id\"\n\"1\"\n\"2\"\n");
        task.athena.describing(execution -> execution
                .resultConfiguration(result -> result.outputLocation(earlier))
                .statistics(
                        statistics -> statistics.resultReuseInformation(reuse -> reuse.reusedPreviousResult(true))));
        worker.start().pollRows(2);
        worker.commit();
        assertThat(worker.offset("orders")).containsEntry("done", true);

        await().during(A_WHILE).atMost(PATIENCE).until(() -> task.s3.deletions().isEmpty());
        worker.crash().start();
        await().during(A_WHILE).atMost(PATIENCE).until(() -> task.s3.deletions().isEmpty());
    }

    /** Offsets can be written through REST, and into their topic. */
    @ParameterizedTest
    @CsvSource({"data, s3://lake/data.csv", "execution-0, s3://lake/execution-0.csv"})
    void anObjectThatAnOffsetNamesAndThatIsNoResultOfThisConnectorIsKept(String execution, String location) {
        deleting();
        worker.start().pollRows(5);
        worker.storeInSilence().crash();
        task.s3.put(location, "\"id\"\n\"1\"\n");
        Map<String, Object> forged = new HashMap<>(worker.offset("orders"));
        forged.putAll(Map.of("execution", execution, "result.location", location));
        worker.alter("orders", forged).start();

        await().during(A_WHILE).atMost(PATIENCE).until(() -> task.s3.deletions().isEmpty());
    }

    @Test
    void ofResultsThatAthenaKeepsThereIsNothingToDelete() {
        deleting();
        task.athena.describing(execution -> execution
                .resultConfiguration((ResultConfiguration) null)
                .managedQueryResultsConfiguration(managed -> managed.enabled(true)));
        worker.start().pollRows(5);
        worker.commit();

        await().during(A_WHILE).atMost(PATIENCE).until(() -> task.s3.deletions().isEmpty());
        assertThat(worker.offset("orders")).containsEntry("done", true);
    }

    @Test
    void whatIsNotAskedForIsKept() {
        task = new OrdersTask();
        worker = task.worker;
        worker.start().pollRows(5);
        worker.commit();

        remains(0);
        assertThat(task.s3.deletions()).isEmpty();
    }

    @Test
    void aRefusalIsToldOnceWithTheActionAndStopsNothing() {
        deleting("query.orders.schedule", "1s");
        task.s3.denyingDeletion();
        try (CapturedLog log = CapturedLog.open()) {
            worker.start().pollRows(5);
            worker.commit();
            await().atMost(PATIENCE).until(() -> task.s3.deletions().size() == 1);
            assertThat(worker.pollRows(5)).hasSize(5);
            worker.commit();
            await().atMost(PATIENCE).until(() -> task.s3.deletions().size() == 2);
            await().atMost(PATIENCE).until(() -> log.text().contains("s3:DeleteObject on arn:aws:s3:::results/*"));

            assertThat(log.text().split("s3:DeleteObject", -1)).hasSize(2);
            assertThat(log.text()).contains("WARN", "Query 'orders'", "query.orders.result.cleanup");
        }
    }

    @Test
    void aCommitAfterTheStopDoesNoHarm() {
        deleting();
        worker.start().pollRows(5);
        worker.close();

        worker.commit();
        remains(0);
        await().atMost(PATIENCE)
                .until(() -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().equals("shop-cleanup")));
    }
}
