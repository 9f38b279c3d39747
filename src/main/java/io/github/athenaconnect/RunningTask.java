package io.github.athenaconnect;

import io.github.athenaconnect.aws.AwsClients;
import io.github.athenaconnect.flow.Batch;
import io.github.athenaconnect.flow.Pump;
import io.github.athenaconnect.flow.RecordBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.TransactionContext;
import org.jspecify.annotations.Nullable;

/**
 * A task between start and stop: queries are pumped into the buffer, and the worker polls from it.
 *
 * @param longestPoll how long a poll waits for records at most
 * @param transactions present with {@code transaction.boundary=connector} only: each batch is a transaction then, so that
 *     none stays open between two polls, where a pause could let it time out
 */
record RunningTask(
        Pump pump,
        RecordBuffer buffer,
        Duration longestPoll,
        AwsClients clients,
        Optional<TransactionContext> transactions)
        implements AutoCloseable {
    @Nullable List<SourceRecord> poll() throws InterruptedException {
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

    @Override
    public void close() {
        pump.close();
        clients.close();
    }
}
