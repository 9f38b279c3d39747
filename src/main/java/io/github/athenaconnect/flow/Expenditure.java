package io.github.athenaconnect.flow;

import io.github.athenaconnect.offset.QueryOffset;
import io.github.athenaconnect.query.Execution;
import io.github.athenaconnect.query.ScanBudget;
import io.github.athenaconnect.query.Spending;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What the executions of a query have scanned of its budget, those included that failed, were cancelled or are under way.
 *
 * <p>Mutable: it knows the executions that were looked at so far. Told by one thread at a time, asked by any.
 */
final class Expenditure {
    /** Dates of Athena's answers are cut to the second, those of submissions are not. */
    private static final Duration CLOCK_GRAIN = Duration.ofSeconds(2);

    private final Optional<ScanBudget> budget;
    private Spending stored;
    private boolean timed;
    private volatile Account account;

    /**
     * What is spent.
     *
     * @param before without the latest execution, whose figure may grow
     */
    private record Account(Spending before, Optional<Execution> latest, Spending spent) {}

    /** Begins with what the stored offset knows. */
    Expenditure(Optional<ScanBudget> budget, Optional<QueryOffset> from) {
        this.budget = budget;
        this.stored = from.flatMap(QueryOffset::spending).orElse(Spending.NONE);
        this.account = new Account(stored, Optional.empty(), stored);
    }

    /**
     * Takes note of the time once it is known. Nothing was submitted in the future. What an altered offset says so is spent
     * now: it would count in every period to come, and nothing else would. A worker's clock that is behind may find so of a
     * right offset, and is not to be asked.
     *
     * @param now by Athena's clock
     */
    void timeIs(Instant now) {
        if (!timed && stored.until().isAfter(now.plus(CLOCK_GRAIN))) {
            stored = new Spending(now, stored.bytes());
            account = new Account(stored, Optional.empty(), stored);
        }
        timed = true;
    }

    /** Whether it matters what time it is, as something is spent of a budget that begins anew. */
    boolean dependsOnTime() {
        return spent().isPresent();
    }

    /** Takes note of what an execution has scanned by now, however often it is looked at. */
    void seen(Execution execution) {
        timeIs(execution.asOf());
        if (stored.isRunning(execution.submitted())) {
            stored = stored.ended();
            account = new Account(stored, Optional.empty(), stored);
        }
        budget.filter(any -> !stored.counts(execution.submitted()))
                .ifPresent(of -> account = with(of, execution, account));
    }

    private static Account with(ScanBudget budget, Execution execution, Account known) {
        boolean again = known.latest()
                .filter(latest -> latest.id().equals(execution.id()))
                .isPresent();
        Spending before = again ? known.before() : known.spent();
        return new Account(
                before, Optional.of(execution), budget.add(before, execution.submitted(), execution.scannedBytes()));
    }

    /** What the next offset is to hold; empty without a budget, or while nothing is spent. */
    Optional<Spending> spent() {
        Account now = account;
        Spending spent = now.latest()
                .filter(execution -> execution.state() instanceof Execution.Pending)
                .filter(execution -> execution.submitted().equals(now.spent().until()))
                .map(execution -> now.spent().running(execution.scannedBytes()))
                .orElse(now.spent());
        return Optional.of(spent).filter(spending -> budget.isPresent() && !spending.equals(Spending.NONE));
    }

    /** Whether an execution was looked at of which the stored offset may not know. */
    boolean isNews() {
        return latest().isPresent();
    }

    /** The execution that was looked at last, unless the stored offset knows it; empty without a budget. */
    Optional<Execution> latest() {
        return account.latest();
    }

    /**
     * How many bytes may still be scanned; empty without a budget.
     *
     * @param now by Athena's clock as far as it is known
     */
    Optional<Long> left(Instant now) {
        return budget.map(of -> of.left(account.spent(), now));
    }

    /** When the budget begins anew, if nothing is left of it. */
    Optional<Instant> usedUpUntil(Instant now) {
        return budget.filter(of -> of.left(account.spent(), now) == 0).map(of -> of.until(now));
    }
}
