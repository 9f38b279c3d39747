package io.github.athenaconnect.aws;

import java.time.Duration;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.defaultsmode.DefaultsMode;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.AthenaClientBuilder;
import software.amazon.awssdk.services.athena.endpoints.AthenaEndpointProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.endpoints.S3EndpointProvider;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * The clients of one task or connector.
 *
 * <p>Everything the SDK would take from the environment, the system properties or the profile files of the worker is
 * set here, because many connectors share one worker and are not configured alike. What is left to the worker: its HTTP
 * proxy, and what the default credentials chain looks at when that is the chosen mode.
 *
 * <p>Safe for use by several threads.
 *
 * @param credentials what both clients sign with; closed with them
 */
public record AwsClients(AthenaClient athena, S3Client s3, AwsCredentialsProvider credentials)
        implements AutoCloseable {
    private static final int ATTEMPTS = 5;
    private static final int CONNECTIONS = 200;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    /** Longest silence of a server; the only limit of S3, where a large object may rightly take hours. */
    private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(30);

    /** Athena answers every call at once; queries run between the calls. */
    private static final Duration ATHENA_ATTEMPT_TIMEOUT = Duration.ofSeconds(10);

    private static final Duration ATHENA_CALL_TIMEOUT = Duration.ofSeconds(30);

    /**
     * Builds the clients; connects to nothing yet.
     *
     * @param userAgent product and version, appended to what the SDK says of itself
     */
    public static AwsClients open(AwsSettings settings, String userAgent) {
        return open(settings, userAgent, AwsClients::http);
    }

    /** The same over other connections; each client closes its own. */
    static AwsClients open(AwsSettings settings, String userAgent, Supplier<SdkHttpClient.Builder<?>> http) {
        AwsCredentialsProvider credentials = settings.credentials().provider();
        return new AwsClients(
                connected(athena(settings, userAgent), settings, credentials, http.get())
                        .build(),
                connected(s3(settings, userAgent), settings, credentials, http.get())
                        .build(),
                credentials);
    }

    /** Breaks off running calls of both clients, from whichever thread; harmless when repeated. */
    @Override
    public void close() {
        athena.close();
        s3.close();
        if (credentials instanceof SdkAutoCloseable closeable) {
            closeable.close();
        }
    }

    private static AthenaClientBuilder athena(AwsSettings settings, String userAgent) {
        AthenaClientBuilder builder = AthenaClient.builder()
                .overrideConfiguration(overrides(userAgent)
                        .apiCallAttemptTimeout(ATHENA_ATTEMPT_TIMEOUT)
                        .apiCallTimeout(ATHENA_CALL_TIMEOUT)
                        .build());
        AthenaEndpointProvider rules = AthenaEndpointProvider.defaultProvider();
        settings.athenaEndpoint()
                .ifPresentOrElse(
                        builder::endpointOverride,
                        () -> builder.endpointProvider(parameters -> rules.resolveEndpoint(
                                parameters.toBuilder().endpoint(null).build())));
        return builder;
    }

    private static S3ClientBuilder s3(AwsSettings settings, String userAgent) {
        S3ClientBuilder builder = S3Client.builder()
                .overrideConfiguration(overrides(userAgent).build())
                .forcePathStyle(settings.pathStyleAccess())
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_SUPPORTED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_SUPPORTED);
        S3EndpointProvider rules = S3EndpointProvider.defaultProvider();
        settings.s3Endpoint()
                .ifPresentOrElse(
                        builder::endpointOverride,
                        () -> builder.endpointProvider(parameters -> rules.resolveEndpoint(
                                parameters.toBuilder().endpoint(null).build())));
        return builder;
    }

    private static <B extends AwsClientBuilder<B, ?> & SdkSyncClientBuilder<B, ?>> B connected(
            B builder, AwsSettings settings, AwsCredentialsProvider credentials, SdkHttpClient.Builder<?> http) {
        return builder.region(settings.region())
                .credentialsProvider(credentials)
                .fipsEnabled(false)
                .dualstackEnabled(false)
                .defaultsMode(DefaultsMode.STANDARD)
                .httpClientBuilder(http);
    }

    private static SdkHttpClient.Builder<?> http() {
        return Apache5HttpClient.builder()
                .maxConnections(CONNECTIONS)
                .connectionTimeout(CONNECT_TIMEOUT)
                .connectionAcquisitionTimeout(CONNECT_TIMEOUT)
                .socketTimeout(SOCKET_TIMEOUT)
                .tcpKeepAlive(true);
    }

    private static ClientOverrideConfiguration.Builder overrides(String userAgent) {
        return ClientOverrideConfiguration.builder()
                .defaultProfileFile(ProfileFile.aggregator().build())
                .retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                        .maxAttempts(ATTEMPTS)
                        .build())
                .putAdvancedOption(SdkAdvancedClientOption.USER_AGENT_SUFFIX, userAgent);
    }
}
