package io.github.athenaconnect.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class CallRateTest {
    private static final Offset<Double> ABOUT = Offset.offset(0.01);

    private Instant now = Instant.parse("2026-03-01T02:00:00Z");
    private final CallRate rate = new CallRate(AthenaCall.START, now);

    private CallRateTest pass(Duration time, boolean wanted) {
        now = now.plus(time);
        rate.pass(now, wanted);
        return this;
    }

    private CallRateTest takeAll() {
        while (rate.permits() > 0) {
            rate.take();
        }
        return this;
    }

    @Test
    void beginsWithTheRateThatAwsGivesEveryAccountAndNothingSavedUp() {
        assertThat(rate.permits()).isEqualTo(20);
        takeAll();

        assertThat(rate.until(1)).isEqualTo(Duration.ofMillis(50));
        assertThat(rate.until(100)).isEqualTo(Duration.ofSeconds(5));
        pass(Duration.ofMillis(500), false);
        assertThat(rate.permits()).isEqualTo(10);
    }

    @Test
    void savesUpNoMoreThanTheBurst() {
        pass(Duration.ofHours(1), false);

        assertThat(rate.permits()).isEqualTo(80);
        assertThat(rate.perSecond()).isEqualTo(20);
    }

    @Test
    void countsTimeOnceAlthoughWhoReadTheClockFirstComesLast() {
        takeAll();
        Instant first = now.plus(Duration.ofMillis(100));
        pass(Duration.ofMillis(500), false);
        rate.pass(first, false);
        pass(Duration.ZERO, false);

        assertThat(rate.permits()).isEqualTo(10);
    }

    @Test
    void beginsAnewWithAClockThatWasSetBack() {
        takeAll().pass(Duration.ofHours(-1), false);
        assertThat(rate.permits()).isZero();
        pass(Duration.ofMillis(500), false);

        assertThat(rate.permits()).isEqualTo(10);
    }

    @Test
    void fallsWhenACallIsRefusedAndTheAccountHasNothingSavedUp() {
        rate.throttled(now);

        assertThat(rate.permits()).isZero();
        assertThat(rate.perSecond()).isEqualTo(14, ABOUT);
    }

    @Test
    void fallsOnceForCallsThatWereUnderWayTogether() {
        for (int refusals = 0; refusals < 16; refusals++) {
            pass(Duration.ofMillis(10), true);
            rate.throttled(now);
        }

        assertThat(rate.perSecond()).isEqualTo(14, ABOUT);
    }

    @Test
    void neverFallsToNothing() {
        for (int refusals = 0; refusals < 1000; refusals++) {
            rate.throttled(now);
            pass(Duration.ofSeconds(1), true);
        }

        assertThat(rate.perSecond()).isBetween(1.0, 3.5);
    }

    @Test
    void risesToTheDefaultByItself() {
        rate.throttled(now);
        pass(Duration.ofSeconds(2), false);
        assertThat(rate.perSecond()).as("slowly at first").isEqualTo(14.4, ABOUT);
        pass(Duration.ofSeconds(5), false);
        assertThat(rate.perSecond()).as("then faster").isEqualTo(18.9, ABOUT);

        pass(Duration.ofHours(1), false);
        assertThat(rate.perSecond()).isEqualTo(20, ABOUT);
    }

    /** An account whose quota was raised is used up to that. */
    @Test
    void risesAboveTheDefaultWhileCallsWaitAndNoneIsRefused() {
        for (int seconds = 0; seconds < 6; seconds++) {
            takeAll().pass(Duration.ofSeconds(1), true);
        }
        assertThat(rate.perSecond()).as("hardly, in the time of a line of 200").isEqualTo(23.6, ABOUT);
        for (int seconds = 6; seconds < 60; seconds++) {
            takeAll().pass(Duration.ofSeconds(1), true);
        }
        assertThat(rate.perSecond()).isEqualTo(380, ABOUT);

        pass(Duration.ofHours(1), false);
        assertThat(rate.perSecond()).as("what was learned is kept").isEqualTo(380, ABOUT);
        assertThat(rate.permits()).isBetween(1500L, 1520L);
        takeAll().pass(Duration.ofSeconds(1), true);
        assertThat(rate.perSecond()).as("and it rises slowly again").isEqualTo(380.1, ABOUT);
    }

    /** Such as room for another query. */
    @Test
    void doesNotRiseAboveTheDefaultWhileCallsWaitForSomethingElseThanPermits() {
        for (int seconds = 0; seconds < 1800; seconds++) {
            pass(Duration.ofSeconds(1), true);
        }
        assertThat(rate.perSecond()).isEqualTo(20);
    }

    @Test
    void aCallThatTookLongToBeRefusedTellsOfOneSecondInWhichPermitsWereMissed() {
        takeAll().pass(Duration.ofMinutes(10), true);
        assertThat(rate.perSecond()).isEqualTo(20.1, ABOUT);
    }

    @Test
    void aClockThatIsSetBackOrForwardStopsNothing() {
        rate.throttled(now);
        pass(Duration.ofHours(-5), true).pass(Duration.ofSeconds(1), true).takeAll();
        assertThat(rate.until(1)).isLessThan(Duration.ofSeconds(1));

        pass(Duration.ofDays(365), false);
        assertThat(rate.permits()).isEqualTo((long) (4 * rate.perSecond()));
    }
}
