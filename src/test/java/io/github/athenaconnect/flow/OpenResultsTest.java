package io.github.athenaconnect.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OpenResultsTest {
    private final OpenResults results = new OpenResults(2);
    private final Lane first = lane();
    private final Lane second = lane();
    private final Lane third = lane();
    private final Lane fourth = lane();

    private static Lane lane() {
        return new Lane(new DrivenQuery().start().flow());
    }

    @Test
    void areOpenedUpToALimitAndThenInTheOrderInWhichTheyWereAskedFor() {
        assertThat(results.enter(first)).isTrue();
        assertThat(results.enter(second)).isTrue();
        assertThat(results.enter(third)).isFalse();
        assertThat(results.enter(fourth)).isFalse();

        assertThat(results.leave(second)).contains(third);
        assertThat(results.leave(first)).contains(fourth);
        assertThat(results.leave(third)).isEmpty();
        assertThat(results.enter(first)).isTrue();
    }

    @Test
    void whoHasOneOpenMayOpenItAgain() {
        results.enter(first);
        results.enter(second);
        results.enter(third);

        assertThat(results.enter(first)).isTrue();
        assertThat(results.leave(first)).contains(third);
    }

    @Test
    void whoHasNoneOpenLeavesNoRoomForOthers() {
        results.enter(first);
        results.enter(second);
        results.enter(third);

        assertThat(results.leave(fourth)).isEmpty();
    }
}
