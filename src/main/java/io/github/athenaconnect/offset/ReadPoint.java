package io.github.athenaconnect.offset;

import io.github.athenaconnect.result.ResultFingerprint;
import io.github.athenaconnect.result.ResultPosition;

/**
 * A place in the result of an execution.
 *
 * @param executionId Athena's id of the execution; once stored, it decides and no token is needed
 * @param result the bytes being read
 * @param position the place after the last row that was delivered
 * @param schemaFingerprint tells the columns of the result from any other
 * @param rejected how many of the rows before this place could not be records. It is told, not used
 */
public record ReadPoint(
        String executionId,
        ResultFingerprint result,
        ResultPosition position,
        String schemaFingerprint,
        long rejected) {
    /** A place before which every row became a record. */
    public ReadPoint(String executionId, ResultFingerprint result, ResultPosition position, String schemaFingerprint) {
        this(executionId, result, position, schemaFingerprint, 0);
    }

    /** The same result further on. */
    public ReadPoint at(ResultPosition reached, long rejectedSoFar) {
        return new ReadPoint(executionId, result, reached, schemaFingerprint, rejectedSoFar);
    }
}
