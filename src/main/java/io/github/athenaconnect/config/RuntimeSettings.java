package io.github.athenaconnect.config;

import java.util.Optional;

/**
 * How much a task holds at once, and what it tells of its runs.
 *
 * @param batchMaxRows most records handed to the worker by one poll; positive
 * @param bufferMaxBytes bytes of rows read ahead per task, over which reading pauses; positive
 * @param transactionMaxRows most rows in a transaction that the connector ends itself; positive
 * @param runLogTopic the topic of the run log, if there is to be one
 */
public record RuntimeSettings(
        int batchMaxRows, long bufferMaxBytes, int transactionMaxRows, Optional<String> runLogTopic) {}
