package io.github.athenaconnect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * All that exactly once promises of a query, to be asked after its tasks have ended.
 *
 * @param about what to say beside, if a promise is broken
 * @param results of all executions, in the order of their runs
 */
record ExactlyOnce(String about, Scenario scenario, List<RunResult> results, Comparison comparison) {
    /** Fails unless {@code query} keeps every promise. */
    static void require(WatchedQuery query, String about) {
        ExactlyOnce promises = new ExactlyOnce(
                about + ", query " + query.scenario().name(), query.scenario(), query.results(), query.compare());
        promises.requireResultsRowForRow();
        promises.requireThatNothingIsPaidTwice();
        promises.requireRowsOfItsTable(query.rows());
        promises.requireEveryInterval();
        promises.requireLog(query.log());
    }

    private void requireResultsRowForRow() {
        assertThat(comparison.faults()).as(about).isEmpty();
        if (scenario.visibility() == Scenario.Visibility.WHOLE) {
            assertThat(comparison.lastIsWhole())
                    .as("%s: its last run is there as a whole: %s", about, results.get(comparison.last()))
                    .isTrue();
        }
    }

    /**
     * A run is one execution, unless it asked from two watermarks: a worker that does not know yet that another has its
     * task, or one that died before it stored what the run before delivered, asks from another than its successor.
     */
    private void requireThatNothingIsPaidTwice() {
        assertThat(results.stream()
                        .map(result -> result.attempt().run() + ": " + result.statement())
                        .toList())
                .as("%s: questions, of which each is paid for once", about)
                .doesNotHaveDuplicates();
        assertThat(results)
                .as("%s: attempts", about)
                .allSatisfy(result -> assertThat(result.attempt().number()).isZero());
    }

    private void requireRowsOfItsTable(List<String> rows) {
        List<Long> numbers = rows.stream()
                .map(row -> Long.valueOf(row.substring(row.indexOf(' ') + 1)))
                .toList();
        scenario.table()
                .ifPresent(table -> assertThat(table.faults(numbers))
                        .as("%s: rows of the table", about)
                        .isEmpty());
    }

    /** Also of those that are begun and not delivered yet. */
    private void requireEveryInterval() {
        if (scenario.mayLeaveRunsBehind()) {
            return;
        }
        assertThat(comparison.leftBehind())
                .as("%s: intervals that were left out", about)
                .isEmpty();
        List<Instant> starts = new ArrayList<>();
        List<Instant> ends = new ArrayList<>(
                scenario.table().map(GrowingTable::begin).stream().toList());
        for (RunResult result : results) {
            result.attempt().run().interval().ifPresent(owned -> {
                starts.add(owned.start());
                ends.add(owned.end());
            });
        }
        assertThat(starts)
                .as("%s: each interval begins where the one before ends", about)
                .hasSameSizeAs(results)
                .isEqualTo(ends.subList(0, ends.size() - 1));
    }

    private void requireLog(List<LoggedRun> log) {
        if (scenario.runLog().isPresent()) {
            assertThat(LoggedRun.faults(log, scenario.name(), comparison.whole(results)))
                    .as("%s: run log", about)
                    .isEmpty();
            assertThat(log).as("%s: run log", about).isNotEmpty();
        }
    }
}
