package io.github.athenaconnect.flow;

import io.github.athenaconnect.record.RunLog;
import java.util.Optional;

/**
 * How the end of a run gets into the stored offsets when no row carries it: the run had none, or its last one was dropped
 * on the way.
 *
 * @param log whose record carries it; then the rows leave it to that record
 * @param byMarker whether a record in a transaction that is aborted carries it where there is no run log: the worker
 *     drops such a record, and commits its offset all the same
 */
public record RunEnding(Optional<RunLog> log, boolean byMarker) {}
