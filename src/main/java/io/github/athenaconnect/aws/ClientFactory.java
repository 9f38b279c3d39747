package io.github.athenaconnect.aws;

import java.time.Duration;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
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
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.AthenaClientBuilder;
import software.amazon.awssdk.services.athena.endpoints.AthenaEndpointProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.endpoints.S3EndpointProvider;
import software.amazon.awssdk.services.sso.SsoClient;
import software.amazon.awssdk.services.ssooidc.SsoOidcClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.StsClientBuilder;
import software.amazon.awssdk.services.sts.endpoints.StsEndpointProvider;

/**
 * Builds clients that depend on nothing but the connector's own settings.
 *
 * <p>Everything the SDK would take from the environment, the system properties or the profile files of the worker is
 * set here, because many connectors share one worker and are not configured alike. What is left to the worker: its HTTP
 * proxy, and what the default credentials chain looks at when that is the chosen mode.
 */
final class ClientFactory {
    private static final int ATTEMPTS = 5;
    private static final int CONNECTIONS = 200;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    /** Longest silence of a server, also in the middle of an object, which is then opened again where it stopped. */
    private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(5);

    /**
     * How long S3 may take to begin its answer, further attempts included. What follows may rightly take hours: the SDK
     * counts no time for a body that the caller reads.
     */
    private static final Duration OPEN_TIMEOUT = Duration.ofSeconds(10);

    /** All services but S3 answer at once; queries run between the calls. */
    private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(10);

    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(30);

    private final AwsSettings settings;
    private final String userAgent;
    private final Supplier<SdkHttpClient.Builder<?>> http;

    ClientFactory(AwsSettings settings, String userAgent, Supplier<SdkHttpClient.Builder<?>> http) {
        this.settings = settings;
        this.userAgent = userAgent;
        this.http = http;
    }

    AthenaClient athena(AwsCredentialsProvider credentials) {
        AthenaClientBuilder builder = AthenaClient.builder().overrideConfiguration(answeredAtOnce());
        AthenaEndpointProvider rules = AthenaEndpointProvider.defaultProvider();
        settings.endpoints()
                .athena()
                .ifPresentOrElse(
                        builder::endpointOverride,
                        () -> builder.endpointProvider(parameters -> rules.resolveEndpoint(
                                parameters.toBuilder().endpoint(null).build())));
        return connected(builder, settings.region(), credentials).build();
    }

    S3Client s3(AwsCredentialsProvider credentials) {
        S3ClientBuilder builder = S3Client.builder()
                .overrideConfiguration(overrides().apiCallTimeout(OPEN_TIMEOUT).build())
                .forcePathStyle(settings.endpoints().pathStyleAccess())
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_SUPPORTED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_SUPPORTED);
        S3EndpointProvider rules = S3EndpointProvider.defaultProvider();
        settings.endpoints()
                .s3()
                .ifPresentOrElse(
                        builder::endpointOverride,
                        () -> builder.endpointProvider(parameters -> rules.resolveEndpoint(
                                parameters.toBuilder().endpoint(null).build())));
        return connected(builder, settings.region(), credentials).build();
    }

    StsClient sts(AwsCredentialsProvider credentials) {
        StsClientBuilder builder = StsClient.builder().overrideConfiguration(answeredAtOnce());
        StsEndpointProvider rules = StsEndpointProvider.defaultProvider();
        settings.endpoints()
                .sts()
                .ifPresentOrElse(
                        builder::endpointOverride,
                        () -> builder.endpointProvider(parameters -> rules.resolveEndpoint(
                                parameters.toBuilder().endpoint(null).build())));
        return connected(builder, settings.region(), credentials).build();
    }

    boolean replacesSts() {
        return settings.endpoints().sts().isPresent();
    }

    /** The portal's address, as its tokens, is the worker's business: what the worker sets for it holds here alone. */
    SsoClient sso(Region region) {
        return connected(
                        SsoClient.builder().overrideConfiguration(answeredAtOnce()),
                        region,
                        AnonymousCredentialsProvider.create())
                .build();
    }

    /** Renews the portal's tokens; its address is the worker's business too. */
    SsoOidcClient ssoOidc(Region region) {
        return connected(
                        SsoOidcClient.builder().overrideConfiguration(answeredAtOnce()),
                        region,
                        AnonymousCredentialsProvider.create())
                .build();
    }

    private <B extends AwsClientBuilder<B, ?> & SdkSyncClientBuilder<B, ?>> B connected(
            B builder, Region region, AwsCredentialsProvider credentials) {
        return builder.region(region)
                .credentialsProvider(credentials)
                .fipsEnabled(settings.endpoints().fips())
                .dualstackEnabled(settings.endpoints().dualStack())
                .defaultsMode(DefaultsMode.STANDARD)
                .httpClientBuilder(http.get());
    }

    /** Connections of the kind AWS is reached through. */
    static SdkHttpClient.Builder<?> http() {
        return Apache5HttpClient.builder()
                .maxConnections(CONNECTIONS)
                .connectionTimeout(CONNECT_TIMEOUT)
                .connectionAcquisitionTimeout(CONNECT_TIMEOUT)
                .socketTimeout(SOCKET_TIMEOUT)
                .dnsResolver(new HostLookup())
                .tcpKeepAlive(true);
    }

    private ClientOverrideConfiguration answeredAtOnce() {
        return overrides()
                .apiCallAttemptTimeout(ATTEMPT_TIMEOUT)
                .apiCallTimeout(CALL_TIMEOUT)
                .build();
    }

    private ClientOverrideConfiguration.Builder overrides() {
        return ClientOverrideConfiguration.builder()
                .defaultProfileFile(ProfileFile.aggregator().build())
                .retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                        .maxAttempts(ATTEMPTS)
                        .build())
                .putAdvancedOption(SdkAdvancedClientOption.USER_AGENT_SUFFIX, userAgent);
    }
}
