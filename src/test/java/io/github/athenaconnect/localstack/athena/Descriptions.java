package io.github.athenaconnect.localstack.athena;

import io.github.athenaconnect.localstack.athena.command.Command;
import io.github.athenaconnect.localstack.athena.execution.Execution;
import io.github.athenaconnect.localstack.athena.execution.Failure;
import io.github.athenaconnect.localstack.athena.result.StoredResult;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.athena.model.EngineVersion;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.QueryExecutionStatistics;
import software.amazon.awssdk.services.athena.model.QueryExecutionStatus;
import software.amazon.awssdk.services.athena.model.QueryRuntimeStatistics;
import software.amazon.awssdk.services.athena.model.ResultConfiguration;
import software.amazon.awssdk.services.athena.model.UnprocessedQueryExecutionId;

/** Says of executions what Athena says of them. */
final class Descriptions {
    static final EngineVersion ENGINE = EngineVersion.builder()
            .selectedEngineVersion("AUTO")
            .effectiveEngineVersion("Athena engine version 3")
            .build();

    private Descriptions() {}

    static QueryExecution of(Execution execution) {
        Execution.Snapshot snapshot = execution.snapshot();
        return QueryExecution.builder()
                .queryExecutionId(execution.id())
                .query(execution.request().queryString())
                .statementType(execution.command().type())
                .substatementType(execution.command().subtype())
                .workGroup(execution.workGroup().name())
                .queryExecutionContext(execution.request().queryExecutionContext())
                .executionParameters(parameters(execution))
                .resultReuseConfiguration(execution.request().resultReuseConfiguration())
                .resultConfiguration(location(execution))
                .managedQueryResultsConfiguration(
                        managed -> managed.enabled(execution.place().managed()))
                .engineVersion(ENGINE)
                .status(status(snapshot))
                .statistics(statistics(execution, snapshot))
                .build();
    }

    static UnprocessedQueryExecutionId unknown(String id) {
        return UnprocessedQueryExecutionId.builder()
                .queryExecutionId(id)
                .errorCode("INVALID_INPUT")
                .errorMessage("QueryExecution " + id + " was not found")
                .build();
    }

    static QueryRuntimeStatistics runtime(Execution execution) {
        Execution.Snapshot snapshot = execution.snapshot();
        QueryRuntimeStatistics.Builder statistics = QueryRuntimeStatistics.builder()
                .timeline(timeline -> timeline.queryQueueTimeInMillis(
                                snapshot.queued().toMillis())
                        .engineExecutionTimeInMillis(snapshot.ran().toMillis())
                        .totalExecutionTimeInMillis(
                                snapshot.queued().plus(snapshot.ran()).toMillis()));
        snapshot.result()
                .map(StoredResult::rows)
                .ifPresent(rows -> statistics.rows(
                        counts -> counts.outputRows(rows).inputRows(rows).inputBytes(snapshot.scannedBytes())));
        return statistics.build();
    }

    private static @Nullable List<String> parameters(Execution execution) {
        return execution.request().hasExecutionParameters()
                ? execution.request().executionParameters()
                : null;
    }

    private static @Nullable ResultConfiguration location(Execution execution) {
        if (execution.place().managed()) {
            return null;
        }
        ResultConfiguration.Builder asked = Optional.ofNullable(
                        execution.request().resultConfiguration())
                .filter(configuration -> !execution.workGroup().enforced())
                .map(ResultConfiguration::toBuilder)
                .orElseGet(ResultConfiguration::builder);
        return asked.outputLocation(execution.place().object().uri())
                .encryptionConfiguration(execution.place().encryption().orElse(null))
                .build();
    }

    private static QueryExecutionStatus status(Execution.Snapshot snapshot) {
        return QueryExecutionStatus.builder()
                .state(snapshot.state())
                .stateChangeReason(snapshot.reason().orElse(null))
                .athenaError(snapshot.failure().map(Failure::toAthenaError).orElse(null))
                .submissionDateTime(snapshot.submitted())
                .completionDateTime(snapshot.completed().orElse(null))
                .build();
    }

    private static QueryExecutionStatistics statistics(Execution execution, Execution.Snapshot snapshot) {
        QueryExecutionStatistics.Builder statistics = QueryExecutionStatistics.builder()
                .queryQueueTimeInMillis(snapshot.queued().toMillis())
                .engineExecutionTimeInMillis(snapshot.ran().toMillis())
                .totalExecutionTimeInMillis(
                        snapshot.queued().plus(snapshot.ran()).toMillis())
                .dataScannedInBytes(snapshot.scannedBytes())
                .resultReuseInformation(
                        reuse -> reuse.reusedPreviousResult(execution.earlier().isPresent()));
        boolean unloaded = execution.command() instanceof Command.UnloadTo
                && snapshot.state() == QueryExecutionState.SUCCEEDED
                && !execution.place().managed();
        return unloaded
                ? statistics
                        .dataManifestLocation(execution.place().manifest().uri())
                        .build()
                : statistics.build();
    }
}
