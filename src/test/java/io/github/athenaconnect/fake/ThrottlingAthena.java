package io.github.athenaconnect.fake;

import static io.github.athenaconnect.fake.FakeAthena.refusal;

import io.github.athenaconnect.localstack.athena.execution.CallQuota;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.GetQueryExecutionRequest;
import software.amazon.awssdk.services.athena.model.GetQueryExecutionResponse;
import software.amazon.awssdk.services.athena.model.GetQueryResultsRequest;
import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionResponse;
import software.amazon.awssdk.services.athena.model.StopQueryExecutionRequest;
import software.amazon.awssdk.services.athena.model.StopQueryExecutionResponse;

/** An Athena in memory whose account has quotas, and which counts. Safe for several threads. */
public final class ThrottlingAthena implements AthenaClient {
    private static final String START = "StartQueryExecution";
    private static final String LOOK = "GetQueryExecution";
    private static final String PAGE = "GetQueryResults";
    private static final String STOP = "StopQueryExecution";

    private final FakeAthena athena;
    private final InstantSource clock;
    private final Map<String, CallQuota> quotas = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> calls = new ConcurrentHashMap<>();
    private final LongAdder refusedForActive = new LongAdder();
    private long mostActive = Long.MAX_VALUE;

    /** One without quotas. */
    public ThrottlingAthena(FakeAthena athena, InstantSource clock) {
        this.athena = athena;
        this.clock = clock;
    }

    /** Throttles the calls of an operation that are more than so many a second, or a burst of them. */
    public ThrottlingAthena limitCalls(String operation, double perSecond, int burst) {
        quotas.put(operation, new CallQuota(perSecond, burst, clock));
        return this;
    }

    /** Refuses starts while so many executions are queued or running. */
    public ThrottlingAthena limitActiveQueries(int most) {
        mostActive = most;
        return this;
    }

    /** All calls, those that were refused too. */
    public long calls() {
        return calls.values().stream().mapToLong(LongAdder::sum).sum();
    }

    /** Those of an operation. */
    public long calls(String operation) {
        return calls.getOrDefault(operation, new LongAdder()).sum();
    }

    /** How many were refused, of whatever operation and for whatever quota. */
    public long refused() {
        return refusedForActive.sum()
                + quotas.values().stream().mapToLong(CallQuota::refused).sum();
    }

    /** The same in words. */
    public String told() {
        Map<String, Long> refusals = new TreeMap<>();
        quotas.forEach((operation, quota) -> refusals.put(operation, quota.refused()));
        return "calls " + new TreeMap<>(calls) + ", throttled " + refusals + ", too many queries " + refusedForActive;
    }

    private void count(String operation) {
        calls.computeIfAbsent(operation, name -> new LongAdder()).increment();
        CallQuota quota = quotas.get(operation);
        if (quota != null && !quota.admits()) {
            throw refusal("ThrottlingException", 400, "Rate exceeded");
        }
    }

    @Override
    public StartQueryExecutionResponse startQueryExecution(StartQueryExecutionRequest request) {
        count(START);
        if (athena.active() >= mostActive) {
            refusedForActive.increment();
            throw refusal("TooManyRequestsException", 400, "You have exceeded the limit for the number of queries");
        }
        return athena.startQueryExecution(request);
    }

    @Override
    public GetQueryExecutionResponse getQueryExecution(GetQueryExecutionRequest request) {
        count(LOOK);
        return athena.getQueryExecution(request);
    }

    @Override
    public GetQueryResultsResponse getQueryResults(GetQueryResultsRequest request) {
        count(PAGE);
        return athena.getQueryResults(request);
    }

    @Override
    public StopQueryExecutionResponse stopQueryExecution(StopQueryExecutionRequest request) {
        count(STOP);
        return athena.stopQueryExecution(request);
    }

    @Override
    public String serviceName() {
        return athena.serviceName();
    }

    @Override
    public void close() {}
}
