package io.github.athenaconnect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.athenaconnect.query.Attempt;
import io.github.athenaconnect.query.DataInterval;
import io.github.athenaconnect.query.Run;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The judgement on the run log of disturbed workers: what it lets pass, and what it does not. */
class LoggedRunTest {
    private static final RunResult FIRST = result(2);
    private static final RunResult SECOND = result(4);
    private static final LoggedRun OF_FIRST =
            new LoggedRun("q 1970-01-01T00:00:00Z/1970-01-01T00:00:02Z", "DELIVERED", "execution-2", 1);
    private static final LoggedRun OF_SECOND =
            new LoggedRun("q 1970-01-01T00:00:02Z/1970-01-01T00:00:04Z", "DELIVERED", "execution-4", 1);

    @Test
    void aRecordForEachRunIsRightAndTheLastMayBeToCome() {
        assertThat(LoggedRun.faults(List.of(OF_FIRST, OF_SECOND), "q", List.of(FIRST, SECOND)))
                .isEmpty();
        assertThat(LoggedRun.faults(List.of(OF_FIRST), "q", List.of(FIRST, SECOND)))
                .isEmpty();
    }

    @Test
    void aMissingRecordIsAFault() {
        assertThat(LoggedRun.faults(List.of(OF_SECOND), "q", List.of(FIRST, SECOND)))
                .hasSize(1);
    }

    @Test
    void aSecondRecordAndOneOfARunThatWasNotDeliveredAreFaults() {
        assertThat(LoggedRun.faults(List.of(OF_FIRST, OF_FIRST), "q", List.of(FIRST)))
                .hasSize(1);
        assertThat(LoggedRun.faults(List.of(OF_FIRST, OF_SECOND), "q", List.of(FIRST)))
                .hasSize(1);
    }

    @Test
    void anotherStateExecutionOrNumberOfRowsIsAFault() {
        for (LoggedRun wrong : List.of(
                new LoggedRun(OF_FIRST.key(), "SKIPPED", "execution-2", 1),
                new LoggedRun(OF_FIRST.key(), "DELIVERED", "execution-3", 1),
                new LoggedRun(OF_FIRST.key(), "DELIVERED", "execution-2", 2))) {
            assertThat(LoggedRun.faults(List.of(wrong), "q", List.of(FIRST))).hasSize(1);
        }
    }

    private static RunResult result(int end) {
        Instant due = Instant.ofEpochSecond(end);
        Run run = new Run(due, Optional.of(new DataInterval(due.minusSeconds(2), due)));
        return new RunResult("execution-" + end, Attempt.first(run), "SELECT " + end, due, List.of("row " + end));
    }
}
