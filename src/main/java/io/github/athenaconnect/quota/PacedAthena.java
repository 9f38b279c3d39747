package io.github.athenaconnect.quota;

import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.GetQueryExecutionRequest;
import software.amazon.awssdk.services.athena.model.GetQueryExecutionResponse;
import software.amazon.awssdk.services.athena.model.GetQueryResultsRequest;
import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.QueryExecutionStatus;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionResponse;
import software.amazon.awssdk.services.athena.model.StopQueryExecutionRequest;
import software.amazon.awssdk.services.athena.model.StopQueryExecutionResponse;

/**
 * The calls that run one query, each made when it is its turn among those of all queries that share the account's quota. Other
 * calls are refused. A call whose turn has not come, or that Athena refuses as one too many, throws
 * {@link QuotaAwaitedException} at once.
 *
 * <p>For one thread at a time, but for {@link #stopQueryExecution}, which never waits: what is cancelled later costs more.
 */
public final class PacedAthena implements AthenaClient {
    private final AthenaClient athena;
    private final AccountQuota quota;
    private final InstantSource clock;
    private final Turn starting;
    private final Turn looking;
    private final Turn paging;

    /**
     * Paces a client.
     *
     * @param athena makes the calls, and leaves those to be repeated here that are refused as too many; stays its owner's to
     *     close
     */
    public PacedAthena(AthenaClient athena, AccountQuota quota, InstantSource clock) {
        this.athena = athena;
        this.quota = quota;
        this.clock = clock;
        this.starting = new Turn(AthenaCall.START, quota, clock);
        this.looking = new Turn(AthenaCall.LOOK, quota, clock);
        this.paging = new Turn(AthenaCall.PAGE, quota, clock);
    }

    @Override
    public StartQueryExecutionResponse startQueryExecution(StartQueryExecutionRequest request) {
        StartQueryExecutionResponse started = starting.take(() -> athena.startQueryExecution(request));
        quota.seen(started.queryExecutionId(), true, clock.instant());
        return started;
    }

    @Override
    public GetQueryExecutionResponse getQueryExecution(GetQueryExecutionRequest request) {
        GetQueryExecutionResponse looked = looking.take(() -> athena.getQueryExecution(request));
        quota.seen(request.queryExecutionId(), isActive(looked.queryExecution()), clock.instant());
        return looked;
    }

    /** What an answer does not say is for others to miss. */
    private static boolean isActive(@Nullable QueryExecution execution) {
        return Optional.ofNullable(execution)
                .map(QueryExecution::status)
                .map(QueryExecutionStatus::state)
                .filter(state -> state == QueryExecutionState.QUEUED || state == QueryExecutionState.RUNNING)
                .isPresent();
    }

    @Override
    public GetQueryResultsResponse getQueryResults(GetQueryResultsRequest request) {
        return paging.take(() -> athena.getQueryResults(request));
    }

    @Override
    public StopQueryExecutionResponse stopQueryExecution(StopQueryExecutionRequest request) {
        return athena.stopQueryExecution(request);
    }

    @Override
    public String serviceName() {
        return athena.serviceName();
    }

    @Override
    public void close() {}
}
