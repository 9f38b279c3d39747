package io.github.athenaconnect.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.athenaconnect.fake.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShownMetricsTest {
    private static final MetricGroup FIRST = new MetricGroup(Map.of("query", "first"), Map.of());
    private static final MetricGroup SECOND = new MetricGroup(Map.of("query", "second"), Map.of());

    private final SettableClock clock = SettableClock.standing("2026-03-01T10:00:00Z");
    private final Names names = new Names();

    /** Names that only one can have. */
    private static final class Names implements MetricRegistry {
        private final List<MetricGroup> taken = new ArrayList<>();
        private int asked;
        private boolean broken;

        @Override
        public boolean add(MetricGroup group) {
            asked++;
            if (broken) {
                throw new IllegalStateException("closed");
            }
            return !taken.contains(group) && taken.add(group);
        }

        @Override
        public void remove(MetricGroup group) {
            if (broken) {
                throw new IllegalStateException("closed");
            }
            taken.remove(group);
        }
    }

    private ShownMetrics show() {
        return ShownMetrics.of(names, List.of(FIRST, SECOND), clock);
    }

    private void pass(Duration time) {
        clock.moveTo(clock.instant().plus(time));
    }

    @Test
    void areShownUntilTheyAreClosed() {
        ShownMetrics shown = show();

        assertThat(names.taken).containsExactly(FIRST, SECOND);
        shown.close();
        assertThat(names.taken).isEmpty();
    }

    @Test
    void waitForATaskOfTheSameNameThatHasNotEnded() {
        names.add(SECOND);
        ShownMetrics shown = show();
        assertThat(shown.isComplete()).isFalse();
        assertThat(names.taken).containsExactly(SECOND, FIRST);

        names.remove(SECOND);
        shown.complete();
        assertThat(shown.isComplete()).as("at once").isFalse();
        pass(Duration.ofSeconds(10));
        shown.complete();

        assertThat(shown.isComplete()).isTrue();
        assertThat(names.taken).containsExactly(FIRST, SECOND);
    }

    @Test
    void leaveTheNamesOfTheOtherTaskToIt() {
        names.add(SECOND);
        ShownMetrics shown = show();

        shown.close();

        assertThat(names.taken).containsExactly(SECOND);
        pass(Duration.ofSeconds(10));
        shown.complete();
        assertThat(names.taken).as("after the end").containsExactly(SECOND);
    }

    @Test
    void areNotAskedForAgainOnceAllAreThere() {
        ShownMetrics shown = show();
        pass(Duration.ofMinutes(1));
        shown.complete();

        assertThat(names.asked).isEqualTo(2);
    }

    @Test
    void neverFailATask() {
        names.broken = true;
        ShownMetrics shown = show();
        pass(Duration.ofMinutes(1));
        shown.complete();
        shown.close();

        assertThat(names.asked).as("a registry that fails is left alone").isEqualTo(1);
    }

    @Test
    void thatTheWorkerHasRemovedAlreadyEndAsWell() {
        ShownMetrics shown = show();
        names.broken = true;

        shown.close();

        assertThat(shown.isComplete()).isTrue();
    }
}
