package io.github.athenaconnect.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.athenaconnect.offset.QueryOffset;
import io.github.athenaconnect.query.Execution;
import io.github.athenaconnect.query.ResultTraits;
import io.github.athenaconnect.query.Run;
import io.github.athenaconnect.query.ScanBudget;
import io.github.athenaconnect.query.Spending;
import io.github.athenaconnect.query.StatementKind;
import io.github.athenaconnect.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a query has spent where clocks and offsets are wrong. */
class ExpenditureTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant MIDNIGHT = Instant.parse("2026-03-02T00:00:00Z");

    private static final Optional<ScanBudget> BUDGET =
            Optional.of(new ScanBudget(100, Schedule.every(Duration.ofDays(1))));

    private static Expenditure stored(Instant until, long bytes) {
        Spending told = new Spending(until, bytes);
        return new Expenditure(
                BUDGET, Optional.of(QueryOffset.ended(Run.at(NOON), Optional.empty(), Optional.of(told))));
    }

    private static Execution submittedAt(Instant submitted, long scanned) {
        return new Execution(
                "e-" + submitted,
                new Execution.Succeeded(submitted),
                submitted,
                submitted,
                Optional.empty(),
                Optional.empty(),
                new ResultTraits(StatementKind.TABLE, false, false, false),
                scanned,
                0,
                0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-03-01T12:00:03Z",
                "2026-03-02T11:00:00Z",
                "2026-03-10T00:00:00Z",
                "9999-12-31T23:59:59Z",
                "+1000000000-12-31T23:59:59.999999999Z"
            })
    void whatAnAlteredOffsetTellsOfTheFutureIsSpentNowAndSwitchesNothingOff(String until) {
        Expenditure read = stored(Instant.parse(until), 60);

        read.timeIs(NOON);
        assertThat(read.left(NOON)).contains(40L);
        read.seen(submittedAt(NOON.plusSeconds(60), 40));

        assertThat(read.usedUpUntil(NOON.plusSeconds(60))).contains(MIDNIGHT);
        assertThat(read.left(MIDNIGHT)).contains(100L);
    }

    /** Until Athena has answered, only the worker's clock says that an offset is of the future. */
    @Test
    void whatIsStoredCountsWhereTheWorkersClockWasBehindAtFirst() {
        Expenditure read = stored(NOON, 100);
        assertThat(read.left(NOON.minus(Duration.ofDays(3)))).contains(0L);

        read.timeIs(NOON.plusSeconds(60));

        assertThat(read.usedUpUntil(NOON.plusSeconds(60))).contains(MIDNIGHT);
    }

    @Test
    void theAnswerThatTellsOfAnExecutionTellsTheTime() {
        Expenditure read = stored(MIDNIGHT.plusSeconds(60), 60);

        read.seen(submittedAt(NOON, 40));

        assertThat(read.left(MIDNIGHT)).contains(100L);
    }

    /** Dates of answers are cut to the second. */
    @Test
    void aSecondIsNoDifferenceOfClocks() {
        Expenditure read = stored(NOON.plusMillis(1999), 60);

        read.timeIs(NOON);
        read.seen(submittedAt(NOON.plusMillis(1999), 60));

        assertThat(read.left(NOON)).contains(40L);
    }
}
