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
    /** Answers of AWS are dated to the second. */
    private static final Duration CLOCK_GRAIN = Duration.ofSeconds(2);

    /** A worker's clock may be that far behind Athena's, and the offset be right. */
    private static final Duration MOST_DIFFERENCE_OF_CLOCKS = Duration.ofDays(2);

    private final Optional<ScanBudget> budget;
    private final Spending stored;
    private volatile Account account;

    /** By how much the worker's clock is ahead of Athena's, by which periods are told apart. */
    private volatile Duration ahead = Duration.ZERO;

    /**
     * What is spent.
     *
     * @param before without the latest execution, whose figure may grow
     */
    private record Account(Spending before, Optional<Execution> latest, Spending spent) {}

    /**
     * Begins with what the stored offset knows.
     *
     * @param now by the worker's clock
     */
    Expenditure(Optional<ScanBudget> budget, Optional<QueryOffset> from, Instant now) {
        this.budget = budget;
        this.stored = from.flatMap(QueryOffset::spending)
                .map(spending -> credible(spending, now))
                .orElse(Spending.NONE);
        this.account = new Account(stored, Optional.empty(), stored);
    }

    /**
     * Nothing was submitted in the future. What an altered offset says so is spent now: it would count in every period to
     * come, and nothing else would.
     */
    private static Spending credible(Spending spending, Instant now) {
        return spending.until().isAfter(now.plus(MOST_DIFFERENCE_OF_CLOCKS))
                ? new Spending(now, spending.bytes())
                : spending;
    }

    /**
     * Takes note of what an execution has scanned by now, however often it is looked at.
     *
     * @param now by the worker's clock
     */
    void seen(Execution execution, Instant now) {
        Duration between = Duration.between(execution.asOf(), now);
        ahead = between.abs().compareTo(CLOCK_GRAIN) > 0 ? between : Duration.ZERO;
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
        return Optional.of(account.spent()).filter(spending -> budget.isPresent() && !spending.equals(Spending.NONE));
    }

    /** Whether an execution was looked at of which the stored offset may not know. */
    boolean isNews() {
        return latest().isPresent();
    }

    /** The execution that was looked at last, unless the stored offset knows it; empty without a budget. */
    Optional<Execution> latest() {
        return account.latest();
    }

    /** How many bytes may still be scanned; empty without a budget. */
    Optional<Long> left(Instant now) {
        return budget.map(of -> of.left(account.spent(), now.minus(ahead)));
    }

    /** When the budget begins anew, if nothing is left of it. */
    Optional<Instant> usedUpUntil(Instant now) {
        return budget.filter(any -> left(now).orElseThrow() == 0)
                .map(of -> of.until(now.minus(ahead)))
                .map(end -> end.equals(Instant.MAX) ? end : end.plus(ahead));
    }
}
