package io.github.athenaconnect.flow;

import static io.github.athenaconnect.fake.FakeAthena.isCutOff;
import static io.github.athenaconnect.fake.FakeAthena.runsForEver;
import static io.github.athenaconnect.flow.DrivenQuery.ROWS;
import static io.github.athenaconnect.flow.DrivenQuery.ids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the next start makes of an execution that a stop has cancelled. */
class StoppedExecutionTest {
    private final DrivenQuery query = new DrivenQuery();

    private void stopWhileRunning() {
        query.athena.nextGoes(runsForEver());
        query.start().until(() -> query.flow().underWay().isPresent());
        query.step();
        query.flow().close();
        new Cancellation(query.flow()).ask();
    }

    /** How soon the next start follows, and how many looks Athena takes to cancel. */
    @ParameterizedTest
    @CsvSource({"0, 0", "0, 1", "0, 5", "500, 0", "500, 3", "1000, 1", "3000, 0", "3000, 4", "600000, 0"})
    void theNextAttemptIsStartedHoweverSoonTheNextStartFollows(long millis, int looks) {
        query.athena.cancelsAfter(looks);
        stopWhileRunning();
        query.clock.move(Duration.ofMillis(millis));

        query.start().untilItsEnd();

        assertThat(query.athena.stopped()).containsExactly("execution-0");
        assertThat(query.ids()).isEqualTo(ids(1, ROWS));
        assertThat(query.executions()).isEqualTo(2);
    }

    @Test
    void oneThatSomebodyCancelsLaterIsNotStartedAgain() {
        query.athena.nextGoes(runsForEver());
        query.start().until(() -> query.flow().underWay().isPresent());
        query.step();
        query.clock.move(Duration.ofSeconds(11));
        query.athena.stopQueryExecution(stop -> stop.queryExecutionId("execution-0"));

        assertThatThrownBy(query::untilItsEnd).hasMessageContainingAll("execution-0", "cancelled by user");
        assertThat(query.executions()).isEqualTo(1);
    }

    @Test
    void oneOfALaterRunThatSomebodyCancelsAtOnceIsNotStartedAgain() {
        query.everyQuarterOfAnHour().start().untilRows(ROWS);
        query.athena.nextGoes(runsForEver());
        query.until(() -> query.flow().underWay().isPresent());
        query.athena.stopQueryExecution(stop -> stop.queryExecutionId("execution-1"));

        assertThatThrownBy(() -> query.until("2026-03-01T10:20:00Z"))
                .hasMessageContainingAll("execution-1", "cancelled by user");
        assertThat(query.executions()).isEqualTo(2);
    }

    /** As a rebalance after a rebalance does. */
    @Test
    void stopsThatFollowEachOtherCloselyAreNotTakenForFailures() {
        query.athena.cancelsAfter(2);
        stopWhileRunning();
        query.athena.nextGoes(runsForEver());
        query.start().until(() -> query.executions() == 2);
        query.flow().close();
        new Cancellation(query.flow()).ask();

        query.start().untilItsEnd();

        assertThat(query.athena.stopped()).containsExactly("execution-0", "execution-1");
        assertThat(query.ids()).isEqualTo(ids(1, ROWS));
        assertThat(query.executions()).isEqualTo(3);
    }

    @Test
    void whereSomebodyCancelsEachOneTheTaskStopsAfterTenSeconds() {
        Instant begin = query.clock.instant();
        for (int execution = 0; execution < 50; execution++) {
            query.athena.nextGoes(runsForEver());
        }
        query.start();

        assertThatThrownBy(() -> query.until(() -> {
                    query.flow().underWay().ifPresent(id -> {
                        query.clock.move(Duration.ofSeconds(1));
                        query.athena.stopQueryExecution(stop -> stop.queryExecutionId(id));
                    });
                    return false;
                }))
                .hasMessageContainingAll("cancelled by user", "restart the task");
        assertThat(query.clock.instant()).isBefore(begin.plus(Duration.ofSeconds(12)));
        assertThat(query.executions()).isBetween(2, 11);
    }

    @Test
    void oneThatALimitCutsOffAtOnceIsNot() {
        query.athena.nextGoes(isCutOff());

        assertThatThrownBy(() -> query.start().untilItsEnd()).hasMessageContaining("Bytes scanned limit");
        assertThat(query.executions()).isEqualTo(1);
    }

    @Test
    void whatIsReadFromAResultIsNotCancelled() {
        query.start().untilRows(2);
        query.start();
        new Cancellation(query.flow()).ask();

        assertThat(query.athena.stopped()).isEmpty();
    }
}
