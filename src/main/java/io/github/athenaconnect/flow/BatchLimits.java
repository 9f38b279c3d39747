package io.github.athenaconnect.flow;

/**
 * How much one step reads at most, and so how much one poll returns.
 *
 * @param rows rows in a batch; positive
 * @param bytes bytes of the result in a batch, exceeded by less than a row; positive
 */
public record BatchLimits(int rows, long bytes) {}
