package io.github.athenaconnect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.athenaconnect.localstack.LocalStack;
import io.github.athenaconnect.localstack.LocalStackExtension;
import io.github.athenaconnect.localstack.http.StallingProxy;
import io.github.athenaconnect.localstack.http.StallingProxy.Stall;
import io.github.athenaconnect.localstack.shop.Shop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;

/** A task with real clients, whose services fall silent: how soon it stops, and whom a silent answer holds up. */
@ExtendWith(LocalStackExtension.class)
@Timeout(120)
class StopTest {
    private static final Duration LONGEST_STOP = Duration.ofSeconds(2);
    private static final int ROWS = 20_000;

    private final String name = "stop-" + UUID.randomUUID();
    private LocalStack aws;
    private StallingProxy athena;
    private StallingProxy s3;
    private InProcessWorker worker;

    @BeforeEach
    void listen(LocalStack stack) {
        aws = stack;
        athena = StallingProxy.before(stack.athenaEndpoint());
        s3 = StallingProxy.before(stack.s3Endpoint());
    }

    @AfterEach
    void close() {
        aws.athena().faults().release();
        athena.close();
        s3.close();
        if (worker != null) {
            worker.close();
        }
    }

    private Deployment deployment() {
        return Deployment.of(name, aws)
                .with("aws.athena.endpoint", athena.endpoint().toString())
                .with("aws.s3.endpoint", s3.endpoint().toString());
    }

    private Deployment bigQueries(int count) {
        Deployment deployment = deployment();
        for (int query = 0; query < count; query++) {
            deployment = deployment.query("q" + query, big() + " /* " + query + " */");
        }
        return deployment;
    }

    private String big() {
        return "SELECT * FROM synthetic.rows_" + ROWS + " /* " + name + " */";
    }

    private InProcessWorker start(Deployment deployment) {
        worker = new InProcessWorker(deployment.config(), Wiring.toAws());
        return worker.start();
    }

    private List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(thread -> thread.startsWith(name + "-pump"))
                .toList();
    }

    private void stopsAndLeavesNoThread() {
        try (MachineTime time = MachineTime.begin()) {
            worker.close();
            Duration took = time.elapsed();
            await().pollInterval(Duration.ofMillis(5))
                    .untilAsserted(() -> assertThat(threads()).isEmpty());
            Duration gone = time.elapsed().minus(took);
            System.out.printf("stopped in %d ms, threads gone %d ms later%n", took.toMillis(), gone.toMillis());
            assertThat(took).isLessThan(LONGEST_STOP);
            assertThat(gone).isLessThan(LONGEST_STOP);
        }
    }

    @ParameterizedTest
    @CsvSource({"NO_ANSWER,leave", "HEAD_ONLY,leave", "NO_ANSWER,cancel", "HEAD_ONLY,cancel"})
    void whileAthenaIsSilentAboutAStart(Stall where, String action) {
        athena.stall(where);
        start(bigQueries(6).with("stop.action", action));
        await().until(() -> athena.stalledAnswers() >= 6);

        stopsAndLeavesNoThread();
    }

    @ParameterizedTest
    @CsvSource({"NO_ANSWER,leave", "HEAD_ONLY,leave", "NO_ANSWER,cancel", "HEAD_ONLY,cancel"})
    void whileAthenaIsSilentAboutARunningExecution(Stall where, String action) {
        aws.athena().faults().hold(QueryExecutionState.RUNNING);
        start(bigQueries(6).with("stop.action", action));
        await().until(() -> executions() == 6);
        athena.stall(where);
        await().until(() -> athena.stalledAnswers() >= 6);

        stopsAndLeavesNoThread();
    }

    private long executions() {
        return aws.athena().started().stream()
                .filter(execution -> execution.request().queryString().contains(name))
                .count();
    }

    @ParameterizedTest
    @CsvSource({"NO_ANSWER,0", "HEAD_ONLY,0", "MID_BODY,300000"})
    void whileS3Stalls(Stall where, long bytes) {
        s3.stall(where, bytes);
        start(bigQueries(6).with("stop.action", "cancel"));
        await().until(() -> s3.stalledAnswers() >= 6);

        try (CapturedLog log = CapturedLog.open()) {
            stopsAndLeavesNoThread();
            assertThat(log.text()).doesNotContain("Going on behind that row", "Trying again");
        }
    }

    @Test
    void whileNobodyTakesWhatWasRead() {
        start(bigQueries(6).with("batch.max.rows", "10"));
        await().until(() -> !threads().isEmpty() && executions() == 6);

        stopsAndLeavesNoThread();
    }

    @Test
    void cancellingEndsWhatIsUnderWayAndTheNextStartBeginsAgainByItself() {
        aws.athena().faults().hold(QueryExecutionState.RUNNING);
        Deployment deployment = deployment().query("big", big()).with("stop.action", "cancel");
        start(deployment);
        await().until(() -> states().equals(List.of(QueryExecutionState.RUNNING)));

        stopsAndLeavesNoThread();
        await().until(() -> states().equals(List.of(QueryExecutionState.CANCELLED)));
        aws.athena().faults().release();
        worker.start();

        assertThat(worker.pollRows(ROWS)).hasSize(ROWS);
        assertThat(executions()).isEqualTo(2);
    }

    private List<QueryExecutionState> states() {
        return aws.athena().started().stream()
                .filter(execution -> execution.request().queryString().contains(name))
                .map(execution -> execution.snapshot().state())
                .toList();
    }

    @Test
    void leavingLetsWhatIsUnderWayRunOnAndTheNextStartFindsIt() {
        aws.athena().faults().hold(QueryExecutionState.RUNNING);
        start(deployment().query("big", big()));
        await().until(() -> states().equals(List.of(QueryExecutionState.RUNNING)));

        stopsAndLeavesNoThread();
        aws.athena().faults().release();
        worker.start();

        assertThat(worker.pollRows(ROWS)).hasSize(ROWS);
        assertThat(executions()).isEqualTo(1);
    }

    @Test
    void aCancellationThatAthenaDoesNotAnswerIsToldWithQueryAndExecution() {
        aws.athena().faults().hold(QueryExecutionState.RUNNING);
        long looks = aws.athena().calls("GetQueryExecution");
        start(deployment().query("big", big()).with("stop.action", "cancel"));
        await().until(() -> states().equals(List.of(QueryExecutionState.RUNNING)));
        // It runs before the answer to its start has arrived, and is looked at behind that.
        await().until(() -> aws.athena().calls("GetQueryExecution") > looks);
        String id = aws.athena().started().stream()
                .filter(execution -> execution.request().queryString().contains(name))
                .findFirst()
                .orElseThrow()
                .id();
        athena.stall(Stall.NO_ANSWER);

        try (CapturedLog log = CapturedLog.open()) {
            stopsAndLeavesNoThread();
            assertThat(log.text()).contains("WARN").contains("Query 'big'").contains(id);
        }
    }

    @Test
    void queriesThatWaitForTheAccountsQuotaHoldNoThreadAndNoStop() {
        aws.athena().faults().limitActiveQueries(0);
        try {
            long starts = aws.athena().calls("StartQueryExecution");
            start(bigQueries(30).with("stop.action", "cancel"));
            await().until(() -> aws.athena().calls("StartQueryExecution") > starts);

            stopsAndLeavesNoThread();
            assertThat(executions()).isZero();
        } finally {
            aws.athena().faults().limitActiveQueries(Integer.MAX_VALUE);
        }
    }

    @Test
    void sixStalledResultsHoldUpNoOtherQuery() {
        s3.stall(Stall.MID_BODY, 300_000);
        start(bigQueries(6)
                .query("free", "SELECT order_id FROM orders")
                .with("query.free.schedule", "1s")
                .with("batch.max.rows", "1000000"));
        await().until(() -> s3.stalledAnswers() >= 6);
        try (MachineTime time = MachineTime.begin()) {
            int rows = 0;
            while (rows < 3 * Shop.ORDERS) {
                rows += (int) worker.poll().stream()
                        .filter(record -> record.topic().endsWith(".free"))
                        .count();
            }
            assertThat(time.elapsed()).isLessThan(Duration.ofSeconds(15));
        }
        s3.release();
    }

    @Test
    void rowsReadBeforeAStallAreHandedOverSoon() {
        s3.stall(Stall.MID_BODY, 600_000);
        start(deployment().query("big", big()).with("batch.max.rows", "1000000"));
        await().until(() -> s3.stalledAnswers() == 1);
        s3.stall(Stall.MID_BODY, 0);
        long begin = System.nanoTime();

        List<Object> rows = new ArrayList<>();
        await().atMost(Duration.ofMinutes(1)).until(() -> rows.addAll(worker.poll()) || !rows.isEmpty());

        System.out.printf(
                "%d rows handed over %d ms after the stall%n",
                rows.size(), Duration.ofNanos(System.nanoTime() - begin).toMillis());
        s3.release();
        assertThat(worker.pollRows(ROWS - rows.size())).hasSize(ROWS - rows.size());
        assertThat(executions()).isEqualTo(1);
    }

    @Test
    void aQueryThatWaitsForItsNextRunHoldsNoThread() {
        Deployment deployment = deployment();
        for (int query = 0; query < 20; query++) {
            deployment = deployment
                    .query("q" + query, "SELECT order_id FROM orders WHERE order_id = " + query)
                    .with("query.q" + query + ".schedule", "1h");
        }
        start(deployment);
        for (int polls = 0; polls < 3; polls++) {
            worker.poll();
        }

        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            worker.poll();
            assertThat(threads()).hasSizeLessThanOrEqualTo(1);
        });
    }
}
