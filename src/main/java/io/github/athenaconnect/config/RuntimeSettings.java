package io.github.athenaconnect.config;

/**
 * How much a task holds at once.
 *
 * @param batchMaxRows most records handed to the worker by one poll; positive
 * @param bufferMaxBytes bytes of rows read ahead per task, over which reading pauses; positive
 */
public record RuntimeSettings(int batchMaxRows, long bufferMaxBytes) {}
