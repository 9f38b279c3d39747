package io.github.athenaconnect.metrics;

/**
 * What a query may have scanned in the present period.
 *
 * @param limit in bytes
 * @param left of it, in bytes; 0 if it is used up
 */
public record Budget(long limit, long left) {}
