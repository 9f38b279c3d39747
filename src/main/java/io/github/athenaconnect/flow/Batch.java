package io.github.athenaconnect.flow;

import java.util.List;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Records that wait for the worker.
 *
 * @param records in order; none when a run has ended without any
 * @param bytes their size in the result
 * @param marker whether only their offset counts, and the records are to be dropped by aborting their transaction
 * @param taken what to do when the worker has taken them, on the worker's thread; quick
 */
public record Batch(List<SourceRecord> records, long bytes, boolean marker, Runnable taken) {}
