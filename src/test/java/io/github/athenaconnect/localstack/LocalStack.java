package io.github.athenaconnect.localstack;

import io.github.athenaconnect.localstack.access.AccessKey;
import io.github.athenaconnect.localstack.access.AccessKeys;
import io.github.athenaconnect.localstack.athena.AthenaServer;
import io.github.athenaconnect.localstack.catalog.Catalog;
import io.github.athenaconnect.localstack.engine.Engine;
import io.github.athenaconnect.localstack.engine.EngineFailure;
import io.github.athenaconnect.localstack.engine.EngineProvider;
import io.github.athenaconnect.localstack.engine.S3Access;
import io.github.athenaconnect.localstack.identity.ContainerCredentials;
import io.github.athenaconnect.localstack.identity.Identities;
import io.github.athenaconnect.localstack.identity.IdentityServices;
import io.github.athenaconnect.localstack.identity.InstanceMetadata;
import io.github.athenaconnect.localstack.identity.SsoPortal;
import io.github.athenaconnect.localstack.identity.StsServer;
import io.github.athenaconnect.localstack.policy.Policies;
import io.github.athenaconnect.localstack.s3.S3Server;
import io.github.athenaconnect.localstack.shop.Shop;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * AWS on this machine, as far as Athena needs it: S3, Athena with a SQL engine, the identity services, one access key,
 * one bucket for results, a shop for sample data. Ends with {@link #close()} and leaves nothing behind.
 */
public final class LocalStack implements AutoCloseable {
    /** The system property that names the engine of {@link #start()}. */
    public static final String ENGINE_PROPERTY = "localstack.engine";

    private static final String RESULT_BUCKET = "acme-athena-results";

    private final AccessKeys accessKeys = new AccessKeys();
    private final AccessKey accessKey = accessKeys.create("AKIALOCALSTACK000001");
    private final Policies policies = new Policies();
    private final Identities identities = new Identities(accessKeys, policies, Clock.systemUTC());
    private final Region region = Region.EU_WEST_1;
    private final Path directory;
    private final S3Server s3;
    private final Engine engine;
    private final Catalog catalog;
    private final Shop shop;
    private final AthenaServer athena;
    private final IdentityServices identityServices;
    private final S3Client s3Client;
    private final AthenaClient athenaClient;

    private LocalStack(String engineName, Duration delay) throws IOException, EngineFailure {
        directory = Files.createTempDirectory("localstack-s3");
        s3 = S3Server.start(directory, accessKeys, policies);
        s3.createBucket(RESULT_BUCKET);
        AccessKey engineKey = accessKeys.onBehalfOf(accessKey.id());
        engine = EngineProvider.named(engineName)
                .start(new S3Access(s3.endpoint(), region.id(), engineKey.id(), engineKey.secret()));
        catalog = new Catalog(engine);
        shop = Shop.open(catalog);
        athena = new AthenaServer(engine, catalog, s3, accessKeys, policies, region, delay);
        identityServices = IdentityServices.start(identities, region.id());
        s3Client = s3.client(accessKey, region);
        athenaClient = athenaClient(accessKey);
    }

    /** Starts with the engine that the system property {@value #ENGINE_PROPERTY} names, DuckDB if there is none. */
    public static LocalStack start() throws IOException, EngineFailure {
        return start(System.getProperty(ENGINE_PROPERTY, "duckdb"), Duration.ofMillis(5));
    }

    /**
     * Starts with an engine.
     *
     * @param engineName {@code duckdb} or {@code trino}
     * @param delay how long each query stays in QUEUED and in RUNNING, at least
     */
    public static LocalStack start(String engineName, Duration delay) throws IOException, EngineFailure {
        return new LocalStack(engineName, delay);
    }

    /** Where Athena is. */
    public URI athenaEndpoint() {
        return athena.endpoint();
    }

    /** Where S3 is; buckets are addressed by path. */
    public URI s3Endpoint() {
        return s3.endpoint();
    }

    /** Where STS is. */
    public URI stsEndpoint() {
        return identityServices.sts().endpoint();
    }

    /** Where the instance metadata service is. */
    public URI metadataEndpoint() {
        return identityServices.metadata().endpoint();
    }

    /** The full URI of the container credentials endpoint. */
    public URI containerCredentialsEndpoint() {
        return identityServices.containerCredentials().fullUri();
    }

    /** Where the SSO portal is, and SSO OIDC. */
    public URI ssoEndpoint() {
        return identityServices.sso().endpoint();
    }

    /** The region that requests must be signed for. */
    public Region region() {
        return region;
    }

    /** The caller's key, which may do everything. */
    public AccessKey accessKey() {
        return accessKey;
    }

    /** Makes another caller. */
    public AccessKey createAccessKey(String id) {
        return accessKeys.create(id);
    }

    /** The bucket that is there for results. */
    public String resultBucket() {
        return RESULT_BUCKET;
    }

    /** A location for results in that bucket. */
    public String outputLocation() {
        return "s3://" + RESULT_BUCKET + "/results/";
    }

    /** The Athena server: faults, workgroups, what was started. */
    public AthenaServer athena() {
        return athena;
    }

    /** The S3 server: faults, buckets, computed objects. */
    public S3Server s3() {
        return s3;
    }

    /** Users, roles, their keys and policies. */
    public Identities identities() {
        return identities;
    }

    /** The STS server: counts its calls. */
    public StsServer sts() {
        return identityServices.sts();
    }

    /** The instance metadata service: gives the machine a role. */
    public InstanceMetadata metadata() {
        return identityServices.metadata();
    }

    /** The container credentials endpoint: gives the container a role, knows the authorization token. */
    public ContainerCredentials containerCredentials() {
        return identityServices.containerCredentials();
    }

    /** The SSO portal: signs users in. */
    public SsoPortal sso() {
        return identityServices.sso();
    }

    /** The data catalog: makes databases and tables, adds rows. */
    public Catalog catalog() {
        return catalog;
    }

    /** The SQL engine itself, for asking it past Athena. */
    public Engine engine() {
        return engine;
    }

    /** The sample data, loaded at the start. */
    public Shop shop() {
        return shop;
    }

    /** A client with the caller's key, closed with this stack. */
    public AthenaClient athenaClient() {
        return athenaClient;
    }

    /** A client with the caller's key, closed with this stack. */
    public S3Client s3Client() {
        return s3Client;
    }

    /** A key as SDK clients take it. */
    public AwsCredentialsProvider credentials(AccessKey key) {
        return StaticCredentialsProvider.create(S3Server.credentials(key));
    }

    /** A client with any key; the caller closes it. */
    public AthenaClient athenaClient(AccessKey key) {
        return AthenaClient.builder()
                .endpointOverride(athenaEndpoint())
                .region(region)
                .credentialsProvider(credentials(key))
                .httpClientBuilder(Apache5HttpClient.builder())
                .build();
    }

    /** A client with any key; the caller closes it. */
    public S3Client s3Client(AccessKey key) {
        return s3.client(key, region);
    }

    @Override
    public void close() throws IOException {
        athenaClient.close();
        s3Client.close();
        athena.close();
        identityServices.close();
        engine.close();
        s3.close();
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        }
    }
}
