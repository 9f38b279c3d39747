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

/** What a query has spent where the worker's clock is not Athena's. */
class ExpenditureTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant MIDNIGHT = Instant.parse("2026-03-02T00:00:00Z");

    private static final Optional<ScanBudget> BUDGET =
            Optional.of(new ScanBudget(100, Schedule.every(Duration.ofDays(1))));

    private final Expenditure expenditure = new Expenditure(BUDGET, Optional.empty(), NOON);

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
    @ValueSource(strings = {"PT0S", "PT2H", "PT26H", "PT-2H", "PT-26H"})
    void theBudgetBindsByAthenasDayHoweverWrongTheWorkersClockIs(Duration ahead) {
        expenditure.seen(submittedAt(NOON, 100), NOON.plus(ahead));

        assertThat(expenditure.usedUpUntil(NOON.plus(ahead).plusSeconds(60))).contains(MIDNIGHT.plus(ahead));
        assertThat(expenditure.left(MIDNIGHT.plus(ahead))).contains(100L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-03-10T00:00:00Z", "9999-12-31T23:59:59Z", "+1000000000-12-31T23:59:59.999999999Z"})
    void whatAnAlteredOffsetTellsOfTheFutureIsSpentNowAndSwitchesNothingOff(String until) {
        Spending told = new Spending(Instant.parse(until), 60);
        Expenditure read = new Expenditure(
                BUDGET, Optional.of(QueryOffset.ended(Run.at(NOON), Optional.empty(), Optional.of(told))), NOON);

        assertThat(read.left(NOON)).contains(40L);
        read.seen(submittedAt(NOON.plusSeconds(60), 40), NOON.plusSeconds(60));

        assertThat(read.usedUpUntil(NOON.plusSeconds(60))).contains(MIDNIGHT);
        assertThat(read.left(MIDNIGHT)).contains(100L);
    }

    /** Dates of answers are cut to the second. */
    @Test
    void aSecondIsNoDifferenceOfClocks() {
        expenditure.seen(submittedAt(NOON, 100), NOON.plusMillis(1999));

        assertThat(expenditure.usedUpUntil(NOON.plusSeconds(60))).contains(MIDNIGHT);
    }
}
