package io.github.athenaconnect;

import io.github.athenaconnect.aws.AwsClients;
import io.github.athenaconnect.flow.Batch;
import io.github.athenaconnect.flow.Pump;
import io.github.athenaconnect.flow.RecordBuffer;
import io.github.athenaconnect.query.StopAction;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.TransactionContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A task between start and stop: queries are pumped into the buffer, and the worker polls from it.
 *
 * @param longestPoll how long a poll waits for records at most
 * @param transactions present with {@code transaction.boundary=connector} only: each batch is a transaction then, so that
 *     none stays open between two polls, where a pause could let it time out
 * @param stopAction what becomes of executions that are under way at the end
 * @param cleanup present if results are to be deleted
 * @param metrics what is shown of it
 */
record RunningTask(
        Pump pump,
        RecordBuffer buffer,
        Duration longestPoll,
        AwsClients clients,
        Optional<TransactionContext> transactions,
        StopAction stopAction,
        Optional<ResultCleanup> cleanup,
        TaskMetrics metrics)
        implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RunningTask.class);

    /** What does not end with its connections ends by a time-out of its own; the worker does not wait for that. */
    private static final Duration LONGEST_END = Duration.ofMillis(500);

    @Nullable List<SourceRecord> poll() throws InterruptedException {
        metrics.complete();
        Batch batch = buffer.take(longestPoll);
        if (batch == null) {
            return null;
        }
        transactions.ifPresent(transaction -> end(transaction, batch));
        return batch.records();
    }

    private static void end(TransactionContext transaction, Batch batch) {
        if (batch.marker()) {
            transaction.abortTransaction();
        } else {
            transaction.commitTransaction();
        }
    }

    /** Says that the worker may have stored offsets; from any thread. */
    void committed() {
        cleanup.ifPresent(ResultCleanup::committed);
    }

    /** Says that a record the worker has taken did not get into its topic; from any thread. */
    void dropped(SourceRecord record) {
        metrics.dropped(record);
    }

    /** Done within two seconds. */
    @Override
    public void close() {
        metrics.close();
        cleanup.ifPresent(ResultCleanup::close);
        pump.halt();
        if (stopAction == StopAction.CANCEL) {
            pump.cancelExecutions();
        }
        // Waiting comes last: nothing but closing them ends a call whose server is silent.
        clients.close();
        if (!pump.awaitEnd(LONGEST_END)) {
            log.warn("A call to AWS has not ended with its connections; its thread ends with the call.");
        }
    }
}
