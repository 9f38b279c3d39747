package io.github.athenaconnect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.athenaconnect.SimulatedKafka.Delivered;
import io.github.athenaconnect.SimulatedKafka.Stored;
import io.github.athenaconnect.SweptTable.Row;
import io.github.athenaconnect.fake.FakeAthena;
import io.github.athenaconnect.schedule.Schedule;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Struct;

/** What a sweep is to find in the end: which rows, how many executions, and offsets that never go back. */
record SweptPromise(SweptMode mode, Boundary boundary, boolean log, SweptScenario scenario) {
    static final String RUN_LOG = "runs";

    /**
     * Compares what was delivered with the truth.
     *
     * @param executions how many were started
     * @param crashes how many lives have ended in one
     */
    void check(SimulatedKafka kafka, int executions, int crashes, String when) {
        for (String query : scenario.queries()) {
            checkRows(kafka.delivered(query), query + ", " + when);
            checkDeadLetters(kafka.delivered(SweptScenario.DEAD_LETTERS), query + ", " + when);
            if (scenario.mishap() != Mishap.CHANGED_STATEMENT_THAT_RESTARTS) {
                checkOffsets(kafka.stored(query), query + ", " + when);
            }
        }
        checkExecutions(executions, crashes, when);
        if (log) {
            checkRunLog(kafka.delivered(RUN_LOG).size(), when);
        }
    }

    /** No execution may be started when those before it have used up the budget of its period. */
    static void checkBudget(List<FakeAthena.Scan> scans, String when) {
        Map<Optional<Instant>, Long> spent = new HashMap<>();
        for (FakeAthena.Scan scan : scans) {
            Optional<Instant> period =
                    Schedule.cron(SweptScenario.BUDGET_PERIOD).latestDue(scan.submitted());
            assertThat(spent.getOrDefault(period, 0L))
                    .as("spent before %s, %s", scan, when)
                    .isLessThan(SweptScenario.BUDGET);
            spent.merge(period, scan.bytes(), Long::sum);
        }
    }

    private void checkRows(List<Delivered> delivered, String when) {
        List<String> ids = delivered.stream().map(Delivered::id).toList();
        if (scenario.rowsDecide()) {
            assertThat(delivered).as(when).allSatisfy(SweptPromise::checkPlace);
        }
        List<String> truth = leavesRunsBehind() ? ofRunsThatWereBegun(ids) : scenario.truth(mode);
        if (boundary.exactlyOnce() && !scenario.mishap().repeatsRows()) {
            assertThat(ids).as(when).isEqualTo(truth);
        } else if (!leavesRunsBehind()) {
            assertThat(supersetInOrder(delivered, ids, truth))
                    .as(when + ": " + ids)
                    .isTrue();
        }
    }

    private static void checkPlace(Delivered record) {
        assertThat(record.topic()).endsWith("." + Row.placeOf(record.id()));
        assertThat(record.value() == null).isEqualTo(Row.isGone(record.id()));
    }

    private void checkDeadLetters(List<Delivered> delivered, String when) {
        List<String> ids = delivered.stream()
                .map(record -> String.valueOf(
                        ((Struct) record.value()).getMap("values").get("id")))
                .toList();
        List<String> truth = scenario.deadLetters(mode);
        if (boundary.exactlyOnce() && !scenario.mishap().repeatsRows()) {
            assertThat(ids).as("dead letters, " + when).isEqualTo(truth);
        } else {
            assertThat(supersetInOrder(delivered, ids, truth))
                    .as("dead letters, " + when + ": " + ids)
                    .isTrue();
        }
    }

    /** In full mode a run that is missed is not made up for if a later one is due. */
    private boolean leavesRunsBehind() {
        return scenario.mishap() == Mishap.OUTAGE && mode.equals(SweptMode.FULL);
    }

    private List<String> ofRunsThatWereBegun(List<String> ids) {
        Set<String> runs = ids.stream().map(SweptPromise::runOf).collect(Collectors.toSet());
        List<String> truth = scenario.truth(mode);
        String last = runOf(truth.get(truth.size() - 1));
        assertThat(ids)
                .as("the last run")
                .containsAll(truth.stream().filter(id -> runOf(id).equals(last)).toList());
        return truth.stream().filter(id -> runs.contains(runOf(id))).toList();
    }

    private static String runOf(String id) {
        return id.substring(0, id.indexOf(" row"));
    }

    /**
     * Within a life each row is the one after the row before; a life begins with a row delivered before, or with the
     * first that is not; in the end all are there.
     */
    private static boolean supersetInOrder(List<Delivered> delivered, List<String> ids, List<String> truth) {
        int reached = 0;
        int next = 0;
        int life = -1;
        for (int at = 0; at < ids.size(); at++) {
            int row = truth.indexOf(ids.get(at));
            boolean begins = delivered.get(at).life() != life;
            if (row < 0 || row > reached || (!begins && row != next)) {
                return false;
            }
            life = delivered.get(at).life();
            next = row + 1;
            reached = Math.max(reached, next);
        }
        return reached == truth.size();
    }

    /** Neither the run nor the watermark ever goes back. */
    private static void checkOffsets(List<Stored> stored, String when) {
        assertThat(stored.stream().map(Stored::scheduled)).as("runs, " + when).isSorted();
        assertThat(stored.stream().map(Stored::watermark))
                .as("watermarks, " + when)
                .isSorted();
    }

    private void checkExecutions(int executions, int crashes, String when) {
        int due = scenario.executions();
        boolean fewer = scenario.mishap() == Mishap.OUTAGE && !mode.equals(SweptMode.INTERVAL) && crashes > 0;
        int again = crashes * (forgottenWatermarks() + forgottenRuns());
        int most = scenario.mishap().mostExecutions(due, crashes) + again;
        assertThat(executions).as("executions, " + when).isBetween(fewer ? 1 : due, most);
    }

    /**
     * The watermark of a run whose rows were all dropped is in no stored offset: the run after it is asked for again with
     * an older one, which is another statement.
     */
    private int forgottenWatermarks() {
        return scenario.dropsWholeRuns() && mode.equals(SweptMode.INCREMENTAL) && !log ? 1 : 0;
    }

    /** Where nothing stores the end of an empty run, its interval is asked for again before later ones. */
    private int forgottenRuns() {
        boolean paidAgain = scenario.mishap() == Mishap.FORGOTTEN_TOKENS || scenario.mishap() == Mishap.LOST_RESULTS;
        boolean stored = log || boundary == Boundary.CONNECTOR;
        return paidAgain && mode.equals(SweptMode.INTERVAL) && !stored
                ? Collections.frequency(scenario.rowsOfRuns(), 0)
                : 0;
    }

    private void checkRunLog(int records, String when) {
        int runs = scenario.queries().size() * scenario.rowsOfRuns().size();
        if (scenario.mishap() == Mishap.OUTAGE && !mode.equals(SweptMode.INTERVAL)) {
            assertThat(records).as("run log, " + when).isPositive();
        } else if (boundary.exactlyOnce() && !scenario.mishap().changesStatement()) {
            assertThat(records).as("run log, " + when).isEqualTo(runs);
        } else {
            assertThat(records).as("run log, " + when).isGreaterThanOrEqualTo(runs);
        }
    }
}
