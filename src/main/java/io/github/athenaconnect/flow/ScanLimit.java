package io.github.athenaconnect.flow;

import io.github.athenaconnect.query.Execution;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What follows where an execution has scanned more than one may.
 *
 * <p>Athena tells of scanned bytes after they were scanned, so that a short execution may be over before it is seen: what
 * is paid is then delivered.
 */
record ScanLimit(QueryFlow flow, OpenRun run) {
    private static final Logger log = LoggerFactory.getLogger(ScanLimit.class);

    boolean isExceededBy(Execution execution) {
        return flow.plan().scans().areExceededBy(execution.scannedBytes());
    }

    /** Asks Athena to end it. How it ends, and what it has scanned by then, is still to be seen. */
    void cancel(Execution execution) {
        flow.executions().cancel(execution.id());
        log.warn("{}: {}. It is cancelled, as it would go on being paid for.", about(), scanned(execution));
    }

    /** Tells of one that has succeeded all the same. */
    void warn(Execution execution) {
        if (isExceededBy(execution)) {
            log.warn(
                    "{}: {}. It has succeeded before that was seen, and is paid, so its rows are delivered. A limit of"
                            + " the workgroup itself (BytesScannedCutoffPerQuery) would have cancelled it.",
                    about(),
                    scanned(execution));
        }
    }

    /**
     * Why a run whose execution has no result cannot be completed.
     *
     * @param end how it has ended, or that it has not, as the end of a sentence
     */
    Obstacle obstacle(Execution execution, String end) {
        return new Obstacle(
                scanned(execution) + ", and " + end
                        + ". It is not run again by itself, as the same would be scanned and paid again: let the statement"
                        + " read fewer partitions or columns, or raise " + key() + ".",
                " The task can be restarted then.");
    }

    private String scanned(Execution execution) {
        return "the execution has scanned " + execution.scannedBytes() + " bytes, more than " + key() + " allows ("
                + flow.plan().scans().limit().orElseThrow() + ")";
    }

    private String key() {
        return "query." + flow.plan().query().name() + ".scan.limit.bytes";
    }

    private String about() {
        return flow.about(run.label());
    }
}
