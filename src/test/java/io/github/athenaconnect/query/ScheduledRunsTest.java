package io.github.athenaconnect.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.athenaconnect.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The runs of the modes {@code full} and {@code incremental}. */
class ScheduledRunsTest {
    private static final Schedule QUARTERS = Schedule.every(Duration.ofMinutes(15));
    private static final Instant NOW = Instant.parse("2026-03-10T10:07:00Z");
    private static final Run AT_TEN = Run.at(Instant.parse("2026-03-10T10:00:00Z"));

    private static Agenda agenda(Duration delay) {
        return Agenda.of(QUARTERS, ZoneOffset.UTC, delay);
    }

    @Test
    void aJitterMovesTheStartAndNotTheRun() {
        Optional<DueRun> next = agenda(Duration.ofMinutes(4)).after(AT_TEN, NOW);

        assertThat(next)
                .contains(new DueRun(
                        Run.at(Instant.parse("2026-03-10T10:15:00Z")), Instant.parse("2026-03-10T10:19:00Z")));
    }

    @Test
    void aRunWhoseJitterHasNotPassedIsNotDueYet() {
        assertThat(agenda(Duration.ofMinutes(9)).first(NOW).map(DueRun::run))
                .contains(Run.at(Instant.parse("2026-03-10T09:45:00Z")));
    }

    @Test
    void aRunThatSomebodyAskedForWaitsForItsStartToo() {
        assertThat(agenda(Duration.ofMinutes(4)).startOf(AT_TEN)).isEqualTo("2026-03-10T10:04:00Z");
    }

    @Test
    void afterAPauseOfThreeDaysTheLatestIsMadeUpForOnce() {
        Agenda agenda = agenda(Duration.ZERO);
        Instant later = NOW.plus(Duration.ofDays(3));
        DueRun missed = agenda.after(AT_TEN, later).orElseThrow();

        assertThat(missed.run()).isEqualTo(Run.at(Instant.parse("2026-03-13T10:00:00Z")));
        assertThat(missed.leftOut()).isEmpty();
        assertThat(agenda.after(missed.run(), later).map(DueRun::startsAt))
                .contains(Instant.parse("2026-03-13T10:15:00Z"));
    }

    @Test
    void theRunAfterOneWithAnIntervalIsByTheSchedule() {
        Run owning = new Run(
                AT_TEN.scheduled(),
                Optional.of(new DataInterval(Instant.parse("2026-03-10T09:00:00Z"), AT_TEN.scheduled())));

        assertThat(agenda(Duration.ZERO).after(owning, NOW).map(DueRun::run))
                .contains(Run.at(Instant.parse("2026-03-10T10:15:00Z")));
    }

    @Test
    void tellsTheStatementItsTimeInUtcAndItsDateByTheSchedulesZone() {
        Agenda agenda = Agenda.of(QUARTERS, ZoneId.of("Asia/Tokyo"), Duration.ofMinutes(1));
        Run run = Run.at(Instant.parse("2026-03-10T15:00:00Z"));

        assertThat(agenda.literals(run))
                .isEqualTo(Map.of(
                        "run.time", "TIMESTAMP '2026-03-10 15:00:00.000'",
                        "run.date", "DATE '2026-03-11'"))
                .containsOnlyKeys(agenda.placeholders());
    }

    @Test
    void theOnlyRunHasNothingToTell() {
        Agenda once = Agenda.of(Schedule.once(), ZoneOffset.UTC, Duration.ZERO);

        assertThat(once.placeholders()).isEmpty();
        assertThat(once.literals(once.first(NOW).orElseThrow().run())).isEmpty();
    }
}
