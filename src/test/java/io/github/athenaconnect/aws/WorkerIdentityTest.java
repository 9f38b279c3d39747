package io.github.athenaconnect.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.athenaconnect.aws.profile.ProfileText;
import io.github.athenaconnect.secrecy.SilentAboutSecrets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.utils.internal.SystemSettingUtilsTestBackdoor;

/** Profiles that build on what the worker has: its container's role, and the SSO tokens of its user. */
@ExtendWith(SilentAboutSecrets.class)
class WorkerIdentityTest {
    private static final String CONTAINER = "aws.containerCredentialsFullUri";
    private static final String PORTAL = "aws.endpointUrlSso";
    private static final String ROLE = "arn:aws:iam::123456789012:role/hub";

    /** One for all tests: the SDK looks up only once where its cache of tokens is. */
    @TempDir
    private static Path home;

    private HttpServer server;
    private StsServer sts;

    @BeforeEach
    void start() throws IOException {
        Files.deleteIfExists(cached("acme"));
        sts = new StsServer();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/container", exchange -> answer(exchange, 200, """
                {"AccessKeyId":"CONTAINER","SecretAccessKey":"hushhush","Token":"hushhush-token","Expiration":"2099-01-01T00:00:00Z"}
                """));
        server.createContext("/federation/credentials", this::portal);
        server.start();
        String address = "http://127.0.0.1:" + server.getAddress().getPort();
        System.setProperty(CONTAINER, address + "/container");
        System.setProperty(PORTAL, address);
        SystemSettingUtilsTestBackdoor.addEnvironmentVariableOverride("HOME", home.toString());
    }

    @AfterEach
    void stop() {
        SystemSettingUtilsTestBackdoor.clearEnvironmentVariableOverrides();
        System.clearProperty(CONTAINER);
        System.clearProperty(PORTAL);
        server.stop(0);
        sts.close();
    }

    @Test
    void aRoleMayBeAssumedWithTheContainersCredentials() {
        signIn("[default]\nrole_arn=" + ROLE + "\ncredential_source=EcsContainer");

        assertThat(sts.asked).extracting(StsServer.Asked::signer).containsExactly("CONTAINER");
    }

    @ParameterizedTest
    @CsvSource({"acme, true", "https://acme.awsapps.com/start, false"})
    void aPortalGivesCredentialsForTheTokenInTheCache(String cachedUnder, boolean inSession) throws IOException {
        cache(cachedUnder, "2099-01-01T00:00:00Z");

        assertThat(signIn(profile(inSession)).accessKeyId()).isEqualTo("reader-of-123456789012");
    }

    @Test
    void aTokenThatHasExpiredAsksForANewLogin() throws IOException {
        cache("acme", "2020-01-01T00:00:00Z");

        assertThatThrownBy(() -> signIn(profile(true)))
                .isInstanceOf(SdkException.class)
                .hasMessageContainingAll("profile \"default\"", "aws sso login")
                .message()
                .doesNotContain("hushhush");
    }

    @Test
    void aTokenThatIsMissingAsksForALogin() {
        assertThatThrownBy(() -> signIn(profile(true))).hasMessageContaining("aws sso login");
    }

    private static String profile(boolean inSession) {
        String portal = "sso_start_url=https://acme.awsapps.com/start\nsso_region=eu-west-1\n";
        String account = "[default]\nsso_account_id=123456789012\nsso_role_name=reader\n";
        return inSession ? account + "sso_session=acme\n[sso-session acme]\n" + portal : account + portal;
    }

    /** As the AWS command line leaves it. */
    private void cache(String session, String expiry) throws IOException {
        Files.createDirectories(cached(session).getParent());
        Files.writeString(cached(session), """
                {"accessToken": "hushhush", "expiresAt": "%s", "region": "eu-west-1",
                 "startUrl": "https://acme.awsapps.com/start"}
                """.formatted(expiry));
    }

    private static Path cached(String session) {
        return home.resolve(".aws/sso/cache").resolve(sha1(session) + ".json");
    }

    private static String sha1(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private void portal(HttpExchange exchange) throws IOException {
        boolean known = List.of("hushhush").equals(exchange.getRequestHeaders().get("x-amz-sso_bearer_token"));
        String query = exchange.getRequestURI().getQuery();
        if (!known || !query.contains("role_name=reader") || !query.contains("account_id=123456789012")) {
            answer(exchange, 401, "{\"message\": \"Session token not found or invalid\"}");
            return;
        }
        answer(exchange, 200, """
                {"roleCredentials": {"accessKeyId": "reader-of-123456789012", "secretAccessKey": "hushhush",
                 "sessionToken": "hushhush-token", "expiration": 4070908800000}}
                """);
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        try (exchange) {
            exchange.getResponseBody().write(body);
        }
    }

    private AwsCredentials signIn(String profile) {
        AwsSettings settings = new AwsSettings(
                Region.EU_WEST_1,
                new CredentialsSettings.ProfileContent(ProfileText.parse(profile), "default"),
                List.of(),
                new Endpoints(Optional.empty(), Optional.empty(), Optional.of(sts.uri()), false, false, false));
        try (Identity identity = Identity.of(settings, new ClientFactory(settings, "test", ClientFactory::http))) {
            return identity.resolveCredentials();
        }
    }
}
