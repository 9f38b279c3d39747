package io.github.athenaconnect;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.athenaconnect.query.Attempt;
import io.github.athenaconnect.query.DataInterval;
import io.github.athenaconnect.query.Run;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the tests with disturbed workers require of executions and intervals, and what fails them. */
class ExactlyOnceTest {
    /** At which the scenarios' tables begin. */
    private static final int BEGIN = 1001;

    private static final RunResult FIRST = interval(BEGIN, 1002);
    private static final RunResult SECOND = interval(1002, 1004);
    private static final RunResult THIRD = interval(1004, 1006);

    @Test
    void intervalsOneAfterTheOtherAreRightAlsoIfTheLastIsStillToBeDelivered() {
        assertThatCode(() -> of("intervals", List.of(FIRST, SECOND, THIRD), FIRST, SECOND)
                        .requireEveryInterval())
                .doesNotThrowAnyException();
    }

    @Test
    void anIntervalThatWasNotDeliveredThoughALaterOneWasIsAFault() {
        assertThatThrownBy(() -> of("intervals", List.of(FIRST, SECOND, THIRD), FIRST, THIRD)
                        .requireEveryInterval())
                .hasMessageContaining("left out");
    }

    @Test
    void anIntervalWithoutExecutionAndAWrongBeginningAreFaults() {
        assertThatThrownBy(() ->
                        of("intervals", List.of(FIRST, THIRD), FIRST, THIRD).requireEveryInterval())
                .hasMessageContaining("begins where the one before ends");
        assertThatThrownBy(() -> of("intervals", List.of(SECOND), SECOND).requireEveryInterval())
                .hasMessageContaining("begins where the one before ends");
    }

    @Test
    void aRunMayBeAskedForFromTwoWatermarksButEachIsPaidForOnce() {
        RunResult one = newRows("SELECT 1", 0);
        RunResult two = newRows("SELECT 2", 0);

        assertThatCode(() -> of("new-rows", List.of(one, two)).requireThatNothingIsPaidTwice())
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> of("new-rows", List.of(one, one)).requireThatNothingIsPaidTwice())
                .hasMessageContaining("paid for once");
        assertThatThrownBy(() ->
                        of("new-rows", List.of(one, newRows("SELECT 2", 1))).requireThatNothingIsPaidTwice())
                .hasMessageContaining("attempts");
    }

    private static ExactlyOnce of(String name, List<RunResult> results, RunResult... delivered) {
        Scenario scenario = Scenario.few(Instant.ofEpochSecond(BEGIN + 7)).stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
        List<String> rows = List.of(delivered).stream()
                .flatMap(each -> each.rows().stream())
                .toList();
        return new ExactlyOnce("test", scenario, results, Comparison.of(results, Map.of(0, rows)));
    }

    private static RunResult interval(int start, int end) {
        Instant due = Instant.ofEpochSecond(end);
        Run run = new Run(due, Optional.of(new DataInterval(Instant.ofEpochSecond(start), due)));
        return new RunResult("execution-" + end, Attempt.first(run), "SELECT " + end, due, List.of("row " + end));
    }

    private static RunResult newRows(String statement, int attempt) {
        Instant due = Instant.ofEpochSecond(1002);
        return new RunResult("execution", new Attempt(Run.at(due), attempt), statement, due, List.of());
    }
}
