package io.github.athenaconnect;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.SdkServiceClientConfiguration;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.Abortable;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.GetQueryExecutionRequest;
import software.amazon.awssdk.services.athena.model.GetQueryExecutionResponse;
import software.amazon.awssdk.services.athena.model.GetQueryResultsRequest;
import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionResponse;
import software.amazon.awssdk.services.athena.model.StopQueryExecutionRequest;
import software.amazon.awssdk.services.athena.model.StopQueryExecutionResponse;

/** Counts how many bytes of each page of a result are taken from the connection, and how many rows were asked for. */
final class CountedPages implements AthenaClient, ExecutionInterceptor {
    private final AthenaClient athena;
    private final List<AtomicLong> taken = new CopyOnWriteArrayList<>();
    private final List<Integer> asked = new CopyOnWriteArrayList<>();

    /** Over the calls of a client, which is closed with this. */
    CountedPages(AthenaClient athena) {
        this.athena = athena;
    }

    /** Bytes taken of each page, in order. */
    List<Long> taken() {
        return new ArrayList<>(taken.stream().map(AtomicLong::get).toList());
    }

    /** Rows that were asked for at most, for each page. */
    List<Integer> asked() {
        return asked;
    }

    @Override
    public GetQueryResultsResponse getQueryResults(GetQueryResultsRequest request) {
        asked.add(request.maxResults());
        AwsRequestOverrideConfiguration counting = request.overrideConfiguration()
                .map(AwsRequestOverrideConfiguration::toBuilder)
                .orElseGet(AwsRequestOverrideConfiguration::builder)
                .addPlugin(this::plugin)
                .build();
        return athena.getQueryResults(
                request.toBuilder().overrideConfiguration(counting).build());
    }

    private void plugin(SdkServiceClientConfiguration.Builder client) {
        client.overrideConfiguration(client.overrideConfiguration().toBuilder()
                .addExecutionInterceptor(this)
                .build());
    }

    @Override
    public Optional<InputStream> modifyHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        return context.responseBody().map(body -> {
            AtomicLong count = new AtomicLong();
            taken.add(count);
            return AbortableInputStream.create(new Counting(body, count), (Abortable) body);
        });
    }

    @Override
    public StartQueryExecutionResponse startQueryExecution(StartQueryExecutionRequest request) {
        return athena.startQueryExecution(request);
    }

    @Override
    public GetQueryExecutionResponse getQueryExecution(GetQueryExecutionRequest request) {
        return athena.getQueryExecution(request);
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
    public void close() {
        athena.close();
    }

    private static final class Counting extends FilterInputStream {
        private final AtomicLong count;

        Counting(InputStream body, AtomicLong count) {
            super(body);
            this.count = count;
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            count.addAndGet(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int read = super.read(into, from, length);
            count.addAndGet(Math.max(read, 0));
            return read;
        }
    }
}
