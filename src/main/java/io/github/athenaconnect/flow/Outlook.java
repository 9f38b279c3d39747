package io.github.athenaconnect.flow;

import io.github.athenaconnect.metrics.Budget;
import io.github.athenaconnect.metrics.QueryState;
import io.github.athenaconnect.metrics.QueryView;
import io.github.athenaconnect.metrics.ReadProgress;
import io.github.athenaconnect.query.Agenda;
import io.github.athenaconnect.query.DueRun;
import io.github.athenaconnect.query.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Where a query stands and what it has before it, for whoever asks, while a pump drives it. From any thread. */
record Outlook(QueryFlow flow) implements QueryView {
    /** Runs that are due are counted one by one, whenever somebody asks. */
    private static final long MOST_COUNTED = 1000;

    @Override
    public QueryState state() {
        return flow.phase().state();
    }

    @Override
    public Instant now() {
        return flow.clock().instant();
    }

    @Override
    public long lag() {
        Instant now = now();
        Phase phase = due();
        long count = phase.openRun().isPresent() ? 1 : 0;
        Optional<DueRun> next = next(phase, now);
        while (count < MOST_COUNTED
                && next.filter(due -> !due.startsAt().isAfter(now)).isPresent()) {
            count++;
            // As of its own start: what was missed by now is already left out of the first.
            next = next.flatMap(due -> agenda().after(due.run(), due.startsAt()));
        }
        return count;
    }

    @Override
    public Optional<Instant> nextRun() {
        return next(due(), now()).map(DueRun::startsAt);
    }

    /** A run that waits for its budget is due all the same. */
    private Phase due() {
        Phase phase = flow.phase();
        return phase instanceof AwaitingBudget awaiting ? awaiting.then() : phase;
    }

    private Optional<DueRun> next(Phase phase, Instant now) {
        Optional<Run> underWay = phase.openRun().map(OpenRun::run);
        if (underWay.isPresent()) {
            return agenda().after(underWay.get(), now);
        }
        return phase instanceof Waiting waiting ? waiting.agenda().at(now) : Optional.empty();
    }

    private Agenda agenda() {
        return flow.plan().agenda();
    }

    @Override
    public ReadProgress reading() {
        return state() == QueryState.READING ? flow.meter().reading() : ReadProgress.NONE;
    }

    @Override
    public Duration sinceSuccess() {
        Duration since = Duration.between(flow.meter().latestSuccess(), now());
        return since.isNegative() ? Duration.ZERO : since;
    }

    @Override
    public Optional<Budget> budget() {
        return flow.plan()
                .scans()
                .budget()
                .map(budget -> new Budget(budget.bytes(), flow.budgetLeft().orElse(0L)));
    }
}
