package io.github.athenaconnect.config;

import static org.apache.kafka.common.config.ConfigDef.Width.SHORT;

import io.github.athenaconnect.failure.FailurePolicy;
import io.github.athenaconnect.failure.MissingResultPolicy;
import io.github.athenaconnect.failure.Policies;
import io.github.athenaconnect.failure.QueryChangePolicy;
import io.github.athenaconnect.failure.SchemaChangePolicy;
import io.github.athenaconnect.query.RetrySettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What follows when a run fails. */
final class FailureKeys {
    private static final Key<Integer> RETRIES = Key.withDefault(
            "retries",
            Form.integer(0, 1000),
            3,
            Label.low(
                    "Retries", SHORT, "Further executions of a run that failed for a reason Athena calls retryable."));
    private static final Key<Duration> RETRY_BACKOFF = Key.withDefault(
            "retry.backoff.ms",
            Form.number(1, Duration.ofDays(1).toMillis()).map(Duration::ofMillis),
            1000L,
            Label.low("Pause before a retry (ms)", SHORT, "Pause before the first retry of a run."));
    private static final Key<Duration> TIMEOUT = Key.withDefault(
            "timeout",
            DurationText.FORM,
            "30m",
            Label.low("Time-out", SHORT, "Longest time a run may take until its execution has ended."));
    private static final Key<FailurePolicy> ON_FAILURE = Key.withDefault(
            "on.failure",
            Choice.among(FailurePolicy.class),
            "fail",
            Label.medium(
                    "After a failed run",
                    SHORT,
                    "What follows when a run cannot be completed, after the last attempt: `fail` stops the task, `skip`"
                            + " goes on with the next run. In `incremental` mode that one asks for the same rows again;"
                            + " otherwise the rows of a skipped run are not delivered."));
    private static final Key<QueryChangePolicy> ON_QUERY_CHANGE = Key.withDefault(
            "on.query.change",
            Choice.among(QueryChangePolicy.class),
            "continue",
            Label.medium(
                    "After a changed statement",
                    SHORT,
                    "What a changed statement does to the stored offset: `continue` keeps it and asks the new statement"
                            + " with the next run, `restart` begins as if the query had never run, `fail` stops the"
                            + " task."));
    private static final Key<MissingResultPolicy> ON_RESULT_MISSING = Key.withDefault(
            "on.result.missing",
            Choice.among(MissingResultPolicy.class),
            "rerun",
            Label.medium(
                    "After a lost result",
                    SHORT,
                    "What follows when the result that a stored offset points at is gone or was replaced: `rerun` starts"
                            + " the run again, pays again and delivers all of its rows, also those delivered before;"
                            + " `fail` stops the task; `skip` goes on with the next run. Beside `shards` it is `fail`, as a"
                            + " run cannot be run again for one shard alone."));

    private static final Key<SchemaChangePolicy> SCHEMA_CHANGE = Key.withDefault(
            "schema.change",
            Choice.among(SchemaChangePolicy.class),
            "evolve",
            Label.medium(
                    "After changed columns",
                    SHORT,
                    "What follows when a result has other columns than the one before, or columns of other types:"
                            + " `evolve` delivers it with its own columns, `fail` stops the task before a row of it is"
                            + " delivered, `freeze` keeps the columns: new ones are left out, those that are gone are"
                            + " NULL, values of another type are converted or an error of their row."));

    static final List<Key<?>> KEYS =
            List.of(RETRIES, RETRY_BACKOFF, TIMEOUT, ON_FAILURE, ON_QUERY_CHANGE, ON_RESULT_MISSING, SCHEMA_CHANGE);

    private FailureKeys() {}

    static boolean isOnFailure(FailurePolicy policy, Values own) {
        return own.find(ON_FAILURE).filter(policy::equals).isPresent();
    }

    static boolean isOnQueryChange(QueryChangePolicy policy, Values own) {
        return own.find(ON_QUERY_CHANGE).filter(policy::equals).isPresent();
    }

    /** The policy, if somebody wrote one, for this query or for all. */
    static Optional<MissingResultPolicy> writtenOnResultMissing(Values own) {
        Values defaults = own.within(QueryNames.prefix(QueryNames.DEFAULT));
        return own.isWritten(ON_RESULT_MISSING) || defaults.isWritten(ON_RESULT_MISSING)
                ? own.find(ON_RESULT_MISSING)
                : Optional.empty();
    }

    static RetrySettings read(Values own) {
        return new RetrySettings(own.get(RETRIES), own.get(RETRY_BACKOFF), own.get(TIMEOUT));
    }

    static Policies readPolicies(Values own) {
        return new Policies(
                own.get(ON_FAILURE), own.get(ON_QUERY_CHANGE), own.get(ON_RESULT_MISSING), own.get(SCHEMA_CHANGE));
    }
}
