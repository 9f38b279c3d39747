package io.github.athenaconnect.flow;

import static io.github.athenaconnect.fake.FakeAthena.refusal;
import static io.github.athenaconnect.flow.DrivenQuery.ROWS;
import static io.github.athenaconnect.flow.DrivenQuery.ids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.athenaconnect.CapturedLog;
import io.github.athenaconnect.metrics.QueryCount;
import io.github.athenaconnect.quota.AccountQuota;
import io.github.athenaconnect.quota.AccountQuotas;
import io.github.athenaconnect.quota.PacedAthena;
import io.github.athenaconnect.quota.QuotaAwaitedException;
import io.github.athenaconnect.result.ResultFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A query whose calls have to wait, as others use the account's quota. */
class QuotaWaitsTest {
    private final DrivenQuery query = new DrivenQuery();
    private final AccountQuota quota = new AccountQuotas().of("shop", query.clock.instant());

    private DrivenQuery paced() {
        return query.paced(athena -> new PacedAthena(athena, quota, query.clock));
    }

    /** Somebody else who makes the same call as long as he may. */
    private void useUp(Runnable call) {
        try {
            while (true) {
                call.run();
            }
        } catch (QuotaAwaitedException usedUp) {
            assertThat(usedUp.until()).isAfter(query.clock.instant());
        }
    }

    private PacedAthena other() {
        return new PacedAthena(query.athena, quota, query.clock);
    }

    private void useUpStarts() {
        query.athena.answers("SELECT 1", List.of("id bigint"), "");
        useUp(() -> other().startQueryExecution(
                        start -> start.queryString("SELECT 1").clientRequestToken("other " + query.executions())));
    }

    private void useUpPages() {
        useUp(() -> other().getQueryResults(
                        page -> page.queryExecutionId("execution-0").maxResults(1)));
    }

    private long waited() {
        return query.flow().meter().total(QueryCount.QUOTA_WAIT);
    }

    private boolean waits(Step step) {
        return step.notBefore().isAfter(query.clock.instant());
    }

    @Test
    void staysWhereItIsUntilItsTurn() {
        useUpStarts();
        Step step = paced().start().stepsUntil(this::waits);

        assertThat(step.next()).isInstanceOf(Starting.class);
        query.untilItsEnd();
        assertThat(query.ids()).isEqualTo(ids(1, ROWS));
        assertThat(waited()).isBetween(50L, 200L);
    }

    /** Looking again would cost a call of another kind, and its place among those that may open a result. */
    @Test
    void aResultThatCannotBeOpenedYetKeepsItsPlaceAmongTheOpenOnes() {
        query.athena.describing(execution -> {
            useUpPages();
            return execution;
        });
        paced().start();
        Step later = query.stepsUntil(step -> step.next() instanceof Opening);

        assertThat(later.keepsResult()).isTrue();
        assertThat(later.awaitsOpening()).isFalse();
        assertThat(waits(later)).isTrue();
        query.untilItsEnd();
        assertThat(query.ids()).isEqualTo(ids(1, ROWS));
    }

    @Test
    void rowsThatWereReadDoNotWaitForTheNextPage() {
        query.athena.answers(DrivenQuery.SQL, List.of("id bigint"), DrivenQuery.rows(1, 1500));
        paced().reading(ResultFormat.API).inBatchesOf(10_000).start().stepsUntil(Step::leavesResultOpen);
        query.athena.beforePage(page -> useUpPagesOnce());

        Step first = query.stepsUntil(step -> !step.records().isEmpty());

        assertThat(first.records().size()).isEqualTo(998);
        query.untilItsEnd();
        assertThat(query.ids()).isEqualTo(ids(1, 1500));
        assertThat(query.athena.pages()).as("each asked for once").hasSize(2);
        assertThat(waited()).isPositive();
    }

    private void useUpPagesOnce() {
        query.athena.beforePage(page -> {});
        useUpPages();
    }

    @Test
    void aTransactionIsGatheredAcrossTheWait() {
        query.athena.answers(DrivenQuery.SQL, List.of("id bigint"), DrivenQuery.rows(1, 1500));
        paced().reading(ResultFormat.API).inTransactionsOf(10_000).start().stepsUntil(Step::leavesResultOpen);
        query.athena.beforePage(page -> useUpPagesOnce());

        Step all = query.stepsUntil(step -> !step.records().isEmpty());

        assertThat(all.records().size()).isEqualTo(1500);
        assertThat(query.athena.pages()).as("each asked for once").hasSize(2);
        assertThat(waited()).isPositive();
    }

    @Test
    void waitingIsNoTimeInWhichCallsFailed() {
        paced().timeout(Duration.ofMinutes(1)).start();
        for (int failures = 0; failures < 2; failures++) {
            query.athena.failNext(refusal("InternalServerException", 500, "ill"));
            query.clock.moveTo(query.stepsUntil(this::waits).notBefore());
            useUpStarts();
            assertThat(waits(query.step())).isTrue();
            query.clock.move(Duration.ofHours(3));
        }
        query.untilItsEnd();

        assertThat(query.ids()).isEqualTo(ids(1, ROWS));
    }

    /** What is refused for ever ends as it would without a line to wait in. */
    @Test
    void aCallThatIsRefusedForEverStopsTheQueryInTheEnd() {
        for (int call = 0; call < 10_000; call++) {
            query.athena.failNext(refusal("ThrottlingException", 400, "Rate exceeded"));
        }
        paced().timeout(Duration.ofMinutes(5)).start();

        assertThatThrownBy(() -> query.untilItsEnd()).hasMessageContainingAll("Query 'q'", "Rate exceeded");
        assertThat(Duration.between(Instant.parse("2026-03-01T10:00:05Z"), query.clock.instant()))
                .isBetween(Duration.ofMinutes(5), Duration.ofMinutes(10));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TooManyRequestsException", "ThrottlingException"})
    void aLongWaitIsToldInALineNowAndThen(String code) {
        for (int call = 0; call < 10_000; call++) {
            query.athena.failNext(refusal(code, 400, "no"));
        }
        try (CapturedLog log = CapturedLog.open()) {
            paced().timeout(Duration.ofHours(9)).start().until("2026-03-01T10:20:00Z");

            assertThat(log.text().lines().filter(line -> line.contains("waits since")))
                    .hasSizeBetween(3, 8)
                    .allSatisfy(line -> assertThat(line)
                            .contains("Query 'q', the only run", "2026-03-01T10:00", "goes on by itself"));
        }
    }
}
