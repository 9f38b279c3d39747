package io.github.athenaconnect;

import static io.github.athenaconnect.fake.FakeAthena.fails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the worker does with records and offsets, where a connector could expect otherwise. */
class WorkerSemanticsTest {
    private static final Map<String, String> ORDERS = Map.of("query", "orders");

    private static SweptWorld world(Boundary boundary, boolean log, SweptScenario scenario) {
        return new SweptWorld(SweptMode.FULL, boundary, log, scenario);
    }

    /** An offset that is null does not leave the stored one alone: it takes it away. */
    @ParameterizedTest
    @EnumSource(Boundary.class)
    void theRunLogsRecordOfAFailedRunLeavesTheStoredOffsetAsItWas(Boundary boundary) throws InterruptedException {
        SweptWorld world = world(
                boundary,
                true,
                SweptScenario.of("a second run that fails", List.of(2, 2))
                        .onAthena(athena -> athena.nextGoes(succeeded -> succeeded)
                                .nextGoes(fails("Table does not exist", 1110, false))));

        assertThatThrownBy(() -> world.live(CrashPoints.NEVER))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("Table does not exist");

        assertThat(world.kafka().delivered("orders")).hasSize(2);
        assertThat(world.kafka().offset(ORDERS))
                .isNotNull()
                .containsEntry("done", true)
                .containsEntry("scheduled", "2026-03-01T10:00:00Z");
    }
}
