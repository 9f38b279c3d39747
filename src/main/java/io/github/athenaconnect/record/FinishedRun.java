package io.github.athenaconnect.record;

import io.github.athenaconnect.query.Attempt;
import io.github.athenaconnect.query.Shard;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A run that has ended, or one shard of it, or the attempts of one that waits, as the run log tells of it.
 *
 * @param query name of the query
 * @param shard which part of the run it was
 * @param attempt the run and the number of its last attempt
 * @param statement fingerprint of the statement that was asked
 * @param watermark of all completed runs, this one included if it is, in {@code incremental} mode only
 * @param executions Athena's ids of its executions as far as they are known, the last one last
 * @param rows rows of the result that were read, those before a restart included
 * @param rejected how many of them could not be records and were left out, or went to the dead letters
 * @param resultBytes bytes of the result that were read
 * @param scannedBytes bytes that the last execution scanned, which is what is paid for
 * @param submitted when Athena took the last execution, by Athena's clock; absent if there was none
 * @param queued how long the last execution waited in Athena's queue
 * @param engine how long its engine worked
 * @param ended when the run ended, or began to wait, by the worker's clock
 * @param error why it was not delivered
 */
public record FinishedRun(
        String query,
        Shard shard,
        Attempt attempt,
        String statement,
        Optional<String> watermark,
        RunState state,
        List<String> executions,
        long rows,
        long rejected,
        long resultBytes,
        long scannedBytes,
        Optional<Instant> submitted,
        Duration queued,
        Duration engine,
        Instant ended,
        Optional<String> error) {
    public FinishedRun {
        executions = List.copyOf(executions);
    }
}
