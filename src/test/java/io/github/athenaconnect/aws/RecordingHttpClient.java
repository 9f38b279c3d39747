package io.github.athenaconnect.aws;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.utils.AttributeMap;

/** Keeps what would have been sent and answers each request with an error. */
final class RecordingHttpClient implements SdkHttpClient, SdkHttpClient.Builder<RecordingHttpClient> {
    final List<SdkHttpRequest> requests = new CopyOnWriteArrayList<>();
    private final int status;

    RecordingHttpClient(int status) {
        this.status = status;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        requests.add(request.httpRequest());
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() {
                return HttpExecuteResponse.builder()
                        .response(SdkHttpResponse.builder().statusCode(status).build())
                        .build();
            }

            @Override
            public void abort() {}
        };
    }

    @Override
    public SdkHttpClient buildWithDefaults(AttributeMap serviceDefaults) {
        return this;
    }

    @Override
    public void close() {}
}
