package io.github.athenaconnect.query;

import java.time.Instant;

/**
 * A run and when it may start.
 *
 * @param startsAt not before the run is scheduled; later by a delay or a jitter
 */
public record DueRun(Run run, Instant startsAt) {}
