package io.github.athenaconnect.query;

import java.time.Instant;

/**
 * Athena's answer to a start.
 *
 * @param id the execution, which may be one that an earlier start with the same token began
 * @param answered when Athena answered, by Athena's clock, to the second: an execution that had ended before is an
 *     earlier one
 */
public record StartedExecution(String id, Instant answered) {}
