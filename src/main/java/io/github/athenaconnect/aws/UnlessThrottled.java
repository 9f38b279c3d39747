package io.github.athenaconnect.aws;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkServiceClientConfiguration;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.AcquireInitialTokenResponse;
import software.amazon.awssdk.retries.api.RecordSuccessRequest;
import software.amazon.awssdk.retries.api.RecordSuccessResponse;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenResponse;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.retries.api.TokenAcquisitionFailedException;

/**
 * Repeats calls as another strategy does, but none that was refused for coming too fast: the SDK would hold the thread and
 * know nothing of the calls that others make, who share the quota.
 *
 * @param others says what becomes of all other failures
 */
record UnlessThrottled(RetryStrategy others) implements RetryStrategy {
    /** A plugin for single requests: whatever strategy their client has, with this exception. */
    static void plugin(SdkServiceClientConfiguration.Builder client) {
        ClientOverrideConfiguration configured = client.overrideConfiguration();
        configured
                .retryStrategy()
                .ifPresent(strategy -> client.overrideConfiguration(configured.toBuilder()
                        .retryStrategy(new UnlessThrottled(strategy))
                        .build()));
    }

    @Override
    public AcquireInitialTokenResponse acquireInitialToken(AcquireInitialTokenRequest request) {
        return others.acquireInitialToken(request);
    }

    @Override
    public RefreshRetryTokenResponse refreshRetryToken(RefreshRetryTokenRequest request) {
        if (request.failure() instanceof AwsServiceException refusal && refusal.isThrottlingException()) {
            throw new TokenAcquisitionFailedException("throttled", request.token(), refusal);
        }
        return others.refreshRetryToken(request);
    }

    @Override
    public RecordSuccessResponse recordSuccess(RecordSuccessRequest request) {
        return others.recordSuccess(request);
    }

    @Override
    public int maxAttempts() {
        return others.maxAttempts();
    }

    @Override
    public Builder<?, ?> toBuilder() {
        throw new UnsupportedOperationException("Is taken as it is");
    }
}
