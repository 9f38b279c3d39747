package io.github.athenaconnect.config;

import io.github.athenaconnect.query.StopAction;
import java.util.Optional;

/**
 * How much a task holds at once, what it tells of its runs, and how it stops.
 *
 * @param batchMaxRows most records handed to the worker by one poll; positive
 * @param bufferMaxBytes bytes of rows read ahead per task, over which reading pauses; positive
 * @param transactionMaxRows most rows in a transaction that the connector ends itself; positive
 * @param runLogTopic the topic of the run log, if there is to be one
 * @param stopAction what becomes of executions that are under way when a task stops
 * @param producerRequestBytes the largest request of the producer that takes the records, as far as the connector's own
 *     configuration tells: no connector is told its worker's settings; positive
 */
public record RuntimeSettings(
        int batchMaxRows,
        long bufferMaxBytes,
        int transactionMaxRows,
        Optional<String> runLogTopic,
        StopAction stopAction,
        long producerRequestBytes) {}
