package io.github.athenaconnect.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.athenaconnect.failure.CallFailure;
import io.github.athenaconnect.failure.FailureKind;
import io.github.athenaconnect.localstack.http.Certificates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.config.types.Password;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;

/** Nobody is told anything who cannot prove to be the service, whichever client it is; against servers that speak TLS. */
class TlsTest {
    private static final String LOOPBACK = "ip:127.0.0.1";

    @TempDir
    private static Path directory;

    private static Certificates certificates;

    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger plainRequests = new AtomicInteger();
    private HttpServer plain;
    private HttpsServer server;

    /** Each way in which the connector talks to AWS. */
    private enum Caller {
        ATHENA("aws.endpointUrlAthena") {
            @Override
            void call(AwsSettings settings) {
                try (AwsClients clients = AwsClients.open(settings, "test")) {
                    clients.athena().getWorkGroup(request -> request.workGroup("primary"));
                }
            }
        },
        S3("aws.endpointUrlS3") {
            @Override
            void call(AwsSettings settings) {
                try (AwsClients clients = AwsClients.open(settings, "test")) {
                    clients.s3().getObject(request -> request.bucket("results").key("a.csv"));
                }
            }
        },
        STS("aws.endpointUrlSts") {
            @Override
            void call(AwsSettings settings) {
                try (AwsClients clients = AwsClients.open(settings, "test");
                        var sts = AwsClients.openSts(settings, clients.credentials(), "test")) {
                    sts.getCallerIdentity();
                }
            }
        },
        PORTAL("aws.endpointUrlSso") {
            @Override
            void call(AwsSettings settings) {
                try (IdentityClients clients = identity(settings)) {
                    clients.portal(Region.EU_WEST_1)
                            .getRoleCredentials(request -> request.accessToken("hushhush")
                                    .accountId("123456789012")
                                    .roleName("reader"));
                }
            }
        },
        TOKENS("aws.endpointUrlSsoOidc") {
            @Override
            void call(AwsSettings settings) {
                try (IdentityClients clients = identity(settings)) {
                    clients.tokenService(Region.EU_WEST_1)
                            .createToken(request -> request.clientId("client")
                                    .clientSecret("hushhush")
                                    .grantType("refresh_token")
                                    .refreshToken("hushhush"));
                }
            }
        };

        /** By which the worker may send it elsewhere; it counts for the portal alone. */
        private final String workersEndpoint;

        Caller(String workersEndpoint) {
            this.workersEndpoint = workersEndpoint;
        }

        abstract void call(AwsSettings settings);

        private static IdentityClients identity(AwsSettings settings) {
            return new IdentityClients(new ClientFactory(settings, "test", ClientFactory::http));
        }
    }

    @BeforeAll
    static void issue() throws IOException, GeneralSecurityException {
        certificates = Certificates.in(directory)
                .issue("good", LOOPBACK)
                .issue("other-name", "dns:athena.eu-west-1.amazonaws.com")
                .issueExpired("expired", LOOPBACK)
                .issueNotYetValid("not-yet-valid", LOOPBACK)
                .issueSelfSigned("self-signed", LOOPBACK);
    }

    @BeforeEach
    void listenInPlainText() throws IOException {
        plain = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        plain.createContext("/", exchange -> {
            plainRequests.incrementAndGet();
            exchange.sendResponseHeaders(400, -1);
            exchange.close();
        });
        plain.start();
    }

    @AfterEach
    void stop() {
        List.of("javax.net.ssl.trustStore", "javax.net.ssl.trustStorePassword").forEach(System::clearProperty);
        for (Caller caller : Caller.values()) {
            System.clearProperty(caller.workersEndpoint);
        }
        server.stop(0);
        plain.stop(0);
    }

    @ParameterizedTest
    @EnumSource
    void aCertificateOfAnAuthorityInTheWorkersTrustStoreIsGoodEnough(Caller caller) throws Exception {
        start("good");
        trustTheAuthority();

        assertThatThrownBy(() -> call(caller)).isInstanceOf(SdkException.class);
        assertThat(requests).as("requests that were sent and refused").hasPositiveValue();
    }

    @ParameterizedTest
    @EnumSource
    void oneOfAnAuthorityThatTheWorkerDoesNotKnowIsNot(Caller caller) throws Exception {
        start("good");

        assertFinal(assertNothingIsSaid(caller, "unable to find valid certification path"));
    }

    @ParameterizedTest
    @EnumSource
    void oneThatItsOwnerHasIssuedAloneIsNot(Caller caller) throws Exception {
        start("self-signed");
        trustTheAuthority();

        assertFinal(assertNothingIsSaid(caller, "unable to find valid certification path"));
    }

    @ParameterizedTest
    @EnumSource
    void oneOfAnotherNameIsNot(Caller caller) throws Exception {
        start("other-name");
        trustTheAuthority();

        assertFinal(assertNothingIsSaid(caller, "doesn't match"));
    }

    /** The worker's clock may be wrong for a while, so that it is asked again. */
    @ParameterizedTest
    @EnumSource
    void oneThatIsOutOfDateByTheWorkersClockIsNotForNow(Caller caller) throws Exception {
        start("expired");
        trustTheAuthority();

        assertPassing(assertNothingIsSaid(caller, "NotAfter"));
    }

    @Test
    void oneThatIsNotYetValidByTheWorkersClockIsNotForNow() throws Exception {
        start("not-yet-valid");
        trustTheAuthority();

        assertPassing(assertNothingIsSaid(Caller.ATHENA, "NotBefore"));
    }

    /** Those of the SDK before this one, and of the JDK's own client. */
    @Test
    void noSwitchOfOtherClientsTurnsThatOff() throws Exception {
        List<String> switches =
                List.of("com.amazonaws.sdk.disableCertChecking", "jdk.internal.httpclient.disableHostnameVerification");
        start("other-name");
        trustTheAuthority();
        switches.forEach(name -> System.setProperty(name, "true"));
        try {
            assertFinal(assertNothingIsSaid(Caller.ATHENA, "doesn't match"));
        } finally {
            switches.forEach(System::clearProperty);
        }
    }

    @ParameterizedTest
    @EnumSource
    void nobodyIsFollowedToAnotherAddressLeastOfAllToOneWithoutTls(Caller caller) throws Exception {
        start("good");
        trustTheAuthority();

        assertThatThrownBy(() -> call(caller)).isInstanceOf(SdkException.class);
        assertThat(plainRequests).hasValue(0);
    }

    private SdkClientException assertNothingIsSaid(Caller caller, String reason) {
        SdkClientException failure = catchThrowableOfType(SdkClientException.class, () -> call(caller));

        assertThat(failure).as(caller.name()).hasStackTraceContaining(reason);
        assertThat(requests).as("requests that were sent").hasValue(0);
        return failure;
    }

    private static void assertFinal(SdkClientException failure) {
        assertThat(FailureKind.of(failure)).isEqualTo(FailureKind.UNTRUSTED);
        assertThat(CallFailure.of(failure).explanation())
                .contains("Nothing was sent", "endpoint keys", "javax.net.ssl.trustStore");
        assertThat(CallFailure.of(failure).passing()).isFalse();
    }

    private static void assertPassing(SdkClientException failure) {
        assertThat(FailureKind.of(failure)).isEqualTo(FailureKind.UNPROVEN);
        assertThat(CallFailure.of(failure).explanation()).contains("Nothing was sent", "the worker's clock");
        assertThat(CallFailure.of(failure).passing()).isTrue();
    }

    /** Sends whoever asks on to the server that speaks no TLS, as a service that has moved would. */
    private void start(String alias) throws IOException, GeneralSecurityException {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(certificates.server(alias)));
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            exchange.getResponseHeaders()
                    .set("Location", "http://127.0.0.1:" + plain.getAddress().getPort() + "/");
            exchange.sendResponseHeaders(307, -1);
            exchange.close();
        });
        server.start();
    }

    private static void trustTheAuthority() {
        System.setProperty("javax.net.ssl.trustStore", certificates.trustStore().toString());
        System.setProperty("javax.net.ssl.trustStorePassword", certificates.password());
    }

    private void call(Caller caller) {
        URI address = URI.create("https://127.0.0.1:" + server.getAddress().getPort());
        System.setProperty(caller.workersEndpoint, address.toString());
        Optional<URI> endpoint = Optional.of(address);
        caller.call(new AwsSettings(
                Region.EU_WEST_1,
                new CredentialsSettings.AccessKeys("AKIDEXAMPLE", new Password("hushhush"), Optional.empty()),
                List.of(),
                new Endpoints(endpoint, endpoint, endpoint, true, false, false)));
    }
}
