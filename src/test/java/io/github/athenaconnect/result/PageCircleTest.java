package io.github.athenaconnect.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageCircleTest {
    @ParameterizedTest
    @CsvSource({"0, 1", "0, 2", "0, 7", "1, 1", "5, 3", "100, 1", "100, 1000", "1023, 1"})
    void isNoticedWithinAFewRoundsHoweverLongItAndTheWayToItAre(int before, int length) {
        PageCircle circle = new PageCircle();

        int noticed = IntStream.iterate(0, page -> page + 1)
                .filter(page -> circle.closes("token " + (page < before ? page : before + (page - before) % length)))
                .findFirst()
                .orElseThrow();

        assertThat(noticed).isBetween(length, 3 * (before + length));
    }

    @Test
    void isNoneWhereEveryTokenIsNew() {
        PageCircle circle = new PageCircle();

        assertThat(IntStream.range(0, 100_000).anyMatch(page -> circle.closes("token " + page)))
                .isFalse();
    }
}
