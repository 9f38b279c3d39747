package io.github.athenaconnect.record;

import io.github.athenaconnect.query.Run;
import org.apache.kafka.connect.header.ConnectHeaders;

/**
 * The headers that tell where a row comes from: what all rows of a result share is made once. Immutable.
 *
 * <p>Their names are a public interface. Instants are texts, as a header converter may know no logical types.
 */
final class ProvenanceHeaders {
    private static final String QUERY = "athena.query";
    private static final String EXECUTION_ID = "athena.execution.id";
    private static final String SCHEDULED = "athena.scheduled";
    private static final String INTERVAL_START = "athena.interval.start";
    private static final String INTERVAL_END = "athena.interval.end";
    private static final String SHARD = "athena.shard";
    private static final String BYTES_SCANNED = "athena.bytes.scanned";
    private static final String ROW = "athena.row";

    private final ConnectHeaders ofTheResult = new ConnectHeaders();

    ProvenanceHeaders(Provenance provenance) {
        Run run = provenance.run();
        ofTheResult.addString(QUERY, provenance.query());
        ofTheResult.addString(EXECUTION_ID, provenance.executionId());
        ofTheResult.addString(SCHEDULED, run.scheduled().toString());
        run.interval().ifPresent(interval -> {
            ofTheResult.addString(INTERVAL_START, interval.start().toString());
            ofTheResult.addString(INTERVAL_END, interval.end().toString());
        });
        if (!provenance.shard().isWhole()) {
            ofTheResult.addString(SHARD, provenance.shard().toString());
        }
        ofTheResult.addLong(BYTES_SCANNED, provenance.scannedBytes());
    }

    /** Those of one row, the caller's own: transformations change the headers of a record in place. */
    ConnectHeaders of(long row) {
        ConnectHeaders headers = new ConnectHeaders(ofTheResult);
        headers.addLong(ROW, row);
        return headers;
    }
}
