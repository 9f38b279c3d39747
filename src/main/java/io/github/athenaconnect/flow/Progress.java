package io.github.athenaconnect.flow;

import io.github.athenaconnect.result.ResultPosition;
import io.github.athenaconnect.watermark.Watermark;
import java.util.Optional;

/**
 * How far a result has been read. Immutable.
 *
 * @param position after the last row that was dealt with, which may be before the reader's own position
 * @param maximum the highest watermark up to there
 * @param rejected how many rows up to there could not be records
 */
record Progress(ResultPosition position, Optional<Watermark> maximum, long rejected) {
    /** Rows dealt with since an earlier place. */
    long rowsSince(Progress earlier) {
        return position.rowOfResult() - earlier.position().rowOfResult();
    }

    /** Their size. */
    long bytesSince(Progress earlier) {
        return position.bytes() - earlier.position().bytes();
    }

    /** Rows up to here that became records. */
    long delivered() {
        return position.rowOfResult() - rejected;
    }
}
