package io.github.athenaconnect.aws;

import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.metrics.MetricPublisher;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * The one call that reads results, with somebody who hears how each went. Other calls are refused.
 *
 * @param s3 makes the calls; stays its owner's to close
 */
record WatchedS3(S3Client s3, MetricPublisher watch) implements S3Client {
    @Override
    public <T> T getObject(GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
        return s3.getObject(watched(request), transformer);
    }

    @Override
    public ResponseInputStream<GetObjectResponse> getObject(GetObjectRequest request) {
        return s3.getObject(watched(request));
    }

    private GetObjectRequest watched(GetObjectRequest request) {
        return request.toBuilder()
                .overrideConfiguration(request.overrideConfiguration()
                        .map(AwsRequestOverrideConfiguration::toBuilder)
                        .orElseGet(AwsRequestOverrideConfiguration::builder)
                        .addMetricPublisher(watch)
                        .build())
                .build();
    }

    @Override
    public String serviceName() {
        return s3.serviceName();
    }

    @Override
    public void close() {}
}
