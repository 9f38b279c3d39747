package io.github.athenaconnect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.athenaconnect.query.Attempt;
import io.github.athenaconnect.query.Run;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The comparison by which the tests with disturbed workers judge: what it lets pass, and what it does not. */
class ComparisonTest {
    private static final List<RunResult> RESULTS =
            List.of(result(1, "a1", "a2", "a3"), result(2, "b1", "b2"), result(3, "c1", "c2"));

    @Test
    void allRowsInOrderAreRightInOnePartitionAndInSeveral() {
        Comparison one = compare(Map.of(0, List.of("a1", "a2", "a3", "b1", "b2", "c1", "c2")));
        Comparison two = compare(Map.of(0, List.of("a1", "b1", "b2", "c2"), 1, List.of("a2", "a3", "c1")));

        assertThat(one.faults()).isEmpty();
        assertThat(one.leftBehind()).isEmpty();
        assertThat(one.lastIsWhole()).isTrue();
        assertThat(two).isEqualTo(one);
    }

    @Test
    void theLastRunMayBeThereInPart() {
        Comparison comparison = compare(Map.of(0, List.of("a1", "a2", "a3", "b1")));

        assertThat(comparison.faults()).isEmpty();
        assertThat(comparison.last()).isEqualTo(1);
        assertThat(comparison.lastIsWhole()).isFalse();
    }

    @Test
    void aRunWithoutAnyRowIsLeftBehindIfALaterOneCame() {
        Comparison comparison = compare(Map.of(0, List.of("a1", "a2", "a3", "c1", "c2")));

        assertThat(comparison.faults()).isEmpty();
        assertThat(comparison.leftBehind()).containsExactly(RESULTS.get(1));
    }

    @Test
    void aMissingRowIsAFaultInAnEarlierRunAndWithinTheLast() {
        assertThat(compare(Map.of(0, List.of("a1", "a2", "b1"))).faults()).anyMatch(fault -> fault.contains("2 of 3"));
        assertThat(compare(Map.of(0, List.of("a1", "a3"))).faults()).anyMatch(fault -> fault.contains("2 of 3"));
    }

    @Test
    void aDoubledRowIsAFaultAlsoInAnotherPartition() {
        assertThat(compare(Map.of(0, List.of("a1", "a1", "a2"))).faults())
                .singleElement()
                .asString()
                .contains("was there already");
        assertThat(compare(Map.of(0, List.of("a1", "a2"), 1, List.of("a1"))).faults())
                .singleElement()
                .asString()
                .contains("was there already");
    }

    @Test
    void aRowOutOfOrderAndARowOfNoResultAreFaults() {
        assertThat(compare(Map.of(0, List.of("a2", "a1"))).faults()).anyMatch(fault -> fault.contains("came after"));
        assertThat(compare(Map.of(0, List.of("a1", "z1"))).faults()).anyMatch(fault -> fault.contains("no result"));
    }

    private static Comparison compare(Map<Integer, List<String>> topic) {
        return Comparison.of(RESULTS, topic);
    }

    private static RunResult result(int second, String... rows) {
        Instant due = Instant.ofEpochSecond(second);
        return new RunResult("execution-" + second, Attempt.first(Run.at(due)), "SELECT 1", due, List.of(rows));
    }
}
