package io.github.athenaconnect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.athenaconnect.localstack.LocalStack;
import io.github.athenaconnect.localstack.LocalStackExtension;
import io.github.athenaconnect.localstack.athena.execution.Execution;
import io.github.athenaconnect.localstack.athena.workgroup.WorkGroupSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;

/** A task on the local stack whose executions scan more than they may: by the connector's limit, and by the workgroup's. */
@ExtendWith(LocalStackExtension.class)
@Timeout(300)
class ScanLimitsTest {
    private static final long LIMIT = 50_000_000;

    /** Machines that build may be busy. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final LocalStack aws;
    private final String name = "scan-" + UUID.randomUUID();
    private final String sql = "SELECT 1 AS one /* " + name + " */";

    ScanLimitsTest(LocalStack aws) {
        this.aws = aws;
    }

    @AfterEach
    void release() {
        aws.athena().faults().release();
    }

    private InProcessWorker worker(String key, String value) {
        Deployment deployment = Deployment.of(name, aws)
                .query("orders", sql)
                .with("query.orders.retries", "5")
                .with(key, value);
        return new InProcessWorker(deployment.config(), Wiring.toAws()).start();
    }

    private List<Execution.Snapshot> executions() {
        return aws.athena().started().stream()
                .filter(execution -> sql.equals(execution.request().queryString()))
                .map(Execution::snapshot)
                .toList();
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(PATIENCE);
    }

    private static void failsForGood(InProcessWorker worker, String... words) {
        for (int start = 0; start < 2; start++) {
            assertThatThrownBy(() -> await().until(() -> !worker.poll().isEmpty()))
                    .hasMessageContainingAll(words);
            worker.crash().start();
        }
    }

    @Test
    void whatScansMoreThanTheLimitIsCancelledAndNotPaidAgain() {
        aws.athena().faults().hold(QueryExecutionState.RUNNING).scan(LIMIT);
        try (InProcessWorker worker = worker("query.orders.scan.limit.bytes", String.valueOf(LIMIT))) {
            await().until(() -> executions().stream().anyMatch(one -> one.scannedBytes() == LIMIT));
            assertThat(worker.poll()).isEmpty();

            aws.athena().faults().scan(LIMIT + 1);

            failsForGood(
                    worker,
                    "Query 'orders'",
                    "has scanned 50000001 bytes",
                    "query.orders.scan.limit.bytes",
                    "CANCELLED");
        }
        assertThat(executions())
                .singleElement()
                .satisfies(one -> assertThat(one.state()).isEqualTo(QueryExecutionState.CANCELLED));
    }

    @Test
    void aBudgetThatIsUsedUpStartsNothingMoreNeitherAfterARestart() {
        aws.athena().faults().hold(QueryExecutionState.RUNNING).scan(LIMIT);
        Deployment deployment = Deployment.of(name, aws)
                .query("orders", sql)
                .withAll(Map.of(
                        "query.orders.schedule", "1s",
                        "query.orders.scan.budget.bytes", String.valueOf(LIMIT),
                        "query.orders.scan.budget.period", "@yearly",
                        "run.log.topic", "runs"));
        try (CapturedLog log = CapturedLog.open();
                InProcessWorker worker = new InProcessWorker(deployment.config(), Wiring.toAws()).start()) {
            await().until(() -> executions().stream().anyMatch(one -> one.scannedBytes() == LIMIT));
            aws.athena().faults().release();
            worker.pollRows(2);
            worker.commit().poll();
            await().until(() -> log.text().contains("No further one is started"));

            worker.crash().start();

            await().until(() -> log.text().split("No further one is started", -1).length == 3);
        }
        assertThat(executions()).hasSize(1);
    }

    @Test
    void whatTheWorkgroupCutsOffIsNotPaidAgainEither() {
        WorkGroupSettings bounded = WorkGroupSettings.named(name).withScanLimit(LIMIT);
        aws.athena().workGroups().put(bounded);
        aws.athena().faults().hold(QueryExecutionState.RUNNING).scan(LIMIT + 1);
        try (InProcessWorker worker = worker("athena.workgroup", name)) {
            failsForGood(worker, "Query 'orders'", "CANCELLED", "Bytes scanned limit was exceeded");
        }
        assertThat(executions()).hasSize(1);
    }
}
