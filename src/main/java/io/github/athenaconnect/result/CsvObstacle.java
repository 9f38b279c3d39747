package io.github.athenaconnect.result;

import io.github.athenaconnect.query.Execution;
import io.github.athenaconnect.query.StatementKind;
import java.util.Optional;

/** Why a result cannot be read as a CSV object, in words that go on after "because"; the same for every run. */
final class CsvObstacle {
    private CsvObstacle() {}

    /** What GetQueryExecution tells of it without asking S3. */
    static Optional<String> in(Execution execution) {
        if (execution.result().kind() == StatementKind.TEXT) {
            return Optional.of("the statement is a SHOW or DESCRIBE, which leaves text instead of a CSV object");
        }
        if (execution.result().managed()) {
            return Optional.of("Athena keeps the result itself (managed query results)");
        }
        if (execution.result().encryptedByClient()) {
            return Optional.of("the result is encrypted before S3 gets it (CSE_KMS), which only Athena decrypts");
        }
        return execution.outputLocation().isEmpty()
                ? Optional.of("Athena names no object for the result")
                : Optional.empty();
    }

    /** S3 said no. */
    static String denied(S3Location location) {
        return "S3 denies the connector s3:GetObject or, where objects are encrypted with a KMS key, kms:Decrypt for"
                + " results such as those in " + location.folder();
    }
}
