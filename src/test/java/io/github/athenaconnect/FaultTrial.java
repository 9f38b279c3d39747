package io.github.athenaconnect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.athenaconnect.fault.Fault;
import io.github.athenaconnect.fault.FaultInjection;
import io.github.athenaconnect.fault.Frequency;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.TreeSet;

/**
 * Lets a query meet something that goes wrong, mends it and starts again what has failed, and compares what is delivered
 * and paid in the end with what is promised.
 *
 * @param first the number of the occasion at which it begins to go wrong
 */
record FaultTrial(Fault fault, Frequency frequency, int first, FaultSetting setting) {
    /** From a failure to the restart, long enough for what had ended before to count as earlier. */
    private static final Duration RESTART = Duration.ofSeconds(5);

    /** Of all tasks while something is wrong: at doubling pauses there is no time for more. */
    private static final int MOST_CALLS = 80;

    /** How often a failed execution is followed by another one, and the last by that of a restart. */
    private static final int MOST_EXECUTIONS = 1 + 1 + 1 + 1;

    private static final String NEXT_STEP =
            "(?s).*\\b([Cc]heck|[Gg]rant|[Aa]llow|[Ss]et|[Rr]enew|[Rr]aise|[Rr]estart|[Aa]sk|[Cc]orrect|[Cc]hange|run the query again"
                    + "|find out|[Pp]ut|look for)\\b.*";

    /** How many occasions the run that counts gives. */
    static int occasions(Fault fault, FaultSetting setting) throws InterruptedException {
        FaultyQuery query = setting.query();
        FaultInjection never = injection(fault, Frequency.ONCE, Integer.MAX_VALUE, query);
        query.world().meet(never);
        assertThat(query.live()).as("without a fault").isEmpty();
        return never.occasions();
    }

    private static FaultInjection injection(Fault fault, Frequency frequency, int first, FaultyQuery query) {
        Instant end = fault == Fault.ATHENA_TOO_MANY_REQUESTS ? FaultyQuery.LATEST_QUOTA : FaultyQuery.NEXT_DUE;
        return new FaultInjection(
                fault,
                frequency,
                first,
                FaultyQuery.DUE,
                end,
                query.world().clock(),
                query.world().s3());
    }

    /** What comes of it; throws where that is not as promised. */
    FaultOutcome outcome() throws InterruptedException {
        FaultyQuery query = setting.query();
        FaultInjection injection = injection(fault, frequency, first, query);
        query.world().meet(injection);
        List<String> failures = query.live();
        assertThat(injection.since()).as("went wrong, " + this).isPresent();
        assertThat(injection.calls()).as("calls, " + this).isLessThan(MOST_CALLS);
        injection.mend();
        failures.forEach(this::checkMessage);
        List<String> again = failures.isEmpty() ? List.of() : restarted(query);
        if (again.isEmpty()) {
            checkDelivered(query, !failures.isEmpty());
        }
        int more = query.world().athena().started().size() - query.runs();
        checkPaid(more, again);
        return FaultOutcome.of(
                failures.stream().findFirst(),
                !again.isEmpty(),
                more,
                hasRepeated(query) && (setting.boundary().exactlyOnce() || failures.isEmpty()),
                injection.calls());
    }

    private List<String> restarted(FaultyQuery query) throws InterruptedException {
        query.world().clock().move(RESTART);
        List<String> again = query.live();
        assertThat(again.isEmpty() || fault.stays() || (isSharded() && fault.losesResults()))
                .as("the restart after " + this + ": " + again)
                .isTrue();
        return again;
    }

    private void checkMessage(String message) {
        assertThat(message)
                .as(toString())
                .contains("Query 'orders'", "run 2026-03-01T10:02:00Z")
                .matches(NEXT_STEP);
        assertThat(message.contains("execution-") || message.contains("attempt"))
                .as(this + ": " + message)
                .isTrue();
        assertThat(message).as(toString()).doesNotContain("an error of the connector itself");
    }

    private void checkDelivered(FaultyQuery query, boolean restarted) {
        List<String> once = new ArrayList<>(new LinkedHashSet<>(query.delivered()));
        if (isSharded()) {
            assertThat(new TreeSet<>(once)).as("rows, " + this).isEqualTo(new TreeSet<>(query.truth()));
        } else {
            assertThat(once).as("rows, " + this).isEqualTo(query.truth());
        }
        boolean mayRepeat =
                fault.losesResults() || (restarted && !setting.boundary().exactlyOnce());
        assertThat(hasRepeated(query) && !mayRepeat)
                .as("rows twice, " + this + ": " + query.delivered())
                .isFalse();
    }

    private void checkPaid(int more, List<String> again) {
        int most = fault.endsExecutions() || fault.losesResults() ? MOST_EXECUTIONS : 0;
        assertThat(more).as("executions, " + this).isBetween(again.isEmpty() ? 0 : -1, most);
    }

    /** A shard alone does not run a run again that others may have read. */
    private boolean isSharded() {
        return setting.mode().isEmpty();
    }

    private static boolean hasRepeated(FaultyQuery query) {
        return query.delivered().size() > new LinkedHashSet<>(query.delivered()).size();
    }

    @Override
    public String toString() {
        return fault + ", " + frequency + ", from occasion " + first + " on, " + setting;
    }
}
