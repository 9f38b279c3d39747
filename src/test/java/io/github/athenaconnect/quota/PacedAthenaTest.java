package io.github.athenaconnect.quota;

import static io.github.athenaconnect.fake.FakeAthena.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.athenaconnect.fake.FakeAthena;
import io.github.athenaconnect.fake.FakeS3;
import io.github.athenaconnect.fake.SettableClock;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.athena.model.AthenaException;
import software.amazon.awssdk.services.athena.model.QueryExecutionStatus;

class PacedAthenaTest {
    private final SettableClock clock = SettableClock.standing("2026-03-01T02:00:00Z");
    private final FakeAthena athena = new FakeAthena(clock, new FakeS3());
    private final AccountQuota quota = new AccountQuota(clock.instant());
    private final PacedAthena paced = paced();

    private PacedAthena paced() {
        return new PacedAthena(athena, quota, clock);
    }

    private static String start(PacedAthena client, String token) {
        return client.startQueryExecution(start -> start.queryString("SELECT 1").clientRequestToken(token))
                .queryExecutionId();
    }

    private static Instant notYet(PacedAthena client) {
        return catchThrowableOfType(QuotaAwaitedException.class, () -> start(client, "later"))
                .until();
    }

    private void useUpStarts() {
        start(20);
    }

    private void start(int executions) {
        athena.answers("SELECT 1", List.of("id bigint"), "");
        IntStream.range(0, executions).forEach(call -> start(paced(), "token " + call));
    }

    @Test
    void aCallWhoseTurnHasNotComeIsNotMade() {
        useUpStarts();

        assertThat(notYet(paced)).isAfter(clock.instant());
        assertThat(athena.started()).hasSize(20);
    }

    @Test
    void isMadeWhenItHas() {
        useUpStarts();
        clock.moveTo(notYet(paced));

        assertThat(start(paced, "later")).isEqualTo("execution-20");
    }

    @Test
    void aCancellationNeverWaits() {
        useUpStarts();
        for (int execution = 0; execution < 20; execution++) {
            String id = "execution-" + execution;
            paced.stopQueryExecution(stop -> stop.queryExecutionId(id));
        }

        assertThat(athena.stopped()).hasSize(20);
    }

    /** As the SDK would, but without holding a thread meanwhile. */
    @Test
    void aThrottledCallIsMadeFiveTimesBeforeAnybodyHearsOfIt() {
        AthenaException throttled = refusal("ThrottlingException", 400, "Rate exceeded");
        IntStream.range(0, 5).forEach(call -> athena.failNext(throttled));
        for (int quiet = 0; quiet < 4; quiet++) {
            clock.moveTo(notYet(paced));
        }

        assertThatThrownBy(() -> start(paced, "later")).isSameAs(throttled);
    }

    /** That lasts as long as the queries of others do, and nothing is wrong with this one. */
    @Test
    void aStartWaitsHoweverOftenTheAccountHasTooManyQueries() {
        athena.answers("SELECT 1", List.of("id bigint"), "");
        AthenaException full = refusal("TooManyRequestsException", 400, "too many queries");
        IntStream.range(0, 20).forEach(call -> athena.failNext(full));

        Throwable refused = catchThrowable(() -> start(paced, "later"));
        for (int asked = 0; refused != null && asked < 1000; asked++) {
            assertThat(refused).isInstanceOf(QuotaAwaitedException.class);
            clock.moveTo(((QuotaAwaitedException) refused).until());
            refused = catchThrowable(() -> start(paced, "later"));
        }

        assertThat(refused).isNull();
    }

    @Test
    void aThrottledCallSlowsDownThoseOfOthers() {
        useUpStarts();
        Instant before = notYet(paced());
        clock.moveTo(before);
        athena.failNext(refusal("ThrottlingException", 400, "Rate exceeded"));
        Instant again = notYet(paced);

        assertThat(again).isAfter(clock.instant());
        assertThat(notYet(paced())).isAfter(again);
    }

    /** Whoever reads the answer says what is wrong with it. */
    @Test
    void anAnswerThatSaysNothingOfItsExecutionPassesThrough() {
        start(1);
        athena.describing(execution -> execution.status((QueryExecutionStatus) null));

        assertThat(paced.getQueryExecution(get -> get.queryExecutionId("execution-0"))
                        .queryExecution()
                        .status())
                .isNull();
    }

    @Test
    void otherFailuresPassThroughAtOnceAndLeaveNobodyBehindThem() {
        AthenaException denied = refusal("AccessDeniedException", 400, "not authorized");
        athena.failNext(denied);

        assertThatThrownBy(() -> start(paced, "later")).isSameAs(denied);
        start(19);
        assertThat(athena.started()).hasSize(19);
        assertThat(notYet(paced)).as("the one that failed was a call too").isAfter(clock.instant());
    }
}
