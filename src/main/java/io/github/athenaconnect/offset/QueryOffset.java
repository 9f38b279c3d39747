package io.github.athenaconnect.offset;

import io.github.athenaconnect.query.Attempt;
import io.github.athenaconnect.result.ResultFingerprint;
import io.github.athenaconnect.result.ResultPosition;
import java.util.Optional;

/**
 * Where a query stands after a record: everything needed to go on with the next row of the same result.
 *
 * @param attempt the run being delivered and which try at it
 * @param executionId Athena's id of the execution; once stored, it decides and no token is needed
 * @param result the bytes being read
 * @param position the place after the record's row
 * @param done whether that row was the run's last
 * @param watermark the watermark of the completed runs, absent unless the mode has one
 * @param maximum the highest watermark among the rows of this run so far, absent unless the mode has one
 * @param sqlFingerprint tells the statement that was run from any other
 * @param schemaFingerprint tells the columns of the result from any other
 */
public record QueryOffset(
        Attempt attempt,
        String executionId,
        ResultFingerprint result,
        ResultPosition position,
        boolean done,
        Optional<String> watermark,
        Optional<String> maximum,
        String sqlFingerprint,
        String schemaFingerprint) {

    /** The same run further on: after the row that ends at {@code reached}. */
    public QueryOffset at(ResultPosition reached, boolean last) {
        return new QueryOffset(
                attempt, executionId, result, reached, last, watermark, maximum, sqlFingerprint, schemaFingerprint);
    }
}
