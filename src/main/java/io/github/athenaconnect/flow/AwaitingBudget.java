package io.github.athenaconnect.flow;

import io.github.athenaconnect.metrics.QueryState;
import io.github.athenaconnect.query.ScanBudget;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits until the budget of a query begins anew, as an execution may not be started before.
 *
 * <p>A run is not failed or left behind for that: nothing is wrong with it, and what it would have delivered would be
 * lost in {@code interval} mode.
 *
 * @param then what was about to start one, and decides again which
 */
record AwaitingBudget(QueryFlow flow, Phase then) implements Phase {
    private static final Logger log = LoggerFactory.getLogger(AwaitingBudget.class);

    /**
     * The step to take instead of a start. The time is not in doubt by now, or Athena cannot tell it.
     *
     * @param run which was about to be started
     * @return empty if the budget allows the start
     */
    static Optional<Step> insteadOf(QueryFlow flow, String run, Phase then) {
        Instant now = flow.clock().instant();
        flow.expenditure().timeIs(now);
        Optional<Instant> until = flow.expenditure().usedUpUntil(now);
        until.ifPresent(end -> warn(flow, run, now, end));
        return until.map(end -> Step.to(new AwaitingBudget(flow, then), end));
    }

    private static void warn(QueryFlow flow, String run, Instant now, Instant until) {
        ScanBudget budget = flow.plan().scans().budget().orElseThrow();
        String key = "query." + flow.plan().query().name() + ".scan.budget";
        log.warn(
                "{}: its executions have scanned {} bytes since {}, and {}.bytes allows {}. No further one is started until"
                        + " {}, when the budget begins anew, as {}.period says. Raise the budget to go on earlier.",
                flow.about(run),
                flow.expenditure().spent().orElseThrow().bytes(),
                budget.since(now),
                key,
                budget.bytes(),
                until,
                key);
    }

    @Override
    public Step advance() {
        return flow.expenditure()
                .usedUpUntil(flow.clock().instant())
                .map(until -> Step.to(this, until))
                .orElseGet(() -> Step.to(then));
    }

    @Override
    public QueryState state() {
        return QueryState.AWAITING_BUDGET;
    }

    @Override
    public String subject() {
        return then.subject();
    }

    @Override
    public Optional<OpenRun> openRun() {
        return then.openRun();
    }
}
