package io.github.athenaconnect.localstack.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.athenaconnect.localstack.access.Principal;
import io.github.athenaconnect.localstack.access.Secrets;
import io.github.athenaconnect.localstack.http.Answer;
import io.github.athenaconnect.localstack.http.LoopbackServer;
import io.github.athenaconnect.localstack.http.Request;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The portal of IAM Identity Center on 127.0.0.1, for users who have signed in: GetRoleCredentials for their access
 * tokens, and CreateToken of SSO OIDC, which takes refresh tokens.
 */
public final class SsoPortal implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Identities identities;
    private final Map<String, Role> rolesByAccessToken = new ConcurrentHashMap<>();
    private final Map<String, Role> rolesByRefreshToken = new ConcurrentHashMap<>();
    private final LoopbackServer http;

    /** Starts with nobody signed in. */
    public SsoPortal(Identities identities) {
        this.identities = identities;
        this.http = LoopbackServer.start("sso", this::answer);
    }

    /** Where clients connect to, those of SSO as well as those of SSO OIDC. */
    public URI endpoint() {
        return http.endpoint();
    }

    /** Signs a user in, who may use one role; the answer is the access token for the cached token file. */
    public String signIn(Role role) {
        identities.put(role);
        String token = Secrets.drawn("SsoToken", 20);
        rolesByAccessToken.put(token, role);
        return token;
    }

    /** A refresh token for whoever holds an access token. */
    public String refreshToken(String accessToken) {
        String token = Secrets.drawn("SsoToken", 20);
        rolesByRefreshToken.put(token, rolesByAccessToken.get(accessToken));
        return token;
    }

    /** Ends what a sign-in gave, as time does in AWS. */
    public void signOut(String accessToken) {
        rolesByAccessToken.remove(accessToken);
    }

    @Override
    public void close() {
        http.close();
    }

    private Answer answer(Request request) throws IOException {
        return switch (request.method() + " " + request.path()) {
            case "GET /federation/credentials" -> roleCredentials(request);
            case "POST /token" -> token(JSON.readTree(request.body()));
            default -> Answer.json(404, "{}");
        };
    }

    private Answer roleCredentials(Request request) {
        Optional<Role> role = request.header("x-amz-sso_bearer_token")
                .flatMap(token -> Optional.ofNullable(rolesByAccessToken.get(token)));
        if (role.isEmpty()) {
            return error(401, "UnauthorizedException", "Session token not found or invalid");
        }
        Map<String, String> query = request.query();
        if (!Principal.ACCOUNT.equals(query.get("account_id"))
                || !role.get().name().equals(query.get("role_name"))) {
            return error(403, "ForbiddenException", "No access");
        }
        TemporaryKey session = identities.startSession(role.get(), "somebody@example.com", Duration.ofHours(1));
        JsonNode credentials = CredentialsJson.object()
                .put("accessKeyId", session.key().id())
                .put("secretAccessKey", session.key().secret())
                .put("sessionToken", session.sessionToken())
                .put("expiration", session.expiry().toEpochMilli());
        return Answer.json(
                200,
                CredentialsJson.object().set("roleCredentials", credentials).toString());
    }

    private Answer token(JsonNode request) {
        Role role = rolesByRefreshToken.get(request.path("refreshToken").asText());
        if (role == null || !request.path("grantType").asText().equals("refresh_token")) {
            return error(400, "InvalidGrantException", "Invalid refresh token provided");
        }
        return Answer.json(
                200,
                CredentialsJson.object()
                        .put("accessToken", signIn(role))
                        .put("tokenType", "Bearer")
                        .put("expiresIn", Duration.ofHours(1).toSeconds())
                        .put("refreshToken", request.path("refreshToken").asText())
                        .toString());
    }

    private static Answer error(int status, String type, String message) {
        return Answer.json(
                status,
                CredentialsJson.object()
                        .put("__type", type)
                        .put("message", message)
                        .toString());
    }
}
