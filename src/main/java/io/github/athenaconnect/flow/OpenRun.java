package io.github.athenaconnect.flow;

import io.github.athenaconnect.offset.QueryOffset;
import io.github.athenaconnect.query.Attempt;
import io.github.athenaconnect.query.Execution;
import io.github.athenaconnect.query.Run;
import io.github.athenaconnect.watermark.Watermark;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A run that is under way. Immutable.
 *
 * @param watermark of the completed runs before this one
 * @param sqlFingerprint of the statement this run asks
 * @param retries how many earlier attempts of this run have failed, or lost their result, in this process
 * @param executions Athena's ids of this run's executions as far as this process knows them, the present one last
 * @param begunBy when an execution of it was begun at the latest, by Athena's clock, as another shard has gone on since; a
 *     younger one is another
 */
record OpenRun(
        Attempt attempt,
        Optional<Watermark> watermark,
        String sqlFingerprint,
        int retries,
        List<String> executions,
        Optional<Instant> begunBy) {

    static OpenRun begin(Attempt attempt, Optional<Watermark> watermark, String sqlFingerprint) {
        return new OpenRun(attempt, watermark, sqlFingerprint, 0, List.of(), Optional.empty());
    }

    /** The run of a stored offset; its statement is the one it was started with. */
    static OpenRun of(QueryOffset stored, String fingerprintIfUnknown) {
        return new OpenRun(
                stored.attempt(),
                stored.watermark(),
                stored.sqlFingerprint().orElse(fingerprintIfUnknown),
                0,
                stored.reading().map(point -> List.of(point.executionId())).orElse(List.of()),
                Optional.empty());
    }

    Run run() {
        return attempt.run();
    }

    /** The same run with another statement: what is started asks the configured one, whatever an earlier attempt asked. */
    OpenRun asking(String fingerprint) {
        return new OpenRun(attempt, watermark, fingerprint, retries, executions, begunBy);
    }

    OpenRun executedAs(String id) {
        List<String> ids =
                Stream.concat(executions.stream(), Stream.of(id)).distinct().toList();
        return new OpenRun(attempt, watermark, sqlFingerprint, retries, ids, begunBy);
    }

    /** The same run, whose execution another shard has named. */
    OpenRun joining(QueryOffset begun, String id) {
        return new OpenRun(
                        begun.attempt(),
                        watermark,
                        begun.sqlFingerprint().orElse(sqlFingerprint),
                        retries,
                        executions,
                        Optional.empty())
                .executedAs(id);
    }

    /** The same run, of which another shard has read an execution that had begun by then. */
    OpenRun begunBy(Instant latest) {
        return new OpenRun(attempt, watermark, sqlFingerprint, retries, executions, Optional.of(latest));
    }

    /** Whether an execution submitted at that instant cannot be the one that another shard has read. */
    boolean rulesOut(Instant submitted) {
        return begunBy.filter(submitted::isAfter).isPresent();
    }

    /** The same run once more, as nobody is to blame for the attempt before. */
    OpenRun again() {
        return new OpenRun(attempt.next(), watermark, sqlFingerprint, retries, executions, begunBy);
    }

    /** The same run once more, after a failure. */
    OpenRun retried() {
        return new OpenRun(attempt.next(), watermark, sqlFingerprint, retries + 1, executions, begunBy);
    }

    /** Whether it is one of its executions that this process knows. */
    boolean has(Execution execution) {
        return executions.contains(execution.id());
    }

    /** What messages call it: the run and its present execution, if it has one. */
    String label() {
        String run = run().label();
        return executions.isEmpty() ? run : run + ", execution " + executions.get(executions.size() - 1);
    }
}
