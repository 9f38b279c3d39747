package io.github.athenaconnect.query;

import java.time.Duration;

/**
 * How much patience a run deserves.
 *
 * @param retries further executions after a first that failed for a reason Athena calls retryable; 0 for none
 * @param backoff pause before the first of them; positive
 * @param timeout longest time from the start of a run to the end of its execution; positive
 */
public record RetrySettings(int retries, Duration backoff, Duration timeout) {}
