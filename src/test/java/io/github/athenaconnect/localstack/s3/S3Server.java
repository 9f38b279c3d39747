package io.github.athenaconnect.localstack.s3;

import io.github.athenaconnect.localstack.access.AccessKey;
import io.github.athenaconnect.localstack.access.AccessKeys;
import io.github.athenaconnect.localstack.access.SignatureCheck;
import io.github.athenaconnect.localstack.policy.Policies;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.gaul.s3proxy.AccessGrant;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** S3 on 127.0.0.1 at a port of its own choice. */
public final class S3Server implements AutoCloseable {
    private final S3Proxy proxy;
    private final BlobStore store;
    private final AccessKeys accessKeys;
    private final Policies policies;
    private final S3Faults faults = new S3Faults();
    private final Map<ObjectName, GeneratedObject> generated = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> requests = new ConcurrentHashMap<>();

    private S3Server(S3Proxy proxy, BlobStore store, AccessKeys accessKeys, Policies policies) {
        this.proxy = proxy;
        this.store = store;
        this.accessKeys = accessKeys;
        this.policies = policies;
    }

    /** Starts a server that keeps its objects under a directory, and in which every known key may do everything. */
    public static S3Server start(Path directory, AccessKeys accessKeys) throws IOException {
        return start(directory, accessKeys, new Policies());
    }

    /** Starts a server that keeps its objects under a directory. */
    public static S3Server start(Path directory, AccessKeys accessKeys, Policies policies) throws IOException {
        BlobStore store = new FilesystemNio2BlobStore(directory.toString());
        AccessKey own = accessKeys.create("S3SERVER");
        S3Proxy proxy = S3Proxy.builder()
                .blobStore(store)
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V4, own.id(), own.secret())
                .ignoreUnknownHeaders(true)
                .build();
        S3Server server = new S3Server(proxy, store, accessKeys, policies);
        SignatureCheck signatures =
                SignatureCheck.anyRegion(accessKeys, "s3", Clock.systemUTC()).admittingServices();
        ServletFilters.add(proxy, new S3Gate(accessKeys, signatures, policies, server::exists, server::count));
        proxy.setBlobStoreLocator((accessKeyId, bucket, key) -> server.grant(accessKeyId));
        try {
            proxy.start();
        } catch (Exception e) {
            throw new IOException("The S3 server did not start", e);
        }
        return server;
    }

    /** Where clients connect to, addressing buckets by path. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + proxy.getPort());
    }

    /** What this server is to do wrong. */
    public S3Faults faults() {
        return faults;
    }

    /** How often a key was used for requests of a method, refused ones too; a service on behalf of it does not count. */
    public long requests(AccessKey key, String method) {
        return requests.getOrDefault(counted(key, method), new LongAdder()).sum();
    }

    private static String counted(AccessKey key, String method) {
        return key.id() + " " + method;
    }

    private void count(AccessKey key, S3Call call) {
        requests.computeIfAbsent(counted(key, call.method()), unused -> new LongAdder())
                .increment();
    }

    /** Makes an empty bucket. */
    public void createBucket(String bucket) {
        store.createContainer(bucket);
    }

    /** Serves a computed object under a name, until it is deleted. */
    public void serve(ObjectName name, GeneratedObject object) {
        generated.put(name, object);
    }

    /** A client that signs with a key; the caller closes it. */
    public S3Client client(AccessKey key, Region region) {
        return S3Client.builder()
                .endpointOverride(endpoint())
                .region(region)
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(credentials(key)))
                .httpClientBuilder(Apache5HttpClient.builder())
                .build();
    }

    /** A key as the SDK takes it. */
    public static AwsCredentials credentials(AccessKey key) {
        return key.sessionToken()
                .<AwsCredentials>map(token -> AwsSessionCredentials.create(key.id(), key.secret(), token))
                .orElseGet(() -> AwsBasicCredentials.create(key.id(), key.secret()));
    }

    @Override
    public void close() throws IOException {
        try {
            proxy.stop();
        } catch (Exception e) {
            throw new IOException("The S3 server did not stop", e);
        }
    }

    private boolean exists(ObjectName name) {
        return name.key().isEmpty()
                ? store.containerExists(name.bucket())
                : generated.containsKey(name) || store.blobExists(name.bucket(), name.key());
    }

    private @Nullable AccessGrant grant(@Nullable String accessKeyId) {
        if (accessKeyId == null) {
            return null;
        }
        return accessKeys.find(accessKeyId).map(this::grant).orElse(null);
    }

    private AccessGrant grant(AccessKey key) {
        Rights rights = new Rights(key.id(), accessKeys.owner(key.id()), faults, policies);
        return new AccessGrant(key.secret(), new GuardedBlobStore(store, rights, faults, generated));
    }
}
