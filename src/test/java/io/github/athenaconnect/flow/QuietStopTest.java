package io.github.athenaconnect.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.athenaconnect.CapturedLog;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.AbortedException;

/** What fails because everything is being closed is no news. */
class QuietStopTest {
    private final DrivenQuery query = new DrivenQuery();

    private void lastStepIsQuiet() {
        try (CapturedLog log = CapturedLog.open()) {
            query.flow().close();
            Step step = query.step();

            assertThat(step.records()).isEmpty();
            assertThat(step.notBefore()).isEqualTo(Instant.MAX);
            assertThat(log.text()).doesNotContain("WARN", "ERROR");
        }
    }

    @Test
    void ofAResultThatWasBeingRead() {
        query.start().untilRows(2);

        lastStepIsQuiet();
    }

    @Test
    void ofACallThatIsBrokenOff() {
        query.start().step();
        query.athena.failNext(AbortedException.create("Thread was interrupted"));

        lastStepIsQuiet();
    }
}
