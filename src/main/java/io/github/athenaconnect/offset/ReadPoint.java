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
 */
public record ReadPoint(
        String executionId, ResultFingerprint result, ResultPosition position, String schemaFingerprint) {
    /** The same result further on. */
    public ReadPoint at(ResultPosition reached) {
        return new ReadPoint(executionId, result, reached, schemaFingerprint);
    }
}
