package io.github.athenaconnect.config;

import static org.apache.kafka.common.config.ConfigDef.Width.SHORT;

import io.github.athenaconnect.failure.FailurePolicy;
import io.github.athenaconnect.failure.MissingResultPolicy;
import io.github.athenaconnect.failure.Policies;
import io.github.athenaconnect.failure.QueryChangePolicy;
import io.github.athenaconnect.query.Shard;
import io.github.athenaconnect.result.CleanupPolicy;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How many tasks share the results of a query, and what does not go with that.
 *
 * <p>Shards decide by themselves and must decide the same: whatever depends on the moment at which one of them looks, or
 * takes from the others what they still read, is refused.
 */
final class ShardKeys {
    private static final Key<Integer> SHARDS = Key.withDefault(
            "shards",
            Form.integer(1, Shard.MOST),
            1,
            Label.low(
                    "Shards",
                    SHORT,
                    "How many tasks share each result: one execution, whose files are dealt out. Needs"
                            + " `result.format=unload`, and `mode=full` with `schedule=once` or `mode=interval` with"
                            + " `interval.start` and a run log. More than `tasks.max` is fine."));

    static final List<Key<?>> KEYS = List.of(SHARDS);

    private ShardKeys() {}

    /** Refuses what shards could not do without talking to each other. */
    static void check(Values own) {
        if (own.find(SHARDS).filter(count -> count > 1).isPresent()) {
            Stream.of(format(own), mode(own), reaction(own), removal(own))
                    .flatMap(Optional::stream)
                    .findFirst()
                    .ifPresent(problem -> own.reject(SHARDS, problem));
        }
    }

    private static Optional<String> format(Values own) {
        return ResultKeys.isUnload(own)
                ? Optional.empty()
                : Optional.of("must be 1 unless result.format=unload, whose files can be dealt out. A CSV object cannot"
                        + " be split, as any value in quotes may hold line breaks, so that only who reads it from its"
                        + " head can tell rows. Set result.format=unload");
    }

    private static Optional<String> mode(Values own) {
        if (StatementKeys.isInMode(StatementKeys.INCREMENTAL, own)) {
            return Optional.of(
                    "must be 1 with mode=incremental, as a shard sees the watermark of its own rows only; set"
                            + " mode=interval");
        }
        return StatementKeys.isInMode(StatementKeys.INTERVAL, own) ? interval(own) : full(own);
    }

    private static Optional<String> full(Values own) {
        return ScheduleKeys.isOnce(own)
                ? Optional.empty()
                : Optional.of(
                        "must be 1 with mode=full on a schedule, which leaves out missed runs: shards that look at"
                                + " different moments would deliver parts of different runs. Set schedule=once, or"
                                + " mode=interval, which leaves none out");
    }

    private static Optional<String> interval(Values own) {
        if (!IntervalKeys.leavesNoneOut(own)) {
            return Optional.of(
                    "must be 1 unless interval.start is set, catchup is true and interval.max.runs is not set:"
                            + " otherwise shards that look at different moments would deliver parts of different runs. Set"
                            + " interval.start and remove the other two");
        }
        return RuntimeSection.hasRunLog(own.within(""))
                ? Optional.empty()
                : Optional.of("must be 1 with mode=interval unless run.log.topic is set: a shard for which a run has no"
                        + " file needs a record that stores the end of that run. Set run.log.topic");
    }

    private static Optional<String> reaction(Values own) {
        if (FailureKeys.isOnFailure(FailurePolicy.SKIP, own)) {
            return Optional.of("must be 1 with on.failure=skip, as a run that one shard leaves behind another may"
                    + " deliver; set on.failure=fail");
        }
        if (FailureKeys.isOnQueryChange(QueryChangePolicy.RESTART, own)) {
            return Optional.of("must be 1 with on.query.change=restart, as shards that have stored nothing cannot tell"
                    + " that the statement is another; set continue or fail, and reset the offsets of all shards to begin"
                    + " anew");
        }
        return FailureKeys.writtenOnResultMissing(own)
                .filter(policy -> policy != MissingResultPolicy.FAIL)
                .map(policy ->
                        "must be 1 with on.result.missing=" + policy.name().toLowerCase(Locale.ROOT)
                                + ", as the files of another execution hold other rows, of which the other shards know nothing;"
                                + " set on.result.missing=fail, the default beside shards");
    }

    private static Optional<String> removal(Values own) {
        return ResultKeys.isCleanup(CleanupPolicy.DELETE_AFTER_COMMIT, own)
                ? Optional.of("must be 1 with result.cleanup=delete_after_commit, which would delete what other shards"
                        + " still read; set result.cleanup=keep and let a lifecycle rule of the bucket delete")
                : Optional.empty();
    }

    static int read(Values own) {
        return own.get(SHARDS);
    }

    /** What a lost result leads to is another thing where a run cannot be run again for one shard alone. */
    static Policies of(Values own, Policies policies) {
        return read(own) == 1 ? policies : policies.on(MissingResultPolicy.FAIL);
    }
}
