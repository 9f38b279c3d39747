package io.github.athenaconnect.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import io.github.athenaconnect.failure.CallFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.kafka.common.config.types.Password;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;

/** Whoever answers in AWS's place, or is asked in it, learns nothing of the worker and does it no harm. */
@Timeout(120)
class HostileServiceTest {
    private static final String SESSION = """
            <?xml version="1.0"?>%s
            <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>
            <AssumedRoleUser><Arn>arn:aws:sts::123456789012:assumed-role/r/s</Arn><AssumedRoleId>AROA:s</AssumedRoleId>
            </AssumedRoleUser><Credentials><AccessKeyId>SESSION</AccessKeyId><SecretAccessKey>hushhush</SecretAccessKey>
            <SessionToken>%s</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials>
            </AssumeRoleResult></AssumeRoleResponse>
            """;

    @TempDir
    private Path directory;

    private final AtomicInteger fetched = new AtomicInteger();
    private HttpServer server;
    private volatile String answer = "";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            try (exchange) {
                exchange.getResponseBody().write(body);
            }
        });
        server.createContext("/elsewhere", exchange -> {
            fetched.incrementAndGet();
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void anAnswerThatIsAsItShouldBeGivesASession() {
        answer = SESSION.formatted("", "told");

        assertThat(sessionToken()).isEqualTo("told");
    }

    @Test
    void anAnswerCannotHaveAFileOfTheWorkerReadIntoIt() throws IOException {
        Path file = Files.writeString(directory.resolve("secret"), "of-the-worker");
        answer = SESSION.formatted("<!DOCTYPE x [<!ENTITY e SYSTEM \"" + file.toUri() + "\">]>", "&e;");

        assertThat(sessionToken()).doesNotContain("of-the-worker");
    }

    @Test
    void anAnswerCannotHaveAnotherAddressAsked() {
        answer = SESSION.formatted(
                "<!DOCTYPE x SYSTEM \"" + address() + "/elsewhere\" [<!ENTITY % e SYSTEM \"" + address()
                        + "/elsewhere\">%e;<!ENTITY f SYSTEM \"" + address() + "/elsewhere\">]>",
                "&f;");

        sessionToken();
        assertThat(fetched).hasValue(0);
    }

    /** Ten entities, each of ten of the one before: a hundred gigabytes, were they written out. */
    @Test
    void anAnswerCannotGrowWhileItIsRead() {
        StringBuilder entities = new StringBuilder("<!DOCTYPE x [<!ENTITY e0 \"0123456789\">");
        for (int depth = 1; depth <= 10; depth++) {
            entities.append("<!ENTITY e").append(depth).append(" \"");
            entities.append(("&e" + (depth - 1) + ";").repeat(10)).append("\">");
        }
        answer = SESSION.formatted(entities + "]>", "&e10;");

        assertThat(sessionToken()).hasSizeLessThan(1000);
    }

    @Test
    void noEndpointLeadsToWhereMachinesHearTheirOwnCredentials() {
        Optional<URI> endpoint = Optional.of(URI.create("http://169.254.169.254"));
        AwsSettings settings = settings(new Endpoints(endpoint, endpoint, endpoint, true, false, false));
        try (AwsClients clients = AwsClients.open(settings, "test")) {
            SdkException failure = catchThrowableOfType(
                    SdkException.class,
                    () -> clients.s3().getObject(get -> get.bucket("latest").key("meta-data")));

            assertThat(CallFailure.of(failure).explanation())
                    .contains("169.254.169.254, where machines hear their own credentials", "endpoint keys");
        }
    }

    /** In all ways in which an address can be written; a name that leads there comes to the same. */
    @ParameterizedTest
    @ValueSource(strings = {"169.254.169.254", "169.254.170.2", "2852039166", "::ffff:169.254.169.254", "fd00:ec2::23"})
    void noneOfTheirAddressesIsFound(String host) {
        assertThat(catchThrowable(() -> new HostLookup().resolve(host)))
                .isInstanceOf(UnknownHostException.class)
                .hasMessageContaining("no endpoint of AWS's services is there");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.0.0.1",
                "169.254.1.2",
                "169.254.171.1",
                "::1",
                "fe80::1",
                "fd00::1",
                "fd00:ec2:80::1",
                "2600:1f00::1"
            })
    void othersAre(String host) throws UnknownHostException {
        assertThat(new HostLookup().resolve(host)).hasSize(1);
    }

    /** Whoever answers for a name may add an address of theirs to those of the service. */
    @Test
    void ofSeveralAddressesTheirsAreLeftOut() throws UnknownHostException {
        HostLookup lookup = new HostLookup(at("169.254.169.254", "10.0.0.1", "fd00:ec2::23", "2600:1f00::1"));

        assertThat(lookup.resolve("athena.example.com"))
                .extracting(InetAddress::getHostAddress)
                .containsExactly("10.0.0.1", "2600:1f00:0:0:0:0:0:1");
    }

    @Test
    void aHostThatHasNoneButTheirsIsNotFound() {
        HostLookup lookup = new HostLookup(at("fd00:ec2::254", "169.254.170.2"));

        assertThatThrownBy(() -> lookup.resolve("athena.example.com"))
                .isInstanceOf(UnknownHostException.class)
                .hasMessageContainingAll("athena.example.com is at fd00:ec2:0:0:0:0:0:254", "no endpoint");
    }

    /** A worker's look-up that finds every host there. */
    private static DnsResolver at(String... addresses) {
        return new DnsResolver() {
            @Override
            public InetAddress[] resolve(String host) throws UnknownHostException {
                InetAddress[] found = new InetAddress[addresses.length];
                for (int index = 0; index < found.length; index++) {
                    found[index] = InetAddress.getByName(addresses[index]);
                }
                return found;
            }

            @Override
            public String resolveCanonicalHostname(String host) {
                return host;
            }
        };
    }

    /** What the answer gave, or what came of it instead. */
    private String sessionToken() {
        AwsSettings settings = settings(new Endpoints(
                Optional.empty(), Optional.empty(), Optional.of(URI.create(address())), false, false, false));
        try (Identity identity = Identity.of(settings, new ClientFactory(settings, "test", ClientFactory::http))) {
            return ((AwsSessionCredentials) identity.resolveCredentials()).sessionToken();
        } catch (SdkException refused) {
            return String.valueOf(refused.getMessage());
        }
    }

    private String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private static AwsSettings settings(Endpoints endpoints) {
        return new AwsSettings(
                Region.EU_WEST_1,
                new CredentialsSettings.AccessKeys("AKIDEXAMPLE", new Password("hushhush"), Optional.empty()),
                List.of(new AssumedRole(
                        "arn:aws:iam::123456789012:role/r", Optional.empty(), "session", Duration.ofHours(1))),
                endpoints);
    }
}
