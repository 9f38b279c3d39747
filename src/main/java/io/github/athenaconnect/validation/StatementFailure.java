package io.github.athenaconnect.validation;

import io.github.athenaconnect.failure.CallFailure;
import io.github.athenaconnect.failure.ExecutionFailure;
import io.github.athenaconnect.failure.FailureKind;
import io.github.athenaconnect.query.AthenaSettings;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Finds the key at fault when Athena does not run a statement. */
final class StatementFailure {
    private static final Logger LOG = LoggerFactory.getLogger(StatementFailure.class);

    private final Account account;
    private final AthenaSettings athena;
    private final String statementKey;

    /**
     * Judges failures of one statement.
     *
     * @param statementKey the key that is at fault if no other is
     */
    StatementFailure(Account account, String statementKey) {
        this.account = account;
        this.athena = account.settings().athena();
        this.statementKey = statementKey;
    }

    /** What follows from an execution that ended without a result. */
    List<Finding> of(ExecutionFailure failure) {
        if (failure.retryable()) {
            LOG.warn("Athena could not check {} just now, so it passes unchecked: {}", statementKey, failure);
            return List.of();
        }
        return List.of(finding(failure.reason(), "Athena answered " + CallFailure.excerpt(failure.toString())));
    }

    /** What follows from a start that was refused. */
    List<Finding> of(AwsServiceException refusal) {
        String message = Optional.ofNullable(refusal.awsErrorDetails())
                .map(AwsErrorDetails::errorMessage)
                .orElse("");
        if (FailureKind.of(refusal) == FailureKind.DENIED) {
            return List.of(new Finding(
                    KeyNames.WORKGROUP, Denial.named(message, toStart()).problem(workgroup(), refusal)));
        }
        return List.of(finding(message, CallFailure.answer(refusal)));
    }

    private Finding finding(String message, String answer) {
        return switch (Blame.of(message, athena)) {
            case WORKGROUP ->
                new Finding(
                        KeyNames.WORKGROUP,
                        "names " + workgroup() + ", which takes no queries. Enable it, or name another. " + answer);
            case NO_LOCATION ->
                new Finding(
                        KeyNames.OUTPUT_LOCATION,
                        "is not set, and " + workgroup() + " has no location of its own. Set it to an s3:// URI. "
                                + answer);
            case MANAGED ->
                new Finding(
                        KeyNames.OUTPUT_LOCATION,
                        "cannot be used with " + workgroup() + ", in which Athena keeps results itself (managed query"
                                + " results). Leave it out, and athena.expected.bucket.owner, athena.encryption.* and"
                                + " athena.acl.option too. " + answer);
            case LOCATION -> new Finding(KeyNames.OUTPUT_LOCATION, OutputRights.unwritable(athena) + answer);
            case RIGHT ->
                new Finding(
                        statementKey,
                        Denial.named(message, toStart()).problem("what the identity may not use") + " " + answer);
            case DATABASE -> new Finding(KeyNames.DATABASE, CatalogCheck.missingDatabase(athena) + answer);
            case CATALOG -> new Finding(KeyNames.CATALOG, CatalogCheck.missingCatalog(athena) + answer);
            case STATEMENT -> new Finding(statementKey, "is not accepted by Athena. Correct it. " + answer);
        };
    }

    private Denial toStart() {
        return new Denial("athena:StartQueryExecution", account.athenaArn("workgroup/" + athena.workgroup()));
    }

    private String workgroup() {
        return "workgroup \"" + athena.workgroup() + "\"";
    }
}
