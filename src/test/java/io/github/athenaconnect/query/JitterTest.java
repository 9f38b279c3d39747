package io.github.athenaconnect.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JitterTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void isTheSameForTheSameQueryInEveryReleaseOfThisConnector() {
        assertThat(Jitter.of("shop", "orders", HOUR)).isEqualTo(Duration.ofMillis(2_310_616));
        assertThat(Jitter.of("shop", "refunds", HOUR)).isEqualTo(Duration.ofMillis(1_526_530));
        assertThat(Jitter.of("other", "orders", HOUR)).isEqualTo(Duration.ofMillis(1_330_661));
        assertThat(Jitter.of("shop", "orders", Duration.ofDays(3650))).isEqualTo(Duration.ofMillis(196_472_310_616L));
    }

    @Test
    void tellsNamesThatRunTogetherApart() {
        assertThat(Jitter.of("shop", "orders", HOUR)).isNotEqualTo(Jitter.of("shoporders", "", HOUR));
    }

    @Test
    void staysBelowItsLimitAndSpreads() {
        List<Duration> jitters = IntStream.range(0, 1000)
                .mapToObj(query -> Jitter.of("shop", "query" + query, Duration.ofSeconds(10)))
                .toList();

        assertThat(jitters)
                .allSatisfy(jitter ->
                        assertThat(jitter).isGreaterThanOrEqualTo(Duration.ZERO).isLessThan(Duration.ofSeconds(10)));
        assertThat(jitters.stream().map(Duration::toSeconds).distinct()).hasSize(10);
    }

    @Test
    void isNoneWithoutALimit() {
        assertThat(Jitter.of("shop", "orders", Duration.ZERO)).isZero();
    }
}
