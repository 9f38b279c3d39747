package io.github.athenaconnect.localstack.athena.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.athenaconnect.fake.SettableClock;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CallQuotaTest {
    private final SettableClock clock = SettableClock.standing("2026-03-01T02:00:00Z");
    private final CallQuota quota = new CallQuota(20, 80, clock);

    private long admittedOf(int calls) {
        return IntStream.range(0, calls).filter(call -> quota.admits()).count();
    }

    @Test
    void admitsABurstAndThenItsRate() {
        assertThat(admittedOf(200)).isEqualTo(80);
        clock.move(Duration.ofMillis(500));
        assertThat(admittedOf(200)).isEqualTo(10);
        assertThat(quota.refused()).isEqualTo(120 + 190);
    }

    @Test
    void savesUpNoMoreThanTheBurst() {
        clock.move(Duration.ofHours(1));

        assertThat(admittedOf(200)).isEqualTo(80);
    }
}
