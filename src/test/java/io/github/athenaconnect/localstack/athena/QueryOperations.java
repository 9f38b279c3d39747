package io.github.athenaconnect.localstack.athena;

import io.github.athenaconnect.localstack.access.AccessKey;
import io.github.athenaconnect.localstack.access.AccessKeys;
import io.github.athenaconnect.localstack.athena.command.Command;
import io.github.athenaconnect.localstack.athena.command.CommandParser;
import io.github.athenaconnect.localstack.athena.execution.AthenaFaults;
import io.github.athenaconnect.localstack.athena.execution.Execution;
import io.github.athenaconnect.localstack.athena.execution.ExecutionRunner;
import io.github.athenaconnect.localstack.athena.execution.Executions;
import io.github.athenaconnect.localstack.athena.protocol.RequestRefused;
import io.github.athenaconnect.localstack.athena.result.ResultPages;
import io.github.athenaconnect.localstack.athena.result.ResultPlace;
import io.github.athenaconnect.localstack.athena.result.StoredResult;
import io.github.athenaconnect.localstack.athena.workgroup.WorkGroupSettings;
import io.github.athenaconnect.localstack.athena.workgroup.WorkGroups;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.athena.model.BatchGetQueryExecutionRequest;
import software.amazon.awssdk.services.athena.model.BatchGetQueryExecutionResponse;
import software.amazon.awssdk.services.athena.model.GetQueryExecutionRequest;
import software.amazon.awssdk.services.athena.model.GetQueryExecutionResponse;
import software.amazon.awssdk.services.athena.model.GetQueryResultsRequest;
import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.athena.model.GetQueryRuntimeStatisticsRequest;
import software.amazon.awssdk.services.athena.model.GetQueryRuntimeStatisticsResponse;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionContext;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionResponse;
import software.amazon.awssdk.services.athena.model.StopQueryExecutionRequest;
import software.amazon.awssdk.services.athena.model.StopQueryExecutionResponse;
import software.amazon.awssdk.services.athena.model.UnprocessedQueryExecutionId;

/** The operations on query executions. */
final class QueryOperations {
    private final WorkGroups workGroups;
    private final Executions executions;
    private final ExecutionRunner runner;
    private final CallerBuckets buckets;
    private final AccessKeys accessKeys;
    private final AthenaFaults faults;
    private final Clock clock;

    QueryOperations(
            WorkGroups workGroups,
            Executions executions,
            ExecutionRunner runner,
            CallerBuckets buckets,
            AccessKeys accessKeys,
            AthenaFaults faults,
            Clock clock) {
        this.workGroups = workGroups;
        this.executions = executions;
        this.runner = runner;
        this.buckets = buckets;
        this.accessKeys = accessKeys;
        this.faults = faults;
        this.clock = clock;
    }

    Map<String, Operation> all() {
        return Map.of(
                "StartQueryExecution",
                Operation.of(StartQueryExecutionRequest.class, StartQueryExecutionRequest::builder, this::start),
                "StopQueryExecution",
                Operation.of(StopQueryExecutionRequest.class, StopQueryExecutionRequest::builder, this::stop),
                "GetQueryExecution",
                Operation.of(GetQueryExecutionRequest.class, GetQueryExecutionRequest::builder, this::get),
                "BatchGetQueryExecution",
                Operation.of(
                        BatchGetQueryExecutionRequest.class, BatchGetQueryExecutionRequest::builder, this::batchGet),
                "GetQueryResults",
                Operation.of(GetQueryResultsRequest.class, GetQueryResultsRequest::builder, this::results),
                "GetQueryRuntimeStatistics",
                Operation.of(
                        GetQueryRuntimeStatisticsRequest.class,
                        GetQueryRuntimeStatisticsRequest::builder,
                        this::runtimeStatistics));
    }

    /** Starts one at a time, so that two calls with one token cannot both find it new. */
    private synchronized StartQueryExecutionResponse start(StartQueryExecutionRequest request, AccessKey caller)
            throws RequestRefused {
        Optional<Execution> known = executions.startedBy(request);
        if (known.isPresent()) {
            return started(known.get());
        }
        if (executions.active() >= faults.activeQueryLimit()) {
            throw RequestRefused.tooManyQueries();
        }
        WorkGroupSettings workGroup =
                workGroups.find(Optional.ofNullable(request.workGroup()).orElse("primary"));
        if (!workGroup.enabled()) {
            throw RequestRefused.invalid("INVALID_INPUT", "WorkGroup " + workGroup.name() + " is disabled.");
        }
        String id = UUID.randomUUID().toString();
        Command command =
                new CommandParser(database(request), request.executionParameters()).parse(request.queryString());
        Optional<Execution> earlier =
                workGroup.managedResults() ? Optional.empty() : executions.reusableFor(request, clock.instant());
        ResultPlace place = earlier.isPresent()
                ? earlier.get().place()
                : buckets.place(request.resultConfiguration(), workGroup, caller, id, command);
        Execution execution = new Execution(
                id,
                request,
                workGroup,
                command,
                place,
                earlier.flatMap(reusable -> reusable.snapshot().result()),
                accessKeys.owner(caller.id()),
                clock);
        executions.add(execution);
        runner.submit(execution);
        return started(execution);
    }

    private StopQueryExecutionResponse stop(StopQueryExecutionRequest request, AccessKey caller) throws RequestRefused {
        executions.find(request.queryExecutionId()).cancel("Query cancelled by user");
        return StopQueryExecutionResponse.builder().build();
    }

    private GetQueryExecutionResponse get(GetQueryExecutionRequest request, AccessKey caller) throws RequestRefused {
        return GetQueryExecutionResponse.builder()
                .queryExecution(Descriptions.of(executions.find(request.queryExecutionId())))
                .build();
    }

    private BatchGetQueryExecutionResponse batchGet(BatchGetQueryExecutionRequest request, AccessKey caller) {
        List<QueryExecution> found = new ArrayList<>();
        List<UnprocessedQueryExecutionId> unknown = new ArrayList<>();
        for (String id : request.queryExecutionIds()) {
            executions
                    .findIfKnown(id)
                    .map(Descriptions::of)
                    .ifPresentOrElse(found::add, () -> unknown.add(Descriptions.unknown(id)));
        }
        return BatchGetQueryExecutionResponse.builder()
                .queryExecutions(found)
                .unprocessedQueryExecutionIds(unknown)
                .build();
    }

    private GetQueryResultsResponse results(GetQueryResultsRequest request, AccessKey caller) throws RequestRefused {
        Execution execution = executions.find(request.queryExecutionId());
        Execution.Snapshot snapshot = execution.snapshot();
        StoredResult result = snapshot.result()
                .orElseThrow(() -> RequestRefused.invalid(
                        "INVALID_QUERY_EXECUTION_STATE",
                        "Query did not finish successfully. Final query state: " + snapshot.state()));
        return new ResultPages(result, execution.place(), execution.id())
                .page(request.nextToken(), request.maxResults());
    }

    private GetQueryRuntimeStatisticsResponse runtimeStatistics(
            GetQueryRuntimeStatisticsRequest request, AccessKey caller) throws RequestRefused {
        return GetQueryRuntimeStatisticsResponse.builder()
                .queryRuntimeStatistics(Descriptions.runtime(executions.find(request.queryExecutionId())))
                .build();
    }

    private static StartQueryExecutionResponse started(Execution execution) {
        return StartQueryExecutionResponse.builder()
                .queryExecutionId(execution.id())
                .build();
    }

    private static String database(StartQueryExecutionRequest request) {
        return Optional.ofNullable(request.queryExecutionContext())
                .map(QueryExecutionContext::database)
                .orElse("default");
    }
}
