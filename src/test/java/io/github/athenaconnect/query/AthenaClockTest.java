package io.github.athenaconnect.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.athenaconnect.fake.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AthenaClockTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final SettableClock truth = SettableClock.standing("2026-03-01T10:00:00Z");
    private final SettableClock workers = SettableClock.beside(truth);
    private final AthenaClock clock = new AthenaClock(workers, truth);

    private void answers() {
        Instant asked = clock.asking();
        truth.move(Duration.ofMillis(300));
        clock.heard(asked, Instant.ofEpochSecond(truth.instant().getEpochSecond()));
    }

    @Test
    void goesOnWithTheWorkers() {
        truth.move(HOUR);
        assertThat(clock.instant()).isEqualTo(truth.instant());
        assertThat(clock.isDoubtful()).isTrue();
        answers();
        assertThat(clock.instant()).isEqualTo(truth.instant());
        assertThat(clock.isDoubtful()).isFalse();
    }

    @Test
    void doesNotGoBackWhenTheWorkersIsPutBack() {
        answers();
        workers.move(HOUR.negated());
        truth.move(Duration.ofSeconds(5));
        assertThat(clock.instant()).isEqualTo(truth.instant());
        assertThat(clock.isDoubtful()).isFalse();
        workers.move(HOUR);
        assertThat(clock.instant()).isEqualTo(truth.instant().plus(HOUR));
        assertThat(clock.isDoubtful()).isTrue();
        answers();
        assertThat(Duration.between(truth.instant(), clock.instant()).abs()).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void goesForwardWithTheWorkersUntilAthenaSaysOtherwise() {
        answers();
        workers.move(HOUR);
        assertThat(clock.instant()).isEqualTo(truth.instant().plus(HOUR));
        assertThat(clock.isDoubtful()).isTrue();
        answers();
        assertThat(Duration.between(truth.instant(), clock.instant()).abs()).isLessThan(Duration.ofSeconds(3));
        assertThat(clock.isDoubtful()).isFalse();
    }

    @Test
    void learnsThatTheWorkersWasWrongFromTheBeginning() {
        SettableClock wrong = SettableClock.beside(truth);
        for (Duration by : new Duration[] {HOUR, HOUR.negated(), Duration.ofDays(1), Duration.ofDays(-1)}) {
            wrong.move(by);
            AthenaClock told = new AthenaClock(wrong, truth);
            told.heard(told.asking(), truth.instant());
            assertThat(Duration.between(truth.instant(), told.instant()).abs()).isLessThan(Duration.ofSeconds(3));
            wrong.move(by.negated());
        }
    }

    @Test
    void takesSlowAnswersForNoSignOfAnything() {
        Instant asked = clock.asking();
        truth.move(Duration.ofMinutes(2));
        clock.heard(asked, truth.instant().minusSeconds(90));
        assertThat(clock.instant()).isEqualTo(truth.instant());
    }

    @Test
    void noticesThatTheWorkersWasSetDuringACall() {
        Instant asked = clock.asking();
        workers.move(HOUR);
        truth.move(Duration.ofSeconds(1));
        clock.heard(asked, truth.instant());
        assertThat(Duration.between(truth.instant(), clock.instant()).abs()).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void aThreadThatIsHeldUpBetweenTheTwoClocksMakesNoneOfThemWrong() {
        Deque<Duration> stalls = new ArrayDeque<>();
        AthenaClock held = new AthenaClock(
                () -> {
                    Optional.ofNullable(stalls.poll()).ifPresent(truth::move);
                    return truth.instant();
                },
                truth);
        held.heard(held.asking(), truth.instant());
        stalls.add(Duration.ofSeconds(30));

        assertThat(held.instant()).isEqualTo(truth.instant());
        assertThat(held.isDoubtful()).isFalse();
        assertThat(held.instant()).isEqualTo(truth.instant());
    }

    @Test
    void isNotDoubtedWhereItIsNeverSet() {
        AthenaClock same = new AthenaClock(truth, truth);
        truth.move(HOUR);
        assertThat(same.instant()).isEqualTo(truth.instant());
        assertThat(same.isDoubtful()).isFalse();
    }
}
