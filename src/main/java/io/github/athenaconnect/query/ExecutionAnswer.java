package io.github.athenaconnect.query;

import io.github.athenaconnect.failure.ExecutionFailure;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.athena.model.AthenaError;
import software.amazon.awssdk.services.athena.model.EncryptionConfiguration;
import software.amazon.awssdk.services.athena.model.EncryptionOption;
import software.amazon.awssdk.services.athena.model.ManagedQueryResultsConfiguration;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionStatistics;
import software.amazon.awssdk.services.athena.model.QueryExecutionStatus;
import software.amazon.awssdk.services.athena.model.ResultConfiguration;
import software.amazon.awssdk.services.athena.model.ResultReuseInformation;

/** Reads GetQueryExecution's answer, in which nearly every part may be missing. */
final class ExecutionAnswer {
    private ExecutionAnswer() {}

    /**
     * What is said of the execution {@code id}.
     *
     * @throws software.amazon.awssdk.services.athena.model.AthenaException if it is not said by Athena
     */
    static Execution read(String id, @Nullable QueryExecution answer, Instant asOf) {
        if (answer == null || answer.status() == null || answer.status().state() == null) {
            throw ForeignAnswer.found("nothing of the state of execution " + id);
        }
        if (!id.equals(answer.queryExecutionId())) {
            throw ForeignAnswer.found("another execution than " + id);
        }
        Optional<QueryExecutionStatistics> statistics = Optional.ofNullable(answer.statistics());
        Optional<String> target = Optional.ofNullable(answer.query()).flatMap(Unload::targetOf);
        return new Execution(
                id,
                state(answer.status(), target.isPresent()),
                asOf,
                Optional.ofNullable(answer.status().submissionDateTime()).orElse(asOf),
                Optional.ofNullable(answer.resultConfiguration()).map(ResultConfiguration::outputLocation),
                target.flatMap(below -> manifest(statistics).map(list -> new UnloadedFiles(below, list))),
                traits(answer, statistics),
                isReused(statistics) ? 0 : scanned(statistics),
                number(statistics, QueryExecutionStatistics::queryQueueTimeInMillis),
                number(statistics, QueryExecutionStatistics::engineExecutionTimeInMillis));
    }

    private static Optional<String> manifest(Optional<QueryExecutionStatistics> statistics) {
        return statistics.map(QueryExecutionStatistics::dataManifestLocation);
    }

    private static ResultTraits traits(QueryExecution answer, Optional<QueryExecutionStatistics> statistics) {
        return new ResultTraits(
                StatementKind.of(Optional.ofNullable(answer.statementType())),
                Optional.ofNullable(answer.managedQueryResultsConfiguration())
                        .map(ManagedQueryResultsConfiguration::enabled)
                        .orElse(false),
                Optional.ofNullable(answer.resultConfiguration())
                        .map(ResultConfiguration::encryptionConfiguration)
                        .map(EncryptionConfiguration::encryptionOption)
                        .filter(EncryptionOption.CSE_KMS::equals)
                        .isPresent(),
                isReused(statistics));
    }

    private static boolean isReused(Optional<QueryExecutionStatistics> statistics) {
        return statistics
                .map(QueryExecutionStatistics::resultReuseInformation)
                .map(ResultReuseInformation::reusedPreviousResult)
                .orElse(false);
    }

    private static long scanned(Optional<QueryExecutionStatistics> statistics) {
        return number(statistics, QueryExecutionStatistics::dataScannedInBytes);
    }

    /** What counts bytes or time is never below 0, or sums that are made of it would shrink. */
    private static long number(
            Optional<QueryExecutionStatistics> statistics, Function<QueryExecutionStatistics, Long> of) {
        return Math.max(0, statistics.map(of).orElse(0L));
    }

    private static Execution.State state(QueryExecutionStatus status, boolean unload) {
        return switch (status.state()) {
            case SUCCEEDED -> new Execution.Succeeded(completed(status));
            case FAILED, CANCELLED -> new Execution.Ended(failure(status, unload), completed(status));
            // A state that Athena may add is not an end until it says so.
            case QUEUED, RUNNING, UNKNOWN_TO_SDK_VERSION -> new Execution.Pending();
        };
    }

    private static Instant completed(QueryExecutionStatus status) {
        return Optional.ofNullable(status.completionDateTime()).orElse(Instant.MAX);
    }

    private static ExecutionFailure failure(QueryExecutionStatus status, boolean unload) {
        Optional<AthenaError> error = Optional.ofNullable(status.athenaError());
        String reason = Optional.ofNullable(status.stateChangeReason())
                .or(() -> error.map(AthenaError::errorMessage))
                .orElse("no reason given");
        return new ExecutionFailure(
                status.stateAsString(),
                unload ? reason + Unload.advice(reason) : reason,
                error.map(AthenaError::errorType),
                error.map(AthenaError::retryable).orElse(false));
    }
}
