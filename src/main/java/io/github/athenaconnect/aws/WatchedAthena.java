package io.github.athenaconnect.aws;

import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.metrics.MetricPublisher;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.AthenaRequest;
import software.amazon.awssdk.services.athena.model.GetQueryExecutionRequest;
import software.amazon.awssdk.services.athena.model.GetQueryExecutionResponse;
import software.amazon.awssdk.services.athena.model.GetQueryResultsRequest;
import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionResponse;
import software.amazon.awssdk.services.athena.model.StopQueryExecutionRequest;
import software.amazon.awssdk.services.athena.model.StopQueryExecutionResponse;

/**
 * The calls that run queries, with somebody who hears how each went. Other calls are refused. What Athena refuses as one call
 * too many is not repeated at once, but for cancellations: others share the quota, and are not known here.
 *
 * @param athena makes the calls; stays its owner's to close
 */
record WatchedAthena(AthenaClient athena, MetricPublisher watch) implements AthenaClient {
    @Override
    public StartQueryExecutionResponse startQueryExecution(StartQueryExecutionRequest request) {
        return athena.startQueryExecution(
                request.toBuilder().overrideConfiguration(once(request)).build());
    }

    @Override
    public GetQueryExecutionResponse getQueryExecution(GetQueryExecutionRequest request) {
        return athena.getQueryExecution(
                request.toBuilder().overrideConfiguration(once(request)).build());
    }

    @Override
    public StopQueryExecutionResponse stopQueryExecution(StopQueryExecutionRequest request) {
        return athena.stopQueryExecution(
                request.toBuilder().overrideConfiguration(watched(request)).build());
    }

    @Override
    public GetQueryResultsResponse getQueryResults(GetQueryResultsRequest request) {
        return athena.getQueryResults(
                request.toBuilder().overrideConfiguration(once(request)).build());
    }

    private AwsRequestOverrideConfiguration once(AthenaRequest request) {
        return watched(request).toBuilder().addPlugin(UnlessThrottled::plugin).build();
    }

    private AwsRequestOverrideConfiguration watched(AthenaRequest request) {
        return request.overrideConfiguration()
                .map(AwsRequestOverrideConfiguration::toBuilder)
                .orElseGet(AwsRequestOverrideConfiguration::builder)
                .addMetricPublisher(watch)
                .build();
    }

    @Override
    public String serviceName() {
        return athena.serviceName();
    }

    @Override
    public void close() {}
}
