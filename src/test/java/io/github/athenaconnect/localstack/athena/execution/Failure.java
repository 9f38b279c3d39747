package io.github.athenaconnect.localstack.athena.execution;

import io.github.athenaconnect.localstack.engine.EngineFailure;
import io.github.athenaconnect.localstack.engine.ErrorName;
import software.amazon.awssdk.services.athena.model.AthenaError;

/**
 * Why an execution failed.
 *
 * @param category 1 the system's, 2 the user's, 3 other
 * @param type Athena's number, 0 to 9999
 * @param message also the reason of the change of state
 */
public record Failure(int category, int type, boolean retryable, String message) {
    static Failure of(EngineFailure failure) {
        return new Failure(
                failure.name().category(), failure.name().type(), failure.name().retryable(), failure.getMessage());
    }

    static Failure cannotWrite(String location) {
        return new Failure(
                2,
                401,
                false,
                "Access denied when writing output to url: " + location
                        + " . Please ensure you are allowed to access the S3 bucket. If you are encrypting query"
                        + " results with KMS key, please ensure you are allowed to access your KMS key");
    }

    /** The caller may not do something that the query needs. */
    static Failure notPermitted(String message) {
        return new Failure(2, ErrorName.PERMISSION_DENIED.type(), false, message);
    }

    static Failure internal() {
        return new Failure(1, 100, true, "GENERIC_INTERNAL_ERROR: Internal service error");
    }

    /** As GetQueryExecution shows it. */
    public AthenaError toAthenaError() {
        return AthenaError.builder()
                .errorCategory(category)
                .errorType(type)
                .retryable(retryable)
                .errorMessage(message)
                .build();
    }
}
