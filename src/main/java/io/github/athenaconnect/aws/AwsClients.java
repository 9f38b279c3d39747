package io.github.athenaconnect.aws;

import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * The clients of one task or connector. Safe for use by several threads.
 *
 * @param credentials what both clients sign with; closed with them
 */
public record AwsClients(AthenaClient athena, S3Client s3, AwsCredentialsProvider credentials)
        implements AutoCloseable {
    /**
     * Builds the clients; connects to nothing yet.
     *
     * @param userAgent product and version, appended to what the SDK says of itself
     */
    public static AwsClients open(AwsSettings settings, String userAgent) {
        return open(settings, userAgent, ClientFactory::http);
    }

    /** The same over other connections; each client closes its own. */
    static AwsClients open(AwsSettings settings, String userAgent, Supplier<SdkHttpClient.Builder<?>> http) {
        OutspokenLoggers.warn();
        ClientFactory clients = new ClientFactory(settings, userAgent, http);
        Identity identity = Identity.of(settings, clients);
        return new AwsClients(clients.athena(identity), clients.s3(identity), identity);
    }

    /**
     * A further client, of the service that knows whose credentials these are; only few need it.
     *
     * @param credentials what it signs with; stays open when the client is closed
     */
    public static StsClient openSts(AwsSettings settings, AwsCredentialsProvider credentials, String userAgent) {
        return new ClientFactory(settings, userAgent, ClientFactory::http).sts(credentials);
    }

    /** The same clients for the calls of one query: {@code throttled} is told of each answer that refuses one as too many. */
    public QueryClients ofQuery(Runnable throttled) {
        ThrottleWatch watch = new ThrottleWatch(throttled);
        return new QueryClients(new WatchedAthena(athena, watch), new WatchedS3(s3, watch));
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
}
