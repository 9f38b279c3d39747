package io.github.athenaconnect.localstack.identity;

import io.github.athenaconnect.localstack.access.Secrets;
import io.github.athenaconnect.localstack.http.Answer;
import io.github.athenaconnect.localstack.http.LoopbackServer;
import io.github.athenaconnect.localstack.http.Request;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The endpoint on 127.0.0.1 from which a container gets keys for its role, if it knows the authorization token. */
public final class ContainerCredentials implements AutoCloseable {
    private static final String PATH = "/v2/credentials";

    private final Identities identities;
    private final String authorizationToken = Secrets.drawn("ContainerToken", 20);
    private final LoopbackServer http;
    private volatile @Nullable Role role;

    /** Starts for a container that has no role. */
    public ContainerCredentials(Identities identities) {
        this.identities = identities;
        this.http = LoopbackServer.start("container", this::answer);
    }

    /** The full URI, as AWS_CONTAINER_CREDENTIALS_FULL_URI gives it. */
    public URI fullUri() {
        return http.endpoint().resolve(PATH);
    }

    /** What requests must have as Authorization, as AWS_CONTAINER_AUTHORIZATION_TOKEN gives it. */
    public String authorizationToken() {
        return authorizationToken;
    }

    /** Gives the container a role, in place of the one it had. */
    public void attach(Role newRole) {
        identities.put(newRole);
        role = newRole;
    }

    @Override
    public void close() {
        http.close();
    }

    private Answer answer(Request request) {
        Role present = role;
        if (present == null || !request.path().equals(PATH)) {
            return error(404, "ResourceNotFound", "No role is attached");
        }
        if (!request.header("Authorization").orElse("").equals(authorizationToken)) {
            return error(403, "AccessDenied", "The authorization token is missing or wrong");
        }
        TemporaryKey session = identities.startSession(present, "container", Duration.ofHours(6));
        return Answer.json(
                200, CredentialsJson.of(session).put("RoleArn", present.arn()).toString());
    }

    private static Answer error(int status, String code, String message) {
        return Answer.json(
                status,
                CredentialsJson.object()
                        .put("code", code)
                        .put("message", message)
                        .toString());
    }
}
