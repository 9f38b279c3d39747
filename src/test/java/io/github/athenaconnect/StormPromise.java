package io.github.athenaconnect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.athenaconnect.StormQuery.Asked;
import io.github.athenaconnect.StormWorld.Stretch;
import io.github.athenaconnect.fake.FakeAthena;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;

/** What is to be found after a storm: which executions were paid, and which rows are there. */
record StormPromise(StormWorld world, Boundary boundary) {
    /** Without a disturbance for so long, a run that is due has been started: whatever was late is over by then. */
    private static final Duration ENOUGH = Duration.ofSeconds(60);

    void check() {
        assertThat(world.failures()).as("failed tasks").isEmpty();
        checkPayment();
        for (StormQuery query : world.queries()) {
            checkRunsOf(query);
            checkRowsOf(query);
        }
    }

    /** What was started and billed is what is asked for, each once: by token, by statement and by bytes. */
    private void checkPayment() {
        List<StartQueryExecutionRequest> started = world.athena().started();
        assertThat(started)
                .extracting(StartQueryExecutionRequest::clientRequestToken)
                .doesNotHaveDuplicates();
        assertThat(started)
                .extracting(request -> Asked.by(request.queryString()))
                .doesNotHaveDuplicates();
        assertThat(world.athena().asked().stream()
                        .map(StartQueryExecutionRequest::clientRequestToken)
                        .collect(Collectors.toSet()))
                .hasSameSizeAs(started);
        assertThat(world.athena().scans().stream()
                        .mapToLong(FakeAthena.Scan::bytes)
                        .sum())
                .isEqualTo(started.size() * StormWorld.SCAN);
    }

    /** One execution for each run that is due; none for one that was missed, where the latest makes up for it. */
    private void checkRunsOf(StormQuery query) {
        Map<Instant, List<Asked>> executions = executions(query);
        List<Instant> due = query == StormQuery.ONCE ? List.of(StormQuery.FIRST_DUE) : due();
        assertThat(due).as("runs of %s", query).containsAll(executions.keySet());
        for (Instant run : due) {
            List<Asked> paid = executions.getOrDefault(run, List.of());
            if (paid.isEmpty()) {
                assertThat(isOwed(query, run))
                        .as("%s of %s is owed", run, query)
                        .isFalse();
            } else if (query != StormQuery.INCREMENTAL || !hasLostAWatermark(run)) {
                assertThat(paid).as("%s of %s", run, query).hasSize(1);
            }
        }
    }

    /** Whether a worker was lost that may have asked for a run from a watermark it had not committed. */
    private boolean hasLostAWatermark(Instant run) {
        return world.losses().stream()
                .anyMatch(loss -> loss.isAfter(run.minus(StormQuery.PERIOD))
                        && loss.isBefore(run.plus(StormQuery.PERIOD.multipliedBy(2))));
    }

    private static boolean isMissedWhereDisturbed(Stretch calm, Instant run) {
        Instant begin = calm.begin().isAfter(run) ? calm.begin() : run;
        Instant next = run.plus(StormQuery.PERIOD);
        Instant end = calm.end().isBefore(next) ? calm.end() : next;
        return Duration.between(begin, end).compareTo(ENOUGH) < 0;
    }

    private boolean isOwed(StormQuery query, Instant run) {
        return query.ownsIntervals()
                || query == StormQuery.ONCE
                || !world.calm().stream().allMatch(calm -> isMissedWhereDisturbed(calm, run));
    }

    private List<Instant> due() {
        return Stream.iterate(
                        StormQuery.FIRST_DUE, due -> !due.isAfter(world.end()), due -> due.plus(StormQuery.PERIOD))
                .toList();
    }

    private Map<Instant, List<Asked>> executions(StormQuery query) {
        return world.athena().started().stream()
                .map(request -> Asked.by(request.queryString()))
                .filter(asked -> asked.query() == query)
                .collect(Collectors.groupingBy(Asked::until, TreeMap::new, Collectors.toList()));
    }

    /** In full mode a run that was left behind before a row of it was stored may be missing, but not in part. */
    private void checkRowsOf(StormQuery query) {
        List<String> delivered = world.kafka().delivered(query.label()).stream()
                .map(SimulatedKafka.Delivered::id)
                .toList();
        if (boundary.exactlyOnce()) {
            assertThat(delivered).as("rows of %s", query).doesNotHaveDuplicates();
        }
        TreeSet<String> there = new TreeSet<>(delivered);
        executions(query).forEach((run, paid) -> {
            List<String> expected = paid.get(0).rows();
            boolean whole = there.containsAll(expected);
            boolean left = query == StormQuery.FULL && expected.stream().noneMatch(there::contains);
            assertThat(whole || (left && isDisturbed(run)))
                    .as("rows %s of %s of %s, of which there are %s", expected, run, query, delivered)
                    .isTrue();
        });
        if (query != StormQuery.FULL) {
            assertThat(there).as("rows of %s", query).isEqualTo(new TreeSet<>(truth(query)));
        }
    }

    /** Whether a worker may have started again after the next run was due. */
    private boolean isDisturbed(Instant run) {
        Instant next = run.plus(StormQuery.PERIOD);
        return world.calm().stream()
                .noneMatch(calm -> !calm.begin().isAfter(next) && calm.end().isAfter(next.plus(ENOUGH)));
    }

    private List<String> truth(StormQuery query) {
        Instant end = query == StormQuery.ONCE ? StormQuery.FIRST_DUE : due().get(due().size() - 1);
        return new Asked(query, StormQuery.FIRST_DUE.minus(StormQuery.PERIOD), end).rows();
    }

    /** Runs that were begun from two watermarks, as a worker was lost with the first: paid for twice, delivered once. */
    long fromTwoWatermarks() {
        return executions(StormQuery.INCREMENTAL).values().stream()
                .filter(paid -> new HashSet<>(paid).size() > 1)
                .count();
    }

    /** Runs of full mode that were paid for and are not delivered. */
    long leftBehind() {
        TreeSet<String> there = new TreeSet<>(world.kafka().delivered(StormQuery.FULL.label()).stream()
                .map(SimulatedKafka.Delivered::id)
                .toList());
        return executions(StormQuery.FULL).values().stream()
                .filter(paid -> !there.containsAll(paid.get(0).rows()))
                .count();
    }
}
