package io.github.athenaconnect.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ActiveQueriesTest {
    private Instant now = Instant.parse("2026-03-01T02:00:00Z");
    private final ActiveQueries queries = new ActiveQueries();
    private long number;

    private void started(int count) {
        for (int more = 0; more < count; more++) {
            queries.active("execution-" + number++, now);
        }
    }

    private long roomAfter(Duration time) {
        now = now.plus(time);
        return queries.room(now);
    }

    /** How many seconds pass until another one is tried, which is then refused. */
    private long secondsUntilTriedInVain() {
        Instant since = now;
        while (queries.room(now) == 0) {
            now = now.plusSeconds(1);
        }
        queries.refused(now);
        return Duration.between(since, now).toSeconds();
    }

    @Test
    void areNotLimitedUntilAStartIsRefused() {
        started(1000);

        assertThat(queries.room(now)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void makeRoomWhenTheyEndOnceAStartWasRefused() {
        started(25);
        queries.refused(now);
        assertThat(queries.room(now)).isZero();

        queries.ended("execution-3");
        queries.ended("execution-4");
        queries.ended("of a task that is gone");

        assertThat(queries.room(now)).isEqualTo(2);
    }

    @Test
    void countStartsThatAreUnderWay() {
        started(25);
        queries.refused(now);
        queries.ended("execution-3");
        queries.starts(77, now);
        assertThat(queries.room(now)).isZero();

        queries.answered(77);

        assertThat(queries.room(now)).isEqualTo(1);
    }

    @Test
    void areTriedOneMoreLessAndLessOftenWhileThatIsRefused() {
        started(25);
        queries.refused(now);

        assertThat(secondsUntilTriedInVain()).isEqualTo(1);
        assertThat(secondsUntilTriedInVain()).isEqualTo(2);
        assertThat(secondsUntilTriedInVain()).isEqualTo(4);
        assertThat(secondsUntilTriedInVain()).isEqualTo(8);
        assertThat(secondsUntilTriedInVain()).isEqualTo(16);
        assertThat(secondsUntilTriedInVain()).isEqualTo(30);
        assertThat(secondsUntilTriedInVain()).isEqualTo(30);
    }

    /** Others had all of the limit, and now they have not. */
    @Test
    void areTriedTwiceAsManyWithEveryOneThatIsTaken() {
        queries.refused(now);
        List<Long> rooms = new ArrayList<>();
        for (int tries = 0; tries < 6; tries++) {
            long room = roomAfter(Duration.ofSeconds(1));
            rooms.add(room);
            started((int) room);
        }

        assertThat(rooms).containsExactly(1L, 2L, 4L, 8L, 16L, 32L);
    }

    @Test
    void areNotLimitedAnyMoreSomeTimeAfterTheLastRefusal() {
        started(25);
        queries.refused(now);
        assertThat(roomAfter(Duration.ofMinutes(2))).isLessThan(10);

        assertThat(roomAfter(Duration.ofSeconds(1))).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void areForgottenWhenNobodyLooksAtThemAnyMore() {
        started(25);
        now = now.plusSeconds(100);
        queries.refused(now);
        assertThat(queries.room(now)).isZero();

        assertThat(roomAfter(Duration.ofSeconds(30))).isEqualTo(25);
    }

    @Test
    void aClockThatIsSetBackStopsNothing() {
        started(25);
        queries.refused(now);
        now = now.minus(Duration.ofHours(5));

        assertThat(queries.room(now)).isZero();
        assertThat(roomAfter(Duration.ofSeconds(31))).isPositive();
    }
}
