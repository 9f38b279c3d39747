package io.github.athenaconnect.localstack.identity;

import io.github.athenaconnect.localstack.access.Principal;
import io.github.athenaconnect.localstack.access.Secrets;
import io.github.athenaconnect.localstack.http.Answer;
import io.github.athenaconnect.localstack.http.LoopbackServer;
import io.github.athenaconnect.localstack.http.Request;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The instance metadata service of a machine, on 127.0.0.1: version 2 alone, so that every read needs a token. Tells the
 * role of the machine, keys for it, and the region.
 */
public final class InstanceMetadata implements AutoCloseable {
    private static final String CREDENTIALS = "/latest/meta-data/iam/security-credentials/";
    private static final Duration SESSION = Duration.ofHours(6);

    private final Identities identities;
    private final String region;
    private final Set<String> tokens = ConcurrentHashMap.newKeySet();
    private final LoopbackServer http;
    private volatile @Nullable Role role;

    /** Starts on a machine that has no role. */
    public InstanceMetadata(Identities identities, String region) {
        this.identities = identities;
        this.region = region;
        this.http = LoopbackServer.start("metadata", this::answer);
    }

    /** Where clients connect to. */
    public URI endpoint() {
        return http.endpoint();
    }

    /** Gives the machine a role, in place of the one it had. */
    public void attach(Role newRole) {
        identities.put(newRole);
        role = newRole;
    }

    /** Takes the role of the machine away. */
    public void detach() {
        role = null;
    }

    @Override
    public void close() {
        http.close();
    }

    private Answer answer(Request request) {
        if (request.path().equals("/latest/api/token")) {
            return request.method().equals("PUT") ? token(request) : Answer.text(405, "");
        }
        boolean known = request.header("x-aws-ec2-metadata-token")
                .filter(tokens::contains)
                .isPresent();
        return known ? value(request.path()) : Answer.text(401, "");
    }

    private Answer token(Request request) {
        if (request.header("x-aws-ec2-metadata-token-ttl-seconds").isEmpty()) {
            return Answer.text(400, "");
        }
        String token = Secrets.drawn("MetadataToken", 20);
        tokens.add(token);
        return Answer.text(200, token);
    }

    private Answer value(String path) {
        Optional<Role> attached = Optional.ofNullable(role);
        return switch (path) {
            case "/latest/meta-data/placement/region" -> Answer.text(200, region);
            case "/latest/dynamic/instance-identity/document" ->
                Answer.json(
                        200,
                        CredentialsJson.object()
                                .put("region", region)
                                .put("accountId", Principal.ACCOUNT)
                                .toString());
            case CREDENTIALS, "/latest/meta-data/iam/security-credentials" ->
                attached.map(present -> Answer.text(200, present.name())).orElseGet(InstanceMetadata::nothing);
            default ->
                attached.filter(present -> path.equals(CREDENTIALS + present.name()))
                        .map(this::credentials)
                        .orElseGet(InstanceMetadata::nothing);
        };
    }

    private Answer credentials(Role present) {
        TemporaryKey session = identities.startSession(present, "i-0123456789abcdef0", SESSION);
        return Answer.json(
                200,
                CredentialsJson.of(session)
                        .put("Code", "Success")
                        .put("Type", "AWS-HMAC")
                        .put("LastUpdated", session.expiry().minus(SESSION).toString())
                        .toString());
    }

    private static Answer nothing() {
        return Answer.text(404, "");
    }
}
