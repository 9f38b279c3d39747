package io.github.athenaconnect.validation;

import io.github.athenaconnect.query.AthenaSettings;
import io.github.athenaconnect.query.Attempt;
import io.github.athenaconnect.query.Execution;
import io.github.athenaconnect.query.Executions;
import io.github.athenaconnect.query.Query;
import io.github.athenaconnect.query.Run;
import java.time.Duration;

/** Runs a statement that scans nothing to its end, started as the runs of a query are. */
final class TrialExecution {
    private static final String EXPLAIN = "EXPLAIN (TYPE VALIDATE) ";

    /** Nobody waits longer for a look, however patient the settings of real runs are. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final Account account;
    private final TimeLeft time;

    TrialExecution(Account account, TimeLeft time) {
        this.account = account;
        this.time = time;
    }

    /** Has Athena check a statement, which costs nothing. The SDK's exceptions pass through. */
    Execution explain(String query, String sql) throws InterruptedException {
        return run(query, EXPLAIN + sql);
    }

    /**
     * Runs a statement for its columns: with no row asked for, the engine reads no data, and Athena knows no other way.
     * The SDK's exceptions pass through.
     */
    Execution columns(String query, String sql) throws InterruptedException {
        // The line break ends a comment at the end of the statement.
        return run(query, "SELECT * FROM (" + sql + "\n) LIMIT 0");
    }

    /** Runs a SHOW or DESCRIBE, which scans nothing and can be tried in no other way. The SDK's exceptions pass through. */
    Execution text(String query, String sql) throws InterruptedException {
        return run(query, sql);
    }

    private Execution run(String query, String sql) throws InterruptedException {
        AthenaSettings athena = account.settings().athena();
        Executions executions = new Executions(
                account.clients().athena(),
                athena,
                new Query(account.settings().connectorName(), query, sql),
                account.clock());
        // Each trial is a run of its own: the answer of an earlier one may no longer hold.
        String id = executions
                .start(Attempt.first(Run.at(account.clock().instant())), sql)
                .id();
        Duration wait = athena.pollMin();
        while (true) {
            Execution execution = executions
                    .look(id)
                    .orElseThrow(() -> new IllegalStateException("Athena does not know execution " + id));
            if (!(execution.state() instanceof Execution.Pending)) {
                return execution;
            }
            time.pause(wait);
            wait = shorter(wait.multipliedBy(2), LONGEST_PAUSE);
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
