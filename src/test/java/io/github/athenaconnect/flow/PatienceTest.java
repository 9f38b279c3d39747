package io.github.athenaconnect.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.athenaconnect.query.RetrySettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private static List<Duration> pauses(Duration backoff, int count) {
        Patience patience = Patience.fresh(new RetrySettings(3, backoff, Duration.ofMinutes(30)));
        List<Duration> pauses = new ArrayList<>();
        for (int failures = 0; failures < count; failures++) {
            pauses.add(patience.pause());
            patience = patience.failed(NOW);
        }
        return pauses;
    }

    @Test
    void pausesDoubleUpToAMinute() {
        assertThat(pauses(Duration.ofSeconds(10), 5).stream().map(Duration::toSeconds))
                .containsExactly(10L, 20L, 40L, 60L, 60L);
    }

    @Test
    void noPauseIsLongerThanAMinuteHoweverLongRunsAreToBackOff() {
        assertThat(pauses(Duration.ofDays(1), 3)).containsOnly(Duration.ofMinutes(1));
    }

    @Test
    void endsOnceTheTimeoutHasPassedSinceTheFirstFailure() {
        Patience patience = Patience.fresh(new RetrySettings(3, Duration.ofSeconds(1), Duration.ofMinutes(30)))
                .failed(NOW)
                .failed(NOW.plusSeconds(1700));

        assertThat(patience.exhausted(NOW.plusSeconds(1799))).isFalse();
        assertThat(patience.exhausted(NOW.plusSeconds(1800))).isTrue();
    }

    @Test
    void doesNotWearOffWhileNothingIsTried() {
        Patience patience = Patience.fresh(new RetrySettings(3, Duration.ofSeconds(1), Duration.ofMinutes(30)))
                .failed(NOW)
                .later(Duration.ofHours(3));

        assertThat(patience.exhausted(NOW.plusSeconds(3 * 3600 + 1799))).isFalse();
        assertThat(patience.exhausted(NOW.plusSeconds(3 * 3600 + 1800))).isTrue();
    }
}
